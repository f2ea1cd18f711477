"""The ranked list and the spend of each year, in words."""

from collections.abc import Sequence

from ui.wording.budget import limit_name
from ui.wording.formats import count, money, number, percent

RANKS: dict[str, str] = {
    "value": "Value",
    "value for money": "Value for money",
    "priority": "Reported priority",
}
WHY: dict[str, str] = {
    "": "In",
    "money": "Does not fit in the money left",
    "rule": "Kept out by a rule",
    "forced out": "Left out by hand",
    "below": "Below the line",
}
GO_ON = "Skip what does not fit and go on"
LINE = "The money ends here"
PARTS: dict[str, str] = {
    "mandatory": "Mandatory",
    "committed": "Committed",
    "run": "Run",
    "chosen": "Chosen",
}
LIMIT = "Limit"


def finding(share: float, best_share: float, go_on: bool = False) -> str:
    """Return what a cut in the list buys beside the best selection.

    >>> finding(0.71, 0.83)
    'A cut in the ranked list buys 71% of the value, the best selection 83% for the same money.'
    """
    what = "Going down the ranked list" if go_on else "A cut in the ranked list"
    digits = 1 if round(share * 100) == round(best_share * 100) and best_share - share > 1e-9 else 0
    if best_share - share <= 1e-9:
        return f"{what} buys {percent(share)} of the value, as much as the best selection for the same money."
    best = percent(best_share, digits)
    return f"{what} buys {percent(share, digits)} of the value, the best selection {best} for the same money."


def line(above: int, of_all: int, stopped_by: str | None) -> str:
    """Return where the line lies and which limit draws it.

    >>> line(12, 60, "FY27"), line(60, 60, None)
    ('12 of 60 projects stand above the line: the next does not fit in FY27.', 'All 60 projects fit: there is no line.')
    """
    if stopped_by is None:
        return f"All {count(of_all, 'project')} fit: there is no line."
    where = {"total": "the total", "count": "the largest number of projects"}.get(stopped_by, stopped_by)
    verb = "stands" if above == 1 else "stand"
    return f"{number(above)} of {count(of_all, 'project')} {verb} above the line: the next does not fit in {where}."


def broken() -> str:
    """Return that the cut is no choice that the rules allow."""
    return "The cut breaks a rule that a list does not look at, so it could not be decided as it stands."


def spend(periods: Sequence[str], left: Sequence[float | None], currency: str) -> str:
    """Return how close the years come to their limits: the tightest one, or that there are no limits.

    `left` is money, None (or NaN) for a period without a limit.

    >>> spend(["FY27", "FY28"], [2e6, 9e7], "USD"), spend(["FY27"], [None], "USD")
    ('FY27 is the tightest year: $2 m of its limit is left.', 'No year has a limit of its own.')
    """
    known = [
        (amount, name) for name, amount in zip(periods, left, strict=True) if amount is not None and amount == amount
    ]
    if not known:
        return "No year has a limit of its own."
    amount, name = min(known)
    if amount < 0:
        return f"{limit_name(name)} is over its limit by {money(-amount, currency)}."
    return f"{limit_name(name)} is the tightest year: {money(amount, currency)} of its limit is left."
