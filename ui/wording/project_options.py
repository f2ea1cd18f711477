"""The options of single projects in words, with what is assumed of each."""

from collections.abc import Sequence
from typing import Any

from ui.wording.formats import count, money, number

LABELS: dict[str, str] = {
    "stage": "Next stage only",
    "reduce": "Reduce",
    "pause": "Pause",
    "stop": "Stop, at its exit cost",
}


def assumptions(allowed: Any) -> list[str]:
    """Return what is assumed of the options that are allowed, one sentence each; `allowed` is an Allowed."""
    said = [_OF_LIVE[name] for name in allowed.live if name in _OF_LIVE]
    if "stage" in allowed.live:
        said.append(
            "The rest is set aside, so the whole cost and the whole value count."
            if allowed.reserve
            else "Its value counts in proportion to the money released; the rest is told apart and not set aside."
        )
    if "reduce" in allowed.live:
        kept = f"{number(allowed.reduce_value)}% of its value for {number(allowed.reduce_cost)}% of its cost"
        said.append(f"A reduced project keeps {kept}: assumed, not found.")
    if allowed.partial:
        shares = " or ".join(f"{number(share)}%" for share in sorted(allowed.shares))
        work = count(len(allowed.partial), "new project")
        said.append(f"{work} may be funded to {shares}, for the same share of value: assumed, not found.")
    if allowed.shifted:
        loss = f"loses {number(allowed.yearly_loss)}% of the value" if allowed.yearly_loss else "loses no value"
        work = count(len(allowed.shifted), "new project")
        said.append(f"{work} may start up to {_years(allowed.most_years)} later; each year {loss}.")
    return said


def chosen(names: Sequence[str], reserved: float, currency: str) -> str:
    """Return the options that were chosen other than as planned, and what is left to be found later.

    >>> chosen(["Harbour wall: reduce"], 2.4e6, "USD")
    '1 project goes on otherwise than planned: Harbour wall: reduce. $2.4 m more would be needed later to finish.'
    """
    if not names:
        return ""
    verb = "goes" if len(names) == 1 else "go"
    later = f" {money(reserved, currency)} more would be needed later to finish." if reserved > 0 else ""
    return f"{count(len(names), 'project')} {verb} on otherwise than planned: {'; '.join(names)}.{later}"


def _years(how_many: int) -> str:
    return {1: "a year", 2: "two years"}.get(how_many, f"{how_many} years")


_OF_LIVE: dict[str, str] = {
    "stage": "Next stage only releases the money up to the next gate ahead, spent evenly over each year.",
    "pause": "A pause costs this year's commitments and brings nothing; the cost to go moves one year on, and whether "
    "to spend it is decided again.",
    "stop": "Stopping costs the exit cost as reported, else what contracts bind and is not paid; where neither is "
    "known it counts as nothing.",
}
