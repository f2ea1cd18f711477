"""Seconds to an answer, to a gap and to the proof, beside bare solvers on the same instances in the same run.

Usage: python -m benchmarks.selection [--candidates 50 200 1000 5000] [--seeds 5] [--time-limit 10]
       [--published FOLDER]

Prints one JSON object. An instance has five limits, 10 % of its candidates require and 5 % exclude another; money is in
cents; values are ratings against eight weighted objectives ("rated") or rise with cost ("correlated", hard). The bare
solvers are scipy.optimize.milp and CBC through OR-Tools, handed the problem as it is written down (CBC in thousands).
`ratio_to_fastest` is ours over the fastest of them whose answer is right, in processor seconds, so that other work on
the machine counts for neither; above 1 means that we are slower.
FOLDER may hold mknap1.txt and mknap2.txt of the OR-Library.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from ortools.linear_solver import pywraplp
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from benchmarks.selection_instances import made, published
from models.frontier import staircase
from models.selection import Problem, first, select
from models.selection_limits import breaks_rule
from models.selection_problem import Selection

THOUSANDS = 100_000
FRONTIER_SOLVES = 16
AT_ONCE = 0.15


@contextmanager
def quiet() -> Iterator[None]:
    """Keep what the bare solver writes to the terminal out of the answer."""
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def rows(problem: Problem) -> list[tuple[list[int], list[float], float]]:
    """Limits and rules as they are written down: candidates, coefficients, upper end."""
    place = {key: i for i, key in enumerate(problem.keys)}
    everyone = list(range(len(place)))
    found = [
        (everyone, problem.cost[:, t].astype(float).tolist(), float(limit))
        for t, limit in enumerate(problem.limits)
        if limit is not None
    ]
    found += [([place[a], place[b]], [1.0, -1.0], 0.0) for a, b in problem.requires]
    return found + [([place[a], place[b]], [1.0, 1.0], 1.0) for a, b in problem.excludes]


def bare_milp(problem: Problem, time_limit: float, gap: float) -> dict[str, Any]:
    """Seconds and value of scipy.optimize.milp."""
    written = rows(problem)
    began, work = time.perf_counter(), time.process_time()
    row = np.repeat(np.arange(len(written)), [len(items) for items, _, _ in written])
    column = np.concatenate([items for items, _, _ in written])
    matrix = csr_array((np.concatenate([entries for _, entries, _ in written]), (row, column)))
    with quiet():
        answer = milp(
            -problem.value,
            constraints=LinearConstraint(matrix, ub=np.array([end for _, _, end in written])),
            integrality=np.ones(len(problem.keys)),
            bounds=Bounds(0, 1),
            options={"time_limit": time_limit, "mip_rel_gap": gap},
        )
    seconds, work = time.perf_counter() - began, time.process_time() - work
    taken = np.zeros(len(problem.keys), dtype=bool) if answer.x is None else answer.x > 0.5
    return _judged(problem, taken, (seconds, work), answer.status == 0)


def bare_cbc(problem: Problem, time_limit: float, gap: float) -> dict[str, Any]:
    """Seconds and value of CBC."""
    written = rows(problem)
    began, work = time.perf_counter(), time.process_time()
    solver = pywraplp.Solver.CreateSolver("CBC")
    variables = [solver.BoolVar("") for _ in problem.keys]
    for items, entries, end in written:
        unit = THOUSANDS if len(items) == len(variables) else 1
        row = solver.Constraint(-solver.infinity(), end / unit)
        for item, entry in zip(items, entries, strict=True):
            row.SetCoefficient(variables[item], entry / unit)
    objective = solver.Objective()
    objective.SetMaximization()
    for variable, amount in zip(variables, problem.value.tolist(), strict=True):
        objective.SetCoefficient(variable, amount)
    solver.SetTimeLimit(int(time_limit * 1000))
    settings = pywraplp.MPSolverParameters()
    settings.SetDoubleParam(pywraplp.MPSolverParameters.RELATIVE_MIP_GAP, gap)
    status = solver.Solve(settings)
    taken = np.array([variable.solution_value() > 0.5 for variable in variables])
    seconds, work = time.perf_counter() - began, time.process_time() - work
    return _judged(problem, taken, (seconds, work), status == pywraplp.Solver.OPTIMAL)


def _judged(problem: Problem, taken: Any, took: tuple[float, float], finished: bool) -> dict[str, Any]:
    obeys = breaks_rule(problem, {problem.keys[i] for i in np.flatnonzero(taken)}) is None
    value = float(problem.value[taken].sum())
    return {"seconds": took[0], "work": took[1], "value": value, "finished": finished and obeys}


@dataclass(frozen=True)
class Timed:
    """A selection, and the processor seconds that it took."""

    selection: Selection
    work: float


def timed(solve: Callable[[], Selection]) -> Timed:
    """The selection with its processor seconds."""
    began = time.process_time()
    selection = solve()
    return Timed(selection, time.process_time() - began)


def ours(problem: Problem, time_limit: float) -> dict[str, Timed]:
    """First answer, the least gaps reached and when, the proof, and the same gap after the limits moved by 1 %."""
    at_once = timed(lambda: first(problem))
    stages = {"first": at_once}
    for name, gap in (("to_1_percent", 0.01), ("to_0.1_percent", 0.001)):
        reached = at_once.selection.gap <= gap
        stages[name] = at_once if reached else timed(lambda gap=gap: select(problem, time_limit, gap))
    stages["after_0.15_seconds"] = timed(lambda: select(problem, AT_ONCE))
    stages["proof"] = timed(lambda: select(problem, time_limit))
    moved = replace(problem, limits=tuple(None if limit is None else limit * 101 // 100 for limit in problem.limits))
    stages["moved_to_0.1_percent"] = timed(lambda: select(moved, time_limit, 0.001))
    return stages


def compared(kind: str, candidates: int, seeds: int, time_limit: float) -> dict[str, Any]:
    """All on the same instances: median and worst seconds of each stage, and the ratio to the fastest bare solver."""
    problems = [made(kind, candidates, seed) for seed in range(seeds)]
    stages = [ours(problem, time_limit) for problem in problems]
    best = [found["proof"].selection.value for found in stages]
    result: dict[str, Any] = {"kind": kind, "candidates": candidates, "seeds": seeds}
    for stage, wanted in (("first", 1.0), ("to_1_percent", 0.01), ("to_0.1_percent", 0.001), ("proof", 0.0)):
        result[stage] = _summary([found[stage] for found in stages], wanted)
    result["after_0.15_seconds"] = _summary([found["after_0.15_seconds"] for found in stages], 0.001)
    for stage in ("first", "after_0.15_seconds"):
        below = [1 - found[stage].selection.value / value for found, value in zip(stages, best, strict=True)]
        result[stage] |= {"median_below_best": statistics.median(below), "worst_below_best": max(below)}
    result["moved_to_0.1_percent"] = _summary([found["moved_to_0.1_percent"] for found in stages], 0.001)
    for stage, gap in (("to_0.1_percent", 0.001), ("proof", 0.0)):
        bare = {
            name: [solver(problem, time_limit, gap) for problem in problems]
            for name, solver in (("scipy_milp", bare_milp), ("cbc", bare_cbc))
        }
        result[stage] |= _beside(bare, [found[stage] for found in stages], best, gap)
    began = time.perf_counter()
    steps = staircase(problems[0], solves=FRONTIER_SOLVES, time_limit=4 * time_limit, gap=0.001)
    result["frontier"] = {"seconds": time.perf_counter() - began, "steps": len(steps)}
    return result


def _summary(found: list[Timed], wanted: float) -> dict[str, Any]:
    seconds = [one.selection.seconds for one in found]
    return {
        "median_seconds": statistics.median(seconds),
        "worst_seconds": max(seconds),
        "reached": sum(one.selection.gap <= wanted for one in found),
        "median_gap": statistics.median(one.selection.gap for one in found),
        "worst_gap": max(one.selection.gap for one in found),
    }


def _beside(bare: dict[str, list[dict[str, Any]]], found: list[Timed], best: list[float], gap: float) -> dict[str, Any]:
    """The bare solvers' seconds, how many were right, and ours over the fastest right one."""
    result: dict[str, Any] = {}
    ratios = []
    for i, one in enumerate(found):
        right = [runs[i]["work"] for runs in bare.values() if runs[i]["finished"] and _right(runs[i], best[i], gap)]
        if right and one.selection.gap <= gap:
            ratios.append(one.work / min(right))
    for name, runs in bare.items():
        result[name] = {
            "median_seconds": statistics.median(run["seconds"] for run in runs),
            "worst_seconds": max(run["seconds"] for run in runs),
            "right": sum(run["finished"] and _right(run, value, gap) for run, value in zip(runs, best, strict=True)),
        }
    result["ratio_to_fastest"] = {"median": statistics.median(ratios), "worst": max(ratios)} if ratios else None
    return result


