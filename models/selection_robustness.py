"""Which candidates stay chosen when values and costs are not quite what they are said to be.

Source: the core index of robust portfolio modeling (Liesiö, Mild and Salo, 2007) is the share of non-dominated
selections that hold a candidate. Here values are drawn, so the figure is called what it is: how often it is selected.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray

from models.selection import select, worth
from models.selection_limits import breaks_rule
from models.selection_problem import Group, Problem, Selection

Progress = Callable[[int, int], None]
Standing = Literal["core", "borderline", "exterior"]
CORE, EXTERIOR = 0.9, 0.1


@dataclass(frozen=True, eq=False)
class Case:
    """One set of values and factors of cost, both shape (n,); None is as stated."""

    value: NDArray[np.float64] | None = None
    factor: NDArray[np.float64] | None = None


@dataclass(frozen=True, eq=False)
class Frequencies:
    """How often each candidate is selected.

    Attributes
    ----------
    keys : tuple of str
    inside : array of bool, shape (n,)
        Chosen as things are stated.
    share : array of float, shape (n,)
        Share of the cases with a selection in which it is chosen.
    cases : int
        Cases asked for.
    solved : int
        Cases in which a selection was found; the others are counted below.
    proven : int
        Cases whose selection is proven best to the gap allowed.
    impossible : int
        Cases in which nothing can be selected, for example because what must be in costs too much.
    unsolved : int
        Cases without a selection in the time each had.
    """

    keys: tuple[str, ...]
    inside: NDArray[np.bool_]
    share: NDArray[np.float64]
    cases: int
    solved: int
    proven: int
    impossible: int
    unsolved: int

    @property
    def standing(self) -> list[Standing]:
        """Core (in nine of ten cases or more), exterior (in one of ten or fewer), or borderline."""
        return ["core" if one >= CORE else "exterior" if one <= EXTERIOR else "borderline" for one in self.share]


def frequencies(
    problem: Problem,
    best: Selection,
    cases: Collection[Case],
    *,
    jobs: int = 1,
    each: float = 2.0,
    gap: float = 0.0,
    money: Collection[str] = (),
    progress: Progress | None = None,
) -> Frequencies:
    """How often each candidate is in the best selection over all cases.

    Where the stated selection is as good as any in a case, it counts as the one chosen: equal value is no change.

    Parameters
    ----------
    problem : Problem
    best : Selection
        Its best selection as stated.
    cases : collection of Case
    jobs : int
        Threads; the solver runs outside Python's lock.
    each, gap : float
        Seconds for each case, and the relative gap at which its search may stop; 0 asks for the proof.
    money : collection of str
        Names of groups whose amounts are money, which change along with the cost.
    progress : function of (done, of), optional
        May raise to end the work.
    """
    counts = np.zeros(len(problem.keys), dtype=np.int64)
    solved = proven = impossible = unsolved = 0
    for done, answer in enumerate(solutions(problem, best, cases, jobs, each, gap, money), start=1):
        if answer.found:
            counts += inside(problem, answer)
            solved += 1
            proven += answer.bound - answer.value <= max(gap, 1e-9) * abs(answer.bound)
        elif answer.status == "infeasible":
            impossible += 1
        else:
            unsolved += 1
        if progress is not None:
            progress(done, len(cases))
    return Frequencies(
        keys=problem.keys,
        inside=inside(problem, best),
        share=counts / max(solved, 1),
        cases=len(cases),
        solved=solved,
        proven=proven,
        impossible=impossible,
        unsolved=unsolved,
    )


def solutions(
    problem: Problem,
    best: Selection,
    cases: Iterable[Case],
    jobs: int,
    each: float,
    gap: float = 0.0,
    money: Collection[str] = (),
) -> Iterable[Selection]:
    """The best selection of each case, in their order, as they come."""
    work = (delayed(solved_case)(problem, best, case, each, gap, money) for case in cases)
    answers: Iterable[Selection] = Parallel(n_jobs=jobs, prefer="threads", return_as="generator")(work)
    return answers


def solved_case(
    problem: Problem, best: Selection, case: Case, each: float, gap: float = 0.0, money: Collection[str] = ()
) -> Selection:
    """The best selection of a case; the stated one where none is better."""
    there = stated(problem, case, money)
    if there is None:
        return replace(best, status="unknown", chosen=())
    answer = select(there, each, gap)
    if not answer.found or not best.found or answer.chosen == best.chosen:
        return answer
    now = inside(problem, best)
    value = worth(there, now)
    if value < answer.value - 1e-9 * max(abs(answer.value), 1.0) or breaks_rule(there, set(best.chosen)) is not None:
        return answer
    return replace(answer, chosen=best.chosen, value=value)


def stated(problem: Problem, case: Case, money: Collection[str] = ()) -> Problem | None:
    """The problem of a case, costs in whole units; None where no candidate is worth anything in it."""
    changed = problem
    if case.factor is not None:
        groups = [
            Group(one.name, _times(one.amount, case.factor), one.at_least, one.at_most) if one.name in money else one
            for one in problem.groups
        ]
        changed = replace(problem, cost=_times(problem.cost, case.factor[:, None]), groups=tuple(groups))
    if case.value is None:
        return changed
    return replace(changed, value=case.value) if np.any(case.value > 0) else None


def inside(problem: Problem, selection: Selection) -> NDArray[np.bool_]:
    """Which candidates a selection holds, shape (n,)."""
    return np.isin(np.array(problem.keys, dtype=object), list(selection.chosen))


def _times(amount: NDArray[np.int64], factor: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.rint(amount * factor).astype(np.int64)
