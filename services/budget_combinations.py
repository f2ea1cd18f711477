"""What has to be changed together where nothing can be chosen and no single change is enough."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from models.selection_combination import Combination, fewest, least_money
from models.selection_constraints import Constraint, constraints
from models.selection_problem import Problem
from services.budget_conflicts import Reason, Way, is_money, reason_of, settled
from services.candidates import Candidates

SECONDS = 2.0
Least = Literal["money", "changes"]


@dataclass(frozen=True)
class Together:
    """Changes that are enough together, in the order of `models.selection_constraints.constraints`.

    Attributes
    ----------
    least : str
        "money": only limits on money rise, by the least sum. "changes": the fewest things change.
    ways : tuple of services.budget_conflicts.Way
    proven : bool
        Whether none with less exist.
    """

    least: Least
    ways: tuple[Way, ...]
    proven: bool


def together(
    found: Candidates,
    stated: Problem,
    seconds: float = SECONDS,
    given: Collection[Constraint] = (),
    adds_up: bool = True,
) -> tuple[Together, ...]:
    """Return the combinations that make a choice possible: by money alone where that is enough, and the fewest changes.

    One alone where both are the same. What is `given`, and what stands above the line, is never let go. Where costs of
    different periods do not add up, the rises of their limits have no sum, and only changes are counted.
    """
    fixed = {*settled(found, stated), *given}
    parts: dict[Reason, list[Constraint]] = {}
    for one in constraints(stated):
        if one not in fixed:
            parts.setdefault(reason_of(found, stated, one), []).append(one)
    money = [one for part in parts.values() for one in part if _buys(found, one)]
    answers = (
        _told(found, stated, "money", least_money(stated, money, seconds / 2) if adds_up else None),
        _told(found, stated, "changes", fewest(stated, list(parts.values()), seconds / 2)),
    )
    known = [one for one in answers if one is not None and one.ways]
    return tuple(known[:1] if len({one.ways for one in known}) == 1 else known)


def _buys(found: Candidates, one: Constraint) -> bool:
    """Return whether a constraint is a limit on money that can rise."""
    return one.kind in ("period", "total") or (one.kind == "at most" and is_money(found, one.name))


def _told(found: Candidates, stated: Problem, least: Least, answer: Combination | None) -> Together | None:
    if answer is None:
        return None
    ways = [
        Way(reason_of(found, stated, one.constraint), one.bound, one.change, answer.proven, enough=False)
        for one in answer.changes
    ]
    return Together(least, tuple(dict.fromkeys(ways)), answer.proven)
