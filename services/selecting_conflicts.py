"""Why nothing can be selected, as plain values: what is broken, what is in conflict, and what would lift it."""

import math
from collections.abc import Sequence
from typing import Any

from models.selection_constraints import Constraint
from models.selection_problem import Conflict, Problem
from services.budget_combinations import together
from services.budget_conflicts import Reason, Way, contradiction
from services.statements import Stated

LONGEST = 5.0
KINDS = {"needs": "requires", "least": "at_least", "most": "at_most"}


def told(
    stated: Stated, problem: Problem, found: Sequence[Conflict], seconds: float, given: Sequence[Constraint] = ()
) -> dict[str, Any]:
    """Return what is broken at first sight, the fewest limits, rules and decisions in conflict, and the ways out.

    Where no single way out is enough, `together` holds the changes that are. What is `given` is not in question.
    """
    longest = min(seconds, LONGEST)
    known = contradiction(stated.found, problem, longest, given)
    several = known is not None and known.more
    return {
        "conflicts": reasons(stated, found),
        "in_conflict": [] if known is None else [_asked(stated, one) for one in known.reasons],
        "smallest": known is not None and known.smallest,
        "ways_out": [] if known is None else [_way_out(stated, way) for way in known.ways],
        "together": [
            {"least": one.least, "proven": one.proven, "changes": [_way_out(stated, way) for way in one.ways]}
            for one in (together(stated.found, problem, longest, given, stated.adds_up) if several else ())
        ],
    }


def reasons(stated: Stated, found: Sequence[Conflict]) -> list[dict[str, Any]]:
    """Return conflicts, each with its cheapest relaxation: by how much the limit would have to move."""
    return [_reason(stated, one) for one in found]


def _reason(stated: Stated, conflict: Conflict) -> dict[str, Any]:
    over = None if conflict.needed is None or conflict.limit is None else abs(conflict.needed - conflict.limit)
    by_hand = set(stated.asked.forced_in) - stated.found.decided
    digits = 0 if conflict.kind == "count" else digits_of(stated, conflict.period or "")
    return {
        "kind": conflict.kind,
        "period": None if conflict.period is None else called(stated, conflict.period),
        "projects": list(conflict.keys),
        "above_the_line": len(stated.found.decided),
        "forced_in": len(by_hand),
        "needed": amount(conflict.needed, digits),
        "limit": amount(conflict.limit, digits),
        "raise_by": amount(over, digits),
    }


def _asked(stated: Stated, one: Reason) -> dict[str, Any]:
    return {
        "kind": KINDS.get(one.kind, one.kind),
        "name": called(stated, one.called) or None,
        "projects": list(one.keys),
        "bound": amount(one.bound, _digits(stated, one)),
    }


def _way_out(stated: Stated, way: Way) -> dict[str, Any]:
    digits = _digits(stated, way.reason)
    return _asked(stated, way.reason) | {
        "new_bound": amount(way.bound, digits),
        "change": amount(way.change, digits) if way.bound is not None else None,
        "enough": way.enough,
    }


def _digits(stated: Stated, one: Reason) -> int:
    return 0 if one.kind == "count" else digits_of(stated, one.called)


def digits_of(stated: Stated, name: str) -> int:
    """Return the decimal digits of the amounts of a limit, a bound or a rule, by its name."""
    if (known := dict(stated.digits).get(name)) is not None:
        return known
    rule = next((rule for rule in stated.asked.rules if rule.id == name), None)
    if rule is not None:
        return {"count": 0, "money": stated.found.digits, "objective": 3}[rule.measure]
    kinds = {amounts.name: amounts.kind for amounts in stated.found.amounts}
    return 2 if kinds.get(name) == "role" else stated.found.digits


def called(stated: Stated, name: str) -> str:
    """Return what a limit or a group is called: a rule by its own name, or by what it says."""
    if (known := dict(stated.called).get(name)) is not None:
        return known
    rule = next((rule for rule in stated.asked.rules if rule.id == name), None)
    return name if rule is None else rule.name or rule.objective or ", ".join(rule.keys)


def amount(whole: int | None, digits: int) -> float | int | None:
    """Return whole units, of which 10 ** digits make one, as a number."""
    if whole is None:
        return None
    unit = int(10**digits)
    shown = whole // unit if whole % unit == 0 else whole / unit
    return shown if math.isfinite(shown) else None
