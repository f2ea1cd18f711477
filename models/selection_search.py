"""The search for the best selection: from what lies nearest, and then from the bound downwards.

To prove that nothing is worth more than some value takes the less, by far, the nearer that value lies to the bound:
few items are left undecided, and most branches end at once. So the search does not begin at the value of its start.
First the items nearest to their price are tried, which betters the start. Then the question is whether anything is
worth more than a value near the bound; if not, it is asked lower, and at last at the value known by then.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models import selection_milp
from models.selection_cbc import Effort
from models.selection_checks import Answer, worth
from models.selection_core import core
from models.selection_reduction import Reduced
from models.selection_relaxation import Relaxed

# All measured by benchmarks/selection.py. Items nearest to their price and subproblems looked at among them: tried
# where more than MANY items are undecided. Then how far to go down from the bound towards the value known.
NEAREST = ((30, 600), (50, 1000))
MANY = 100
STEPS = (0.25, 0.5)


def search(
    reduced: Reduced,
    relaxed: Relaxed,
    start: NDArray[np.bool_] | None,
    time_limit: float,
    gap: float = 0.0,
    offset: float = 0.0,
) -> Answer:
    """The best selection of the open items found in time, and the bound that proves how good it is.

    Parameters
    ----------
    reduced : Reduced
    relaxed : Relaxed
        Its relaxation.
    start : array of bool, shape (m,), or None
        A selection that obeys every limit and rule; the answer is never worse.
    time_limit : float
        Seconds.
    gap : float
        Stop at this distance between value and bound, relative to the value with `offset`.
    offset : float
        Value of what is chosen in any case.
    """
    looking = _Search(reduced, relaxed, time.monotonic() + time_limit, gap, offset)
    known = _told(reduced, start, relaxed.bound)
    if start is None:
        known = _first(reduced, relaxed, time_limit)
    if known.taken is not None:
        known = looking.near(known)
        known = looking.downwards(known)
    return known


def _first(reduced: Reduced, relaxed: Relaxed, time_limit: float) -> Answer:
    """Any selection at all; proven where there is none."""
    found = selection_milp.solve(reduced, -np.inf, Effort(time_limit, any_will_do=True))
    if found.taken is None and found.proven:
        return found
    return _told(reduced, found.taken, min(found.bound, relaxed.bound))


def _told(reduced: Reduced, taken: NDArray[np.bool_] | None, bound: float) -> Answer:
    value = -np.inf if taken is None else worth(reduced, taken)
    return Answer(taken, max(bound, value), taken is not None and bound <= value)


@dataclass(frozen=True, eq=False)
class _Search:
    """A problem, its relaxation, until when and to which gap."""

    reduced: Reduced
    relaxed: Relaxed
    deadline: float
    gap: float
    offset: float

    def near(self, known: Answer) -> Answer:
        """A better selection, where one differs from the start in a few of the nearest items."""
        if len(self.reduced.members) <= MANY:
            return known
        distance = np.sort(np.maximum(self.relaxed.lost_in, self.relaxed.lost_out))
        for items, nodes in NEAREST:
            reach = self.relaxed.bound - float(distance[items])
            value = self._value(known)
            if not self._done(known) and reach > value:
                known = self._better(known, reach, value, nodes)
        return known

    def downwards(self, known: Answer) -> Answer:
        """The answer after asking at each step whether anything is worth more."""
        top = self.relaxed.bound
        room = top - self._value(known)
        for least in (*(top - step * room for step in STEPS), -np.inf):
            if self._done(known):
                break
            value = self._value(known)
            reach = max(least, value + self._slack(value))
            if reach < known.bound:
                known = self._better(known, reach, reach)
        return known

    def _value(self, known: Answer) -> float:
        assert known.taken is not None
        return worth(self.reduced, known.taken)

    def _slack(self, value: float) -> float:
        return self.gap * abs(self.offset + value)

    def _done(self, known: Answer) -> bool:
        value = self._value(known)
        near_enough = known.bound - value <= self._slack(value)
        return known.proven or near_enough or time.monotonic() >= self.deadline

    def _better(self, known: Answer, reach: float, floor: float, nodes: int | None = None) -> Answer:
        """The answer after a search for more than `floor` among what every selection worth more than `reach` keeps."""
        value = self._value(known)
        left = core(self.reduced, self.relaxed, reach)
        if left is None:
            return _told(self.reduced, known.taken, min(known.bound, reach))
        base = worth(self.reduced, left.settled)
        effort = Effort(self.deadline - time.monotonic(), self._slack(value), nodes)
        found = selection_milp.solve(left.reduced, floor - base, effort)
        taken = known.taken
        if found.taken is not None and base + worth(left.reduced, found.taken) > value:
            taken = left.expand(found.taken)
            value = worth(self.reduced, taken)
        most = value if found.proven else base + found.bound
        return _told(self.reduced, taken, min(known.bound, max(reach, most)))
