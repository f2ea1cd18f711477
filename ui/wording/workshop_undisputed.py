"""What is said of answers given beforehand that nobody disputes, before they are accepted without being asked live."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from services.workshops.reading import Workshop
from services.workshops.scoring import Listed
from ui.wording import workshop as wording
from ui.wording import workshop_ratings as ratings
from ui.wording import workshop_voices as voices
from ui.wording.formats import count, number

CLOSED = "Once you have seen the list, whoever has not answered one of these cannot any more."


def see(agreed: int) -> str:
    """Return what shows the answers that nobody disputes, before any of them is accepted."""
    return f"See the {number(agreed)} that nobody disputes"


def accept(listed: int) -> str:
    """Return what accepts the answers listed."""
    return "Accept it" if listed == 1 else f"Accept these {number(listed)}"


def title(listed: int, held: Workshop) -> str:
    """Return how many of all that is asked are listed."""
    noun = "rating" if held.kind == "challenge" else "pair"
    return f"{number(listed)} of {count(_asked(held), noun)} that nobody disputes"


def meaning(held: Workshop) -> str:
    """Return what it means that nobody disputes them, and what accepting them does."""
    side = "the level that decides about money" if held.kind == "challenge" else "equal"
    return f"The answers lie close together, on one side of {side}. Accepted, these are not asked live."


def rows(listed: Sequence[Listed], held: Workshop) -> pd.DataFrame:
    """Return what would be accepted: both sides, what the group answered, and how far people agree."""
    names = held.names
    return pd.DataFrame(
        {
            "left": [names[each.left] for each in listed],
            "right": [names[each.right] for each in listed],
            "group": [_group(each, held, names[each.left], names[each.right]) for each in listed],
            "agreement": [wording.agreement(each.answer, held.kind).removeprefix("Agreement: ") for each in listed],
        }
    )


def _group(each: Listed, held: Workshop, left: str, right: str) -> str:
    answer: dict[str, Any] = each.answer
    if held.kind == "challenge":
        split = voices.between(answer)
        return wording.LEVELS[int(answer["answer"])] + (f" ({split})" if split else "")
    return wording.group_answer(answer, left, right).removeprefix("The group: ")


def _asked(held: Workshop) -> int:
    if held.kind == "challenge":
        return ratings.asked(held)
    return sum(each.counts for each in held.questions)
