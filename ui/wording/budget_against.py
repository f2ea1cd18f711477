"""A selection held against a saved scenario, in words."""

from collections.abc import Sequence

from ui.wording.budget import names
from ui.wording.formats import count, money

AGAINST = "Held against"
NO_SCENARIO = "No scenario is saved yet"
NO_SCENARIO_WHY = (
    "With a saved scenario as reference only changes worth more than a threshold are proposed, so a plan that people "
    "know is not turned over for a trifle. Save what you see now under a name with Save scenario, beside the limits; "
    "then come back here after limits, ratings or costs have changed."
)
NOT_FOUND = "No selection was found in time; try again with fewer limits or rules."
NOT_PROVEN = "Not proven in the time allowed: a better change may exist."
METHOD = (
    "Each project of the scenario counts as much more than it is worth as the threshold says; under the limits and "
    "rules shown here the best selection is then found. So a project goes only where what comes in for it brings more "
    "than that. What is funded already is not kept beside it."
)


def note(kept: str, adds: float, drops: float, currency: str) -> str:
    """Return what stays, and the money that moves.

    >>> note("38 of 41 projects stay", 4.2e7, 3.8e7, "USD")
    '38 of 41 projects stay; $42 m comes in, $38 m goes'
    """
    return f"{kept}; {money(adds, currency)} comes in, {money(drops, currency)} goes"


def gone(found: Sequence[str]) -> str:
    """Return which projects of the scenario cannot be chosen any more; empty where all can.

    >>> gone(["Old pier"])
    '1 project of the scenario is no candidate any more: Old pier.'
    """
    if not found:
        return ""
    verb = "is no candidate" if len(found) == 1 else "are no candidates"
    return f"{count(len(found), 'project')} of the scenario {verb} any more: {names(found)}."
