"""What the wall and the facilitator's page say of a rating under challenge, and of what was found, for a whole room."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from services.workshops.reading import Workshop
from ui.wording import workshop as wording
from ui.wording import workshop_results as results
from ui.wording import workshop_voices as voices
from ui.wording.formats import count, money, number, shortened
from ui.wording.markdown import plain

USUAL: Final = (
    "Does nothing for it",
    "Helps a little, or indirectly",
    "Helps in a way that can be measured",
    "Without it the objective is clearly harder to reach",
    "The objective stands or falls with it",
)
"""What each level means where an objective says nothing of its own, as phones say it."""
LONGEST: Final = 170
MOST_NAMED: Final = 24


def meanings(written: Sequence[str]) -> list[str]:
    """Return what each level means on an objective, from none to extreme: as written for it, else as usual.

    >>> meanings(["", "Ten homes", "", "", ""])[:2]
    ['Does nothing for it', 'Ten homes']
    """
    return [own or usual for own, usual in zip(written or [""] * len(USUAL), USUAL, strict=True)]


def evidence(rated: Mapping[str, Any], most: int = LONGEST) -> str:
    """Return what a rating rests on, shortened for a wall."""
    told = shortened(str(rated["evidence"] or "").strip(), most).rstrip(".")
    return f"Evidence: {told or 'none is given'}{'' if told.endswith('…') else '.'}"


def at_stake(rated: Mapping[str, Any], currency: str, digits: int) -> str:
    """Return the money that hangs on a rating; "" where by itself it decides about none."""
    if rated["needed"] is None:
        return ""
    return f"{money(rated['stake'] / 10**digits, currency)} hang on this."


def result(workshop: Workshop) -> str:
    """Return the headline of a workshop that is over: of ratings that were decided how many of them changed."""
    decided = (workshop.decision or {}).get("ratings")
    if workshop.kind != "challenge" or not decided or workshop.result is None:
        return results.result(workshop)
    before = {(each["project"], each["objective"]): each["before"] for each in workshop.result["ratings"]}
    changed = sum(before[project, objective] != level for project, objective, level in decided)
    were = "was" if 1 in (changed, len(decided)) else "were"
    return f"{number(changed)} of {count(len(decided), 'rating')} challenged {were} changed."


def ratings_rows(workshop: Workshop) -> pd.DataFrame:
    """Return the ratings of a challenge that is over as they stand now, with the one found where another was decided.

    Those decided otherwise come first, then those that change, then those that stay.
    """
    rows = results.ratings_rows(workshop)
    decided = rows["decided"].where(rows["decided"] != "", rows["found"])
    departs = decided != rows["found"]
    told = rows.assign(found=decided, instead_of=rows["found"].where(departs, ""))
    changes = told["before"] != told["found"]
    order = (2 - changes.astype(int)).where(~departs, 0).sort_values(kind="stable").index
    return told.loc[order, ["project", "objective", "before", "found", "instead_of"]].reset_index(drop=True)


def rating(project: str, objective: str, before: str, stands: str, instead_of: str = "", *, longest: int = 200) -> str:
    """Return a rating in Markdown, names cut to so many characters: with the one before, and found where it departs."""
    was = ", as before" if before == stands else f", {before.lower()} before"
    found = f" (found: {instead_of.lower()})" if instead_of else ""
    who, what = (plain(shortened(name, longest)) for name in (project, objective))
    return f"{who} serves {what}: **{stands.lower()}**{was}{found}"


def left_out(more: int, stayed: int) -> str:
    """Return how many ratings are only counted: further ones that change, and those that stay; "" where none are."""
    told = [f"{number(more)} more {'changes' if more == 1 else 'change'}"] if more else []
    told += [f"{count(stayed, 'rating')} {'stays as it was' if stayed == 1 else 'stay as they were'}"] if stayed else []
    return f"{'; '.join(told)}. All stand in the minutes." if told else ""


def named(people: Mapping[int | None, Sequence[str]], kind: str, left: str, right: str, scale: str) -> str:
    """Return who gave which answer, of many people only the first of each answer; "" where nobody is told."""
    if sum(map(len, people.values())) <= MOST_NAMED:
        return wording.named(people, kind, left, right, scale)
    each = max(1, MOST_NAMED // len(people))
    few = {answer: [voices.listed(list(those), each)] for answer, those in people.items()}
    return wording.named(few, kind, left, right, scale)
