"""The search for the best selection: a start, what can still better it, and the solver that suits what is left."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models import selection_milp, selection_sat
from models.selection_checks import Answer, worth
from models.selection_core import Core, core
from models.selection_reduction import Reduced
from models.selection_relaxation import Relaxed

# All measured by benchmarks/selection.py. Up to FEW undecided items CP-SAT proves faster than CBC, as long as it needs
# no more than EFFORT of its own measure of work, which is the same in every run. Where more are undecided, the NEAREST
# are tried first with the effort of a TRIAL: they hold a selection close to the best, and often prove it.
FEW, EFFORT = 75, 0.15
NEAREST, TRIAL = 60, 0.02
# Settling less than this share of the items was not seen to help CBC, which then gets the problem as it is.
WORTHWHILE = 0.5
# A proof for more than LARGE items is long: a first stage to a small gap finds the value that settles more of them.
LARGE, FIRST_STAGE = 300, 0.0005


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
    deadline = time.monotonic() + time_limit
    answer = Answer(start, relaxed.bound, False)
    stages = [gap] if len(reduced.members) < LARGE or gap >= FIRST_STAGE else [FIRST_STAGE, gap]
    nearest = _bound_of_nearest(relaxed, NEAREST)
    for stage in stages:
        for trial in (True, False):
            value = -np.inf if answer.taken is None else worth(reduced, answer.taken)
            slack = 0.0 if answer.taken is None else stage * abs(offset + value)
            if answer.proven or answer.bound - value <= slack:
                break
            if answer.taken is not None and time.monotonic() >= deadline:
                return answer
            floor = value + slack
            if not trial:
                answer = _better(reduced, relaxed, answer, floor, _Effort(deadline, slack))
            elif nearest > floor and _worth_a_trial(reduced, relaxed, floor):
                answer = _better(reduced, relaxed, answer, nearest, _Effort(deadline, slack, TRIAL))
    return answer


@dataclass(frozen=True)
class _Effort:
    """How far to search: until when, to which distance from the bound, and for a trial how much work at most."""

    deadline: float
    slack: float
    trial: float | None = None

    @property
    def left(self) -> float:
        return self.deadline - time.monotonic()


def _bound_of_nearest(relaxed: Relaxed, items: int) -> float:
    """What a selection has to be worth for all but so many items to be settled."""
    distance = np.sort(np.maximum(relaxed.lost_in, relaxed.lost_out))
    return relaxed.bound - float(distance[items]) if len(distance) > items else -np.inf


def _worth_a_trial(reduced: Reduced, relaxed: Relaxed, floor: float) -> bool:
    """Whether most is settled, so that the nearest items may hold the proof, or the search is long in any case."""
    left = core(reduced, relaxed, floor)
    return left is None or len(reduced.members) > LARGE or len(left.kept) <= WORTHWHILE * len(reduced.members)


def _better(reduced: Reduced, relaxed: Relaxed, known: Answer, floor: float, effort: _Effort) -> Answer:
    """The answer after a search among all selections worth more than the floor."""
    value = -np.inf if known.taken is None else worth(reduced, known.taken)
    left = core(reduced, relaxed, floor)
    if left is not None and len(left.kept) > FEW and effort.trial is None:
        floor, left = _for_branching(reduced, relaxed, value)
    if left is None:
        return _answer(known.taken, value, min(known.bound, max(floor, value)))
    base = worth(reduced, left.settled)
    found = _solve(left, left.narrowed(known.taken), effort)
    bound = max(floor, base + found.bound)
    taken = known.taken
    if found.taken is not None and base + worth(left.reduced, found.taken) > value:
        taken = left.expand(found.taken)
        value = worth(reduced, taken)
    if found.proven:
        bound = max(floor, value)
        if taken is None:
            return Answer(None, bound, floor == -np.inf)
    return _answer(taken, value, min(known.bound, bound))


def _for_branching(reduced: Reduced, relaxed: Relaxed, value: float) -> tuple[float, Core | None]:
    """What CBC is given: all that can better the value, or the whole problem where little of it is settled."""
    left = core(reduced, relaxed, value)
    if left is None or len(left.kept) <= WORTHWHILE * len(reduced.members):
        return value, left
    return -np.inf, Core(reduced, np.arange(len(reduced.members)), np.zeros(len(reduced.members), dtype=bool))


def _answer(taken: NDArray[np.bool_] | None, value: float, bound: float) -> Answer:
    return Answer(taken, max(bound, value), taken is not None and bound <= value)


def _solve(left: Core, start: NDArray[np.bool_] | None, effort: _Effort) -> Answer:
    """The best of what is undecided, by CP-SAT where that is little, by CBC else and where CP-SAT takes too long."""
    opened = left.reduced
    if not len(opened.members):
        return Answer(np.zeros(0, dtype=bool), 0.0, True)
    bound = np.inf
    if len(opened.members) <= FEW and selection_sat.solvable(opened):
        work = EFFORT if effort.trial is None else effort.trial
        answer = selection_sat.solve(opened, start, effort.left, effort.slack, work)
        reached = answer.taken is not None and answer.bound - worth(opened, answer.taken) <= effort.slack
        if answer.proven or reached or effort.trial is not None:
            return answer
        start, bound = answer.taken, answer.bound
    elif effort.trial is not None:
        return Answer(start, np.inf, False)
    scale = max(float(np.maximum(opened.value, 0).sum()), 1e-300)
    answer = selection_milp.solve(opened, start, effort.left, min(effort.slack / scale, 0.1))
    return replace(answer, bound=min(answer.bound, bound))