def _right(run: dict[str, Any], best: float, gap: float) -> bool:
    return bool(run["value"] >= best * (1 - max(gap, 1e-9)))


def on_published(folder: Path, time_limit: float) -> list[dict[str, Any]]:
    """Published instances: how many of the stated optima were reached and proven, and in what time."""
    results = []
    for name, pairs in published(folder).items():
        found = [(select(problem, time_limit), optimum) for problem, optimum in pairs]
        results.append(
            {
                "instances": name,
                "number": len(found),
                "optima_reached": sum(abs(best.value - optimum) <= 1e-6 * optimum for best, optimum in found),
                "proven": sum(best.status == "optimal" for best, _ in found),
                "median_seconds": statistics.median(best.seconds for best, _ in found),
                "worst_seconds": max(best.seconds for best, _ in found),
            }
        )
    return results


def main() -> None:
    """Run all and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, nargs="*", default=[50, 200, 1000, 5000])
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--time-limit", type=float, default=10.0)
    parser.add_argument("--published", type=Path)
    given = parser.parse_args()
    select(made("correlated", 50, 99))  # loads the solvers
    results = [
        compared(kind, candidates, given.seeds, given.time_limit)
        for candidates in given.candidates
        for kind in ("rated", "correlated")
    ]
    known = on_published(given.published, given.time_limit) if given.published else []
    print(json.dumps({"selection": results, "published": known}, indent=2))


if __name__ == "__main__":
    main()
