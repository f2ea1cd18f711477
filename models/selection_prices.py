"""What each override and each rule costs: the value without it beside the value with it."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from models.selection import select
from models.selection_constraints import Constraint, without
from models.selection_problem import Problem, Selection

_EACH = 2.0
Label = TypeVar("Label", bound=Hashable)


@dataclass(frozen=True)
class Price:
    """What one constraint costs.

    Attributes
    ----------
    value : float or None
        Value gained when it is taken away, zero or more. None where the deadline came first or nothing was found.
    most : float or None
        No more than this can be gained; the same as `value` where that is proven.
    proven : bool
        Both selections are proven best, so that `value` is exact.
    enters, leaves : tuple of str
        What comes in and goes out without it; both empty where the set stays as it is.
    """

    value: float | None = None
    most: float | None = None
    proven: bool = False
    enters: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()

    @property
    def same_anyway(self) -> bool:
        """Whether the selection would be the same without it."""
        return self.value == 0.0 and not self.enters and not self.leaves


def prices(
    problem: Problem, best: Selection, priced: Sequence[Constraint], time_limit: float = 5.0
) -> dict[Constraint, Price]:
    """The price of each constraint, in the order given; those that the deadline leaves open have no value."""
    return of_each(best, {one: partial(without, problem, one) for one in priced}, time_limit)


def of_each(
    best: Selection, freed: Mapping[Label, Callable[[], Problem]], time_limit: float = 5.0
) -> dict[Label, Price]:
    """The price of whatever each of the problems lacks, against the best selection with all of it.

    Parameters
    ----------
    best : Selection
    freed : mapping of label to a function that makes the problem without it
    time_limit : float
        Seconds for all of them together.
    """
    deadline = time.monotonic() + time_limit
    found: dict[Label, Price] = {}
    for label, problem in freed.items():
        left = deadline - time.monotonic()
        found[label] = price(best, problem(), min(left, _EACH)) if left > 0 and best.found else Price()
    return found


def price(best: Selection, freed: Problem, time_limit: float = 5.0) -> Price:
    """The price of what one problem lacks."""
    free = select(freed, time_limit)
    if not free.found:
        return Price()
    tolerance = 1e-9 * max(abs(free.value), 1.0)
    most = max(free.bound - best.value, 0.0)
    if most <= tolerance:
        return Price(0.0, 0.0, True)
    gained = max(free.value - best.value, 0.0)
    proven = free.status == "optimal" == best.status
    if gained <= tolerance:
        return Price(0.0, 0.0, True) if proven else Price(None, most)
    now, then = set(best.chosen), set(free.chosen)
    return Price(
        value=gained,
        most=gained if proven else most,
        proven=proven,
        enters=tuple(key for key in free.chosen if key not in now),
        leaves=tuple(key for key in best.chosen if key not in then),
    )
