"""The selection that takes least money and still obeys every rule, limit and least of a group."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models import selection_greedy, selection_milp
from models.selection_cbc import Effort
from models.selection_checks import worth
from models.selection_problem import Conflict, Problem
from models.selection_reduction import reduce


@dataclass(frozen=True, eq=False)
class Cheapest:
    """The cheapest selection known.

    Attributes
    ----------
    chosen : array of bool, shape (n,), or None
        None where none exists (`proven`) or none was found in time.
    proven : bool
        Whether nothing cheaper exists, or nothing at all.
    conflicts : tuple of Conflict
        Why nothing exists; empty otherwise.
    """

    chosen: NDArray[np.bool_] | None
    proven: bool
    conflicts: tuple[Conflict, ...] = ()


def cheapest(problem: Problem, time_limit: float = 5.0) -> Cheapest:
    """The selection of least total cost.

    Without the least of a group that is what is forced in with all it requires; else a search of its own, in which
    the value of candidates plays no part.
    """
    reduced = reduce(problem)
    if isinstance(reduced, tuple):
        return Cheapest(None, True, reduced)
    if not len(reduced.need):
        return Cheapest(reduced.fixed, True)
    total = problem.total_cost
    price = np.array([-float(total[member].sum()) for member in reduced.members])
    priced = replace(reduced, value=price)
    start = selection_greedy.choose(priced, _most_needed_first(reduced.least, reduced.need, price))
    floor = -np.inf if start is None else worth(priced, start)
    answer = selection_milp.solve(priced, floor, Effort(time_limit))
    taken = start if answer.taken is None else answer.taken
    if taken is None:
        return Cheapest(None, answer.proven, (Conflict("together", ()),) if answer.proven else ())
    return Cheapest(reduced.expand(taken), answer.proven)


def _most_needed_first(
    least: NDArray[np.int64], need: NDArray[np.int64], price: NDArray[np.float64]
) -> NDArray[np.float64]:
    """What each item brings to the leasts for its money, shape (m,)."""
    share = (np.minimum(least, need[:, None]) / need[:, None]).sum(axis=0)
    return np.asarray(share / np.maximum(-price, 1.0), dtype=np.float64)
