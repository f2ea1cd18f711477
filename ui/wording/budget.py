"""The Budget page in words: the finding, where the money goes, what moved, what holds back, and how it was found."""

from collections.abc import Sequence
from typing import Any

from ui.wording import budget_value
from ui.wording.formats import count, money, number, percent, points, symbol

CLASS_WORDS: dict[str, str] = {
    "mandatory": "Mandatory",
    "committed": "Committed",
    "discretionary": "Discretionary",
    "run": "Run",
}
STATUS_WORDS: dict[str, str] = {"proposed": "Proposed", "active": "Active", "on hold": "On hold"}
LISTS: dict[str, str] = {
    "funded": "Funded",
    "left": "Left out",
    "above": "Above the line",
    "none": "Not considered",
}
METHODS: dict[str, str] = {
    "rules": "the rules alone decide",
    "pareto": "all efficient selections under one limit were listed",
    "milp": "branch and bound over all limits",
    "staircase": "looked up in the list of all efficient selections",
    "greedy": "best value for money, improved by exchanges",
    "nested": "the best that keeps what less money funds",
}
COST_RULES: dict[str, str] = {
    "eac-ac": "forecast cost less actual cost",
    "eac": "forecast cost, no actual reported",
    "budget-ac": "approved budget less actual cost, no forecast reported",
    "budget": "approved budget, neither forecast nor actual reported",
}
TOTAL = "The total"
CARRIED = "carried:"
NO_CLASSES = "No investment class is known: all of it is yours to decide."


def finding(total: float, free: float, currency: str, chosen: int, candidates: int, share: float, measure: str) -> str:
    """Return the headline: what the money buys.

    >>> finding(1.4e9, 3.6e8, "USD", 41, 60, 0.83, "strategic")
    '$360 m is yours to decide: it buys 41 of 60 projects and 83% of their strategic value.'
    """
    buys = f"{number(chosen)} of {count(candidates, 'project')}"
    worth = "" if measure == "equal" else f" and {percent(share)} of their {budget_value.VALUE_OF[measure]}"
    if free >= total:
        return f"{money(total, currency)} buys {buys}{worth}."
    return f"{money(free, currency)} is yours to decide: it buys {buys}{worth}."


def unknown(unrated: bool, without_status: int, candidates: int) -> list[str]:
    """Return what nobody reports of the projects, and what is taken instead, one sentence each.

    >>> unknown(False, 2, 2)
    ['No status is reported: all count as active.']
    """
    said = []
    if unrated:
        said.append(
            "Impact ratings, priorities and expected values are missing, so every project counts the same: "
            "as many as possible are chosen."
        )
    if candidates and without_status == candidates:
        said.append("No status is reported: all count as active.")
    return said


def cost_note(unspent: str, above: int) -> str:
    """Return what a choice's cost holds, and what it leaves of the total.

    >>> cost_note("$5.55 m", 110)
    'with the work above the line; $5.55 m of the total is left'
    """
    return f"{'with the work above the line; ' if above else ''}{unspent} of the total is left"


def next_set(extra: float, adds: Sequence[str], drops: Sequence[str], currency: str, proven: bool = True) -> str:
    """Return what a little more money would change; "a better set" where a cheaper one was not ruled out.

    >>> next_set(3.8e7, ["Harbour wall"], [], "USD")
    'Raising the total by $38 m buys the next better set: adds Harbour wall.'
    """
    changes = [f"{verb} {names(found)}" for verb, found in (("adds", adds), ("drops", drops)) if found]
    which = "the next better set" if proven else "a better set"
    return f"Raising the total by {money(extra, currency)} buys {which}: {', '.join(changes)}."


def held(found: Sequence[Any], left_out: int, currency: str, scale: float, over: Any) -> tuple[str, str]:
    """Return the limit that holds back most, and why, in two short texts; `scale` is minor units per unit of money.

    `over` is a PassedOver: those left out for other reasons are said apart.
    """
    if not found:
        return "Nothing", "no project worth anything is left out for want of money"
    first = found[0]
    also = f"; also {limit_names([one.period for one in found[1:]])}" if found[1:] else ""
    spare = money(first.spare / scale, currency)
    fits = "does not fit" if first.barred == 1 else "do not fit"
    left = f"{number(first.barred)} of {number(left_out)} left out {fits} in the {spare} unspent"
    has, stays = ("has" if over.worthless == 1 else "have"), ("is" if over.by_hand == 1 else "are")
    rest = f"; {number(over.worthless)} {has} no value above zero" if over.worthless else ""
    rest += f"; {number(over.by_hand)} {stays} out by hand" if over.by_hand else ""
    return limit_name(first.period), f"{left}{also}{rest}"


def held_by_order(extra: float, currency: str, waiting: int = 0, left_out: int = 0) -> tuple[str, str]:
    """Return what holds back where what is left out waits for its turn, and why; `waiting` of it would fit now.

    >>> held_by_order(2.48e7, "USD")
    ('What is kept', 'the next in order takes $24.8 m more in total')
    >>> held_by_order(2.48e7, "USD", 6, 20)[1]
    '6 of 20 left out would fit but wait for their turn: the next in order takes $24.8 m more in total'
    """
    turn = "waits for its turn" if waiting == 1 else "wait for their turn"
    fit = f"{number(waiting)} of {number(left_out)} left out would fit but {turn}: " if waiting else ""
    return "What is kept", f"{fit}the next in order takes {money(extra, currency)} more in total"


