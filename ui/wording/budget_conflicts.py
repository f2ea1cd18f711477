"""Why nothing can be chosen, and the ways out, in sentences."""

from collections.abc import Sequence
from typing import Any

from ui.wording import budget_rules as rules
from ui.wording.budget_why import CARRIED, Terms
from ui.wording.formats import number

NOTHING = "What stands above the line contradicts itself, whatever is decided."
NO_SINGLE = "No single change is enough: more is in conflict beside this."
TOGETHER = {"money": "With the least more money", "changes": "With the fewest changes"}


def conflict(told: Any, terms: Terms) -> str:
    """Return what is in conflict in a sentence; `told` is a services.budget_conflicts.Contradiction."""
    if not told.reasons:
        return NOTHING
    return _chain(told.reasons, terms) or _over(told.reasons, terms) or _all(told.reasons, terms)


def ways(told: Any, terms: Terms, several: Sequence[Any] = ()) -> list[str]:
    """Return the ways out that are enough, one sentence each, the cheapest first; where none is, that first.

    `several` are the combinations that are enough (services.budget_combinations.Together), where no single way is.
    """
    enough = [way for way in told.ways if way.enough]
    if enough:
        return [way_out(way, terms) for way in enough]
    if several:
        return [NO_SINGLE, *(together(one, terms) for one in several)]
    return [NO_SINGLE, *(way_out(way, terms) for way in told.ways)]


def together(told: Any, terms: Terms) -> str:
    """Return changes that are enough together, in a sentence."""
    sure = "" if told.proven else " found in time"
    steps = [way_out(way, terms).removesuffix(".") for way in told.ways]
    listed = "; ".join([steps[0], *(step[:1].lower() + step[1:] for step in steps[1:])])
    cost = ""
    if told.least == "money" and len(steps) > 1:
        cost = f", {terms.money(sum(way.change for way in told.ways))} over all limits"
    return f"{TOGETHER[told.least]}{sure}{cost}: {listed[:1].lower()}{listed[1:]}."


def way_out(way: Any, terms: Terms) -> str:
    """Return one way out.

    >>> from types import SimpleNamespace as S
    >>> terms = Terms({"A": "Harbour wall", "B": "Quay works"}, {}, 100, "USD", 1)
    >>> limit = S(kind="limit", keys=(), called="FY27", bound=0, unit="money")
    >>> way_out(S(reason=limit, bound=1, change=1_000_000_000, exact=True), terms)
    'Raise the limit of FY27 by $10 m.'
    >>> way_out(S(reason=S(kind="needs", keys=("A", "B")), bound=None, change=0, exact=True), terms)
    'Ignore that Harbour wall needs Quay works.'
    """
    one = way.reason
    if way.bound is not None:
        verb = "Lower" if one.kind == "least" else "Raise"
        atmost = "" if way.exact else "at most "
        return f"{verb} {_called(one, terms)} by {atmost}{_amount(way.change, one.unit, terms)}."
    if one.kind == "in":
        return f"Let go of {terms.projects(one.keys)}, which is in by hand."
    if one.kind == "out":
        return f"Allow {terms.projects(one.keys)}, which is out by hand."
    return f"Ignore that {clause(one, terms)}."


def clause(one: Any, terms: Terms) -> str:
    """Return one thing asked as a clause."""
    if one.kind in ("in", "out"):
        return f"{terms.project(one.keys[0])} is {one.kind} by hand"
    if one.kind == "needs":
        return f"{terms.project(one.keys[0])} needs {terms.project(one.keys[1])}"
    if one.kind == "excludes":
        return f"{terms.project(one.keys[0])} and {terms.project(one.keys[1])} exclude each other"
    if one.kind == "same":
        return f"{terms.project(one.keys[0])} and {terms.project(one.keys[1])} go together"
    return f"{_called(one, terms)} is {_amount(one.bound, one.unit, terms)}"


def _chain(reasons: Any, terms: Terms) -> str:
    """Return a project in by hand and what it needs, up to one that is out; "" where it is nothing of the kind."""
    inside = [one.keys[0] for one in reasons if one.kind == "in"]
    outside = [one.keys[0] for one in reasons if one.kind == "out"]
    needs = {one.keys[0]: one.keys[1] for one in reasons if one.kind == "needs"}
    if len(inside) != 1 or len(outside) != 1 or len(needs) != len(reasons) - 2:
        return ""
    here = inside[0]
    steps: list[str] = []
    while here in needs and len(steps) <= len(needs):
        here = needs[here]
        steps.append(terms.project(here))
    if here != outside[0]:
        return ""
    if not steps:
        return f"{terms.project(here)} is both in and out by hand."
    return f"{terms.project(inside[0])} must be in and needs {', which needs '.join(steps)}, which is out by hand."


def _over(reasons: Any, terms: Terms) -> str:
    """Return that what must be in takes more than a limit on money allows; "" where something else is in conflict."""
    limits = [one for one in reasons if one.kind in ("limit", "most") and one.unit == "money"]
    others = [one for one in reasons if one.kind not in ("in", "needs", "same") and one not in limits]
    if len(limits) != 1 or others or limits[0].needed is None or limits[0].needed <= limits[0].bound:
        return ""
    needed, bound = terms.money(limits[0].needed), terms.money(limits[0].bound)
    name = limits[0].called
    if not name and needed == bound:
        return (
            f"What must be in takes {terms.money(limits[0].needed - limits[0].bound)} more than the total of {bound}."
        )
    if not name:
        return f"What must be in takes {needed}; the total is {bound}."
    if needed == bound and limits[0].kind == "limit":
        over = terms.money(limits[0].needed - limits[0].bound)
        where = f"up to {name.removeprefix(CARRIED)}" if name.startswith(CARRIED) else f"in {name}"
        return f"What must be in takes {over} more {where} than the {bound} there is."
    if name.startswith(CARRIED):
        return f"What must be in takes {needed} up to {name.removeprefix(CARRIED)}; there is {bound} by then."
    if limits[0].kind == "limit":
        return f"What must be in takes {needed} in {name}; its limit is {bound}."
    return f"What must be in takes {needed} of {_group(name, terms)}; its limit is {bound}."


def _all(reasons: Any, terms: Terms) -> str:
    said = "; ".join(clause(one, terms) for one in reasons)
    return f"This cannot be kept: {said}." if len(reasons) == 1 else f"These cannot all be kept: {said}."


def _called(one: Any, terms: Terms) -> str:
    if one.kind == "count":
        return "the largest number of projects"
    if one.kind == "limit" and not one.called:
        return "the total"
    if one.kind == "limit":
        name = one.called
        carried = name.startswith(CARRIED)
        return f"the money up to {name.removeprefix(CARRIED)}" if carried else f"the limit of {name}"
    return f"the {'minimum' if one.kind == 'least' else 'limit'} of {_group(one.called, terms)}"


def _group(name: str, terms: Terms) -> str:
    """Return what a rule bounds, without its bounds: they stand beside it.

    >>> _group("id", Terms({}, {"id": "Transport: at most $300 m"}, 100, "USD", 1))
    'Transport'
    """
    told = terms.rules.get(name)
    return name if told is None else rules.subject_of(told)


def _amount(amount: int, unit: str, terms: Terms) -> str:
    if unit == "money":
        return terms.money(amount)
    if unit == "people":
        return f"{number(amount / 100, 1).removesuffix('.0')} full-time equivalents"
    if unit == "points":
        return f"{number(amount / 1000, 1).removesuffix('.0')} points of impact"
    return f"{number(amount)} {'project' if amount == 1 else 'projects'}"
