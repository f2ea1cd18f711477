"""The ranked list and the spend of each year, in words."""

from collections.abc import Sequence

from models.waterline import Cause
from services.budget_waterline import Ranked
from ui.wording.budget import limit_name
from ui.wording.budget_why import Terms
from ui.wording.formats import count, money, number, percent

RANKS: dict[str, str] = {
    "value": "Value",
    "value for money": "Value for money",
    "priority": "Reported priority",
}
WHY: dict[str, str] = {
    "": "In",
    "money": "Does not fit in the money left",
    "rule": "Taken out by a rule",
    "forced out": "Taken out by hand",
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


def finding(share: float, best_share: float, go_on: bool = False, kept_share: float | None = None) -> str:
    """Return what a cut in the list buys beside the best selection, and beside a choice that keeps what is funded.

    >>> finding(0.71, 0.83)
    'A cut in the ranked list buys 71% of the value, the best selection 83% for the same money.'
    """
    what = "Going down the ranked list" if go_on else "A cut in the ranked list"
    kept = ""
    if kept_share is not None and abs(kept_share - best_share) > 1e-9:
        kept = f" The choice at the head of the page keeps what is funded and buys {percent(kept_share)}."
    digits = 1 if round(share * 100) == round(best_share * 100) and best_share - share > 1e-9 else 0
    if best_share - share <= 1e-9:
        return f"{what} buys {percent(share)} of the value, as much as the best selection for the same money.{kept}"
    best = percent(best_share, digits)
    return f"{what} buys {percent(share, digits)} of the value, the best selection {best} for the same money.{kept}"


def line(found: Ranked, above: int, terms: Terms) -> str:
    """Return how many projects the list funds, where the money ends, and how many are taken out and by what.

    `above` is the number of projects that have money in any case.
    """
    beside = f" beside {number(above)} above the line" if above else ""
    out = _taken_out(found.by_rule, found.by_hand)
    ends = "all that is not taken out fits" if out else "all fit"
    if found.stopped_by is not None:
        limit = {"total": "the total", "count": "the largest number of projects"}.get(found.stopped_by)
        rule = terms.rules.get(found.stopped_by)
        within = f'the rule "{rule}"' if rule else found.stopped_by
        ends = f"the next does not fit in {limit or within}"
    verb = "is" if found.funded == 1 else "are"
    return f"{number(found.funded)} of {count(found.candidates, 'project')} {verb} funded{beside}: {ends}.{out}"


def _taken_out(by_rule: int, by_hand: int) -> str:
    parts = [f"{number(many)} by {how}" for many, how in ((by_rule, "rules"), (by_hand, "hand")) if many]
    return f" Taken out, and no money spent on them: {' and '.join(parts)}." if parts else ""


def reason(why: str, cause: Cause | None, told: str, terms: Terms) -> str:
    """Return why a project is in the list or out of it; `told` is the reason given for a decision by hand."""
    if why == "forced out" and told:
        return f"{WHY[why]}: {told}"
    if cause is None:
        return WHY[why]
    if not why:
        together = f"{terms.projects(cause.keys)} are decided together"
        return f"In: {together if cause.kind == 'same' else f'{terms.project(cause.keys[0])} needs it'}"
    if why != "rule":
        return WHY[why]
    return f"Taken out: {_kept_out(cause, terms)}"


def _kept_out(cause: Cause, terms: Terms) -> str:
    """Return what keeps a project out."""
    first = terms.project(cause.keys[0])
    if cause.kind == "forced out":
        return f"decided together with {first}, which is out by hand"
    if cause.kind == "group":
        return terms.rules.get(cause.keys[0], f"no room in {first}")
    other = terms.project(cause.keys[1])
    return f"{first} needs {other}, which is not in" if cause.kind == "requires" else f"{first} or {other}, not both"


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