def limit_name(period: str | None) -> str:
    """Return how a limit is called.

    >>> limit_name(None), limit_name("carried:FY27")
    ('The total', 'The money up to FY27')
    """
    if period is None:
        return TOTAL
    return f"The money up to {period.removeprefix(CARRIED)}" if period.startswith(CARRIED) else period


def limit_names(periods: Sequence[str | None]) -> str:
    """Return limits as a list inside a sentence; money carried over is named once for all its years.

    >>> limit_names([None, "carried:FY27", "carried:FY28", "Capex FY27"])
    'the total, the money up to FY27 and FY28, and Capex FY27'
    >>> limit_names([None, "FY27"]), limit_names(["carried:FY27"])
    ('the total and FY27', 'the money up to FY27')
    """
    carried = [name.removeprefix(CARRIED) for name in periods if name and name.startswith(CARRIED)]
    parts: list[str] = []
    for name in periods:
        if name is None:
            parts.append(TOTAL.lower())
        elif not name.startswith(CARRIED):
            parts.append(name)
        elif name.removeprefix(CARRIED) == carried[0]:
            parts.append(f"the money up to {names(carried, len(carried))}")
    if len(parts) > 1 and any(" and " in part for part in parts):
        return f"{', '.join(parts[:-1])}, and {parts[-1]}"
    return names(parts, len(parts))


def share_note(candidates: int, at_least: float | None, unknown: int, partly: int, measure: str) -> str:
    """Return the base of the share, and how far what is not rated could lower it."""
    base = f"of the value of the {count(candidates, 'candidate')}"
    if at_least is None:
        return base
    word = budget_value.UNKNOWN[measure]
    said = [f"{number(unknown)} {word}"] if unknown else []
    said += [f"{number(partly)} rated in part"] if partly else []
    worth = "is" if unknown + partly == 1 else "are"
    return f"{base}; at least {percent(at_least)} whatever the {' and '.join(said)} {worth} worth"


def price(value: float, of_value: float) -> str:
    """Return a loss of value in points of the share, in words."""
    share = value / of_value if of_value else 0.0
    if share < 0.0005:
        return "nothing" if share <= 1e-9 else "under 0.1 points"
    return points(share, 1).lstrip("+")


def changes_at(change: float, currency: str) -> str:
    """Return at which move of the total something changes.

    >>> changes_at(3.8e7, "USD"), changes_at(-1.2e7, "USD")
    ('total +$38 m', 'total −$12 m')
    """
    return f"total {money(change, currency, signed=True)}"


def overrides(value: float, of_value: float, how_many: int) -> str:
    """Return what the projects forced by hand cost in value.

    >>> overrides(2.1, 100, 2), overrides(-2.1, 100, 1)
    ('2 projects decided by hand cost 2.1 points of value.', '1 project decided by hand brings 2.1 points of value.')
    """
    verb = "cost" if value > -1e-9 else "bring"
    verb += "s" if how_many == 1 else ""
    lost = price(abs(value), of_value)
    return f"{count(how_many, 'project')} decided by hand {verb} {lost}{'' if lost == 'nothing' else ' of value'}."


def list_note(name: str, how_many: int, measure: str) -> str:
    """Return what a list holds, in a few words.

    >>> list_note("funded", 38, "strategic"), list_note("left", 2, "equal")
    ('38 projects, the most valuable first', '2 projects, the cheapest first')
    """
    order = "the cheapest first" if measure == "equal" else "the most valuable first"
    rest = {
        "funded": order,
        "left": order,
        "above": "by class, the dearest first; paid before anything is chosen",
        "none": "no forecast cost and no approved budget above zero, and never taken for free",
    }
    return f"{count(how_many, 'project')}, {rest[name]}"


def staircase_note(steps: int, exact: bool, kept: bool = False) -> str:
    """Return what the steps of the picture are.

    >>> staircase_note(12, False, kept=True)
    '12 steps that only add, keeping what is funded'
    """
    if kept:
        return f"{count(steps, 'step')} that only add, keeping what is funded"
    if exact:
        return f"{count(steps, 'step')}, each the best selection for its money"
    return f"{count(steps, 'step')} found; others may lie between"


def unit(currency: str, scale: str) -> str:
    """Return the unit of an axis of money.

    >>> unit("USD", "bn"), unit("CHF", "m")
    ('$ bn', 'CHF m')
    """
    return f"{symbol(currency).strip()} {scale}".strip()


def names(found: Sequence[str], most: int = 3) -> str:
    """Return names in a row, the first few where there are many.

    >>> names(["A", "B", "C", "D", "E"])
    'A, B, C and 2 more'
    """
    if len(found) <= most:
        return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}" if found else ""
    return f"{', '.join(found[:most])} and {number(len(found) - most)} more"
