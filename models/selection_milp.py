"""The best selection under several limits by branch and bound (HiGHS), checked in whole numbers afterwards."""

from __future__ import annotations

import time
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from models.selection_reduction import Reduced

_SCALE = 1e4
_SHORTEST = 0.01
_QUICK = 2.0
_ALWAYS: dict[str, bool | int | float | str] = {
    "output_flag": False,
    "mip_abs_gap": 1e-6,
    "random_seed": 1,
    "mip_heuristic_run_feasibility_jump": False,
}
# With a good start these cost more time than they save where a proof is in reach (measured by benchmarks/selection.py).
_QUICKLY: dict[str, bool | int | float | str] = {
    "mip_heuristic_run_rins": False,
    "mip_heuristic_run_rens": False,
    "mip_allow_cut_separation_at_nodes": False,
}


@dataclass(frozen=True, eq=False)
class Answer:
    """Open items taken (shape (m,)), the proven upper bound on their value, and whether they are proven best."""

    taken: NDArray[np.bool_]
    bound: float
    proven: bool


@dataclass(frozen=True, eq=False)
class _Cut:
    """Items that cannot all be taken together."""

    items: NDArray[np.int64]


def solve(reduced: Reduced, start: NDArray[np.bool_], time_limit: float, gap: float = 0.0) -> Answer:
    """The best selection of the open items found in time, and the bound that proves how good it is.

    The solver works with rounded numbers, so what it returns is checked in whole numbers; where a limit is broken
    by a hair, the items that break it together are barred and the search goes on. The first seconds go without the
    solver's own heuristics, which pay only where no proof is in reach.

    Parameters
    ----------
    reduced : Reduced
    start : array of bool, shape (m,)
        A selection that obeys every limit and rule; the answer is never worse.
    time_limit : float
        Seconds.
    gap : float
        Stop at this relative distance between value and bound; 0 asks for the full proof.
    """
    deadline = time.monotonic() + time_limit
    best = start
    bound = float(np.maximum(reduced.value, 0).sum())
    cuts: list[_Cut] = []
    thorough = False
    while True:
        left = max(deadline - time.monotonic(), _SHORTEST)
        taken, found_bound, finished = _run(reduced, best, cuts, left if thorough else min(left, _QUICK), gap, thorough)
        bound = min(bound, found_bound)
        if not finished and not thorough and left > _QUICK:
            thorough = True
            best = _better(reduced, taken, best)
            continue
        broken = None if taken is None else _broken_limit(reduced, taken)
        if taken is not None and broken is None:
            best = _better(reduced, taken, best)
            return Answer(best, max(bound, _worth(reduced, best)), finished and _obeys_rules(reduced, taken))
        if broken is None or time.monotonic() >= deadline:
            return Answer(best, max(bound, _worth(reduced, best)), False)
        cuts.append(_Cut(broken))


def _better(reduced: Reduced, taken: NDArray[np.bool_] | None, best: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The selection taken where it obeys everything and is worth more than the best so far; else that."""
    if taken is None or _broken_limit(reduced, taken) is not None or not _obeys_rules(reduced, taken):
        return best
    return taken if _worth(reduced, taken) > _worth(reduced, best) else best


def _worth(reduced: Reduced, taken: NDArray[np.bool_]) -> float:
    return float(reduced.value[taken].sum())


def _broken_limit(reduced: Reduced, taken: NDArray[np.bool_]) -> NDArray[np.int64] | None:
    """The fewest taken items that break the first broken limit together; None where all limits hold."""
    for cost, room in zip(reduced.cost, reduced.room, strict=True):
        if int(cost[taken].sum()) > int(room):
            chosen = np.flatnonzero(taken)
            largest_first = chosen[np.argsort(-cost[chosen], kind="stable")]
            spent = np.cumsum(cost[largest_first])
            return np.asarray(largest_first[: int(np.argmax(spent > room)) + 1], dtype=np.int64)
    return None


def _obeys_rules(reduced: Reduced, taken: NDArray[np.bool_]) -> bool:
    kept = all(taken[b] or not taken[a] for a, b in reduced.requires)
    return kept and not any(taken[a] and taken[b] for a, b in reduced.excludes)


def _run(
    reduced: Reduced, start: NDArray[np.bool_], cuts: list[_Cut], time_limit: float, gap: float, thorough: bool
) -> tuple[NDArray[np.bool_] | None, float, bool]:
    """One run of the solver: items taken or None, upper bound, and whether it finished within its gap."""
    scale = _SCALE / max(float(np.abs(reduced.value).max()), 1e-300)
    solver = highspy.Highs()
    settings = _QUICKLY if not thorough else {}
    for option, setting in (_ALWAYS | settings | {"time_limit": time_limit, "mip_rel_gap": gap}).items():
        solver.setOptionValue(option, setting)
    solver.passModel(_model(reduced, cuts, scale))
    solution = highspy.HighsSolution()
    solution.col_value = start.astype(float).tolist()
    solver.setSolution(solution)
    solver.run()
    info = solver.getInfo()
    finished = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    bound = float(info.mip_dual_bound) / scale
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None, bound if np.isfinite(bound) else np.inf, False
    taken = np.asarray(solver.getSolution().col_value) > 0.5
    return taken, bound if np.isfinite(bound) else np.inf, finished


def _model(reduced: Reduced, cuts: list[_Cut], scale: float) -> highspy.HighsLp:
    """The linear programme with whole variables, limits divided so that coefficients stay small."""
    m = len(reduced.members)
    columns = [np.zeros(0, dtype=np.int64)]
    entries = [np.zeros(0)]
    upper: list[float] = []
    for cost, room in zip(reduced.cost, reduced.room, strict=True):
        used = np.flatnonzero(cost)
        divisor, whole_room = _common_divisor(cost[used], int(room))
        columns.append(used)
        entries.append(cost[used] / divisor)
        upper.append(whole_room)
    for a, b in reduced.requires:
        columns.append(np.array([a, b]))
        entries.append(np.array([1.0, -1.0]))
        upper.append(0.0)
    for barred in [np.array(pair) for pair in reduced.excludes] + [cut.items for cut in cuts]:
        columns.append(barred)
        entries.append(np.ones(len(barred)))
        upper.append(float(len(barred) - 1))
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = m, len(upper)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = reduced.value * scale
    model.col_lower_, model.col_upper_ = np.zeros(m), np.ones(m)
    model.integrality_ = [highspy.HighsVarType.kInteger] * m
    model.row_lower_, model.row_upper_ = np.full(len(upper), -highspy.kHighsInf), np.array(upper)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([len(c) for c in columns]).astype(np.int32)
    model.a_matrix_.index_ = np.concatenate(columns).astype(np.int32)
    model.a_matrix_.value_ = np.concatenate(entries)
    return model


def _common_divisor(cost: NDArray[np.int64], room: int) -> tuple[float, float]:
    """What to divide a limit by, and the limit divided: exact where a common divisor makes the numbers small."""
    common = int(np.gcd.reduce(cost)) if len(cost) else 1
    largest = int(cost.max()) // common if len(cost) else 1
    if largest <= 1_000_000:
        return float(common), float(room // common)
    return float(common) * largest / _SCALE, room / (float(common) * largest / _SCALE)
