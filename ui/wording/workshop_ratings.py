"""What is said of ratings while they are challenged: those accepted so far, and what they were."""

import pandas as pd

from services.workshops.reading import Workshop
from ui.wording.formats import count
from ui.wording.markdown import plain
from ui.wording.workshop import LEVELS


def accepted(held: Workshop) -> pd.DataFrame:
    """Return the ratings accepted so far: project, objective, before and found, in words."""
    asked = {(each["project"], each["objective"]): each for each in held.frame["ratings"]}
    rows = [
        (
            held.names[each.left],
            held.names[each.right],
            (asked[each.left, each.right]["rating"] or "not rated").capitalize(),
            LEVELS[int(each.accepted["answer"])],
        )
        for each in held.questions
        if each.accepted and (each.left, each.right) in asked
    ]
    return pd.DataFrame(rows, columns=["project", "objective", "before", "found"])


def so_far(held: Workshop) -> str:
    """Return how many ratings were accepted, and how many of them change."""
    rows = accepted(held)
    changed = int((rows["before"] != rows["found"]).sum())
    told = f"{len(rows)} of {count(asked(held), 'rating')} accepted"
    return f"{told}; {changed} would change." if len(rows) else f"{told}."


def asked(held: Workshop) -> int:
    """Return how many ratings are asked in all: those for beforehand only once answers are given beforehand."""
    opened = {(each.left, each.right) for each in held.questions}
    ratings = held.frame["ratings"]
    return sum(not each.get("beforehand") or (each["project"], each["objective"]) in opened for each in ratings)


def rating(project: str, objective: str, before: str, found: str) -> str:
    """Return a rating as found, in Markdown, with the one before where it changes."""
    what = f"{plain(project)} serves {plain(objective)}"
    stays = before == found
    return f"{what}: **{found.lower()}**" + (", as before" if stays else f", {before.lower()} before")
