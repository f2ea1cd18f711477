"""Seconds and proof of the selection beside a plain scipy.optimize.milp, on the same instances in the same run.

Usage: python -m benchmarks.selection [--candidates 50 220 1000] [--seeds 3] [--time-limit 20] [--published FOLDER]

Prints one JSON object. Money is in cents; values are made as ratings against eight weighted objectives ("rated") or
rise with cost ("correlated", hard). `value_ratio` is ours over the plain one; below 1 means that we found less.
FOLDER may hold mknap1.txt and mknap2.txt of the OR-Library.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from models.frontier import staircase
from models.selection import Problem, select
from models.selection_limits import breaks_rule


def made(kind: str, candidates: int, periods: int, linked: bool, seed: int) -> Problem:
    """A generated instance: lognormal costs spread over periods, limits at 30 to 60 % of what all would cost."""
    random = np.random.default_rng(seed)
    total = np.exp(random.normal(17, 1.2, candidates))
    cost = (total[:, None] * random.dirichlet(np.ones(periods), candidates)).astype(np.int64) + 1
    if kind == "rated":
        points = random.integers(5, 100, 8)
        impact = random.choice([0, 1, 3, 6, 9], (candidates, 8), p=[0.6, 0.1, 0.12, 0.1, 0.08])
        value = (impact * points).sum(axis=1) / points.sum()
    else:
        value = total / total.mean() + 0.5 * random.random(candidates)
    keys = tuple(f"p{i}" for i in range(candidates))
    pairs = [tuple(keys[i] for i in random.choice(candidates, 2, replace=False)) for _ in range(candidates // 7)]
    needs, bars = pairs[: 2 * len(pairs) // 3], pairs[2 * len(pairs) // 3 :]
    return Problem(
        keys=keys,
        value=value,
        cost=cost,
        limits=tuple(
            int(share * amount)
            for share, amount in zip(random.uniform(0.3, 0.6, periods), cost.sum(axis=0), strict=True)
        ),
        requires=tuple((a, b) for a, b in needs) if linked else (),
        excludes=tuple((a, b) for a, b in bars) if linked else (),
    )


@contextmanager
def quiet() -> Iterator[None]:
    """Keep what the plain solver writes to the terminal out of the answer."""
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def plain(problem: Problem, time_limit: float) -> dict[str, Any]:
    """Seconds and value of scipy.optimize.milp handed the problem as it is written down."""
    place = {key: i for i, key in enumerate(problem.keys)}
    n = len(place)
    rows = [problem.cost[:, t].astype(float) for t, limit in enumerate(problem.limits) if limit is not None]
    upper = [float(limit) for limit in problem.limits if limit is not None]
    for pairs, sign, most in ((problem.requires, -1.0, 0.0), (problem.excludes, 1.0, 1.0)):
        for a, b in pairs:
            row = np.zeros(n)
            row[place[a]], row[place[b]] = 1.0, sign
            rows.append(row)
            upper.append(most)
    began = time.perf_counter()
    with quiet():
        answer = milp(
            -problem.value,
            constraints=LinearConstraint(np.array(rows), ub=np.array(upper)),
            integrality=np.ones(n),
            bounds=Bounds(0, 1),
            options={"time_limit": time_limit, "mip_rel_gap": 0.0},
        )
    seconds = time.perf_counter() - began
    chosen = set() if answer.x is None else {key for key, x in zip(problem.keys, answer.x, strict=True) if x > 0.5}
    return {
        "seconds": seconds,
        "value": None if answer.x is None else -float(answer.fun),
        "proven": answer.status == 0,
        "obeys_limits": breaks_rule(problem, chosen) is None,
    }


def compared(
    name: str, problems: list[Problem], time_limit: float, optima: list[float] | None = None
) -> dict[str, Any]:
    """Both on the same instances: median and worst seconds, proofs, and the least ratio of values."""
    ours = [select(problem, time_limit) for problem in problems]
    theirs = [plain(problem, time_limit) for problem in problems]
    ratios = [a.value / b["value"] for a, b in zip(ours, theirs, strict=True) if b["value"]]
    return {
        "instances": name,
        "number": len(problems),
        "ours": {
            "median_seconds": statistics.median(a.seconds for a in ours),
            "worst_seconds": max(a.seconds for a in ours),
            "proven": sum(a.status == "optimal" for a in ours),
            "worst_gap": max(a.gap for a in ours),
            "method": sorted({a.method for a in ours}),
        },
        "plain": {
            "median_seconds": statistics.median(b["seconds"] for b in theirs),
            "worst_seconds": max(b["seconds"] for b in theirs),
            "proven": sum(b["proven"] for b in theirs),
            "broke_a_limit": sum(not b["obeys_limits"] for b in theirs),
        },
        "speed_ratio": statistics.median(b["seconds"] / a.seconds for a, b in zip(ours, theirs, strict=True)),
        "published_optima_reached": optima
        and sum(abs(a.value - optimum) <= 1e-6 * optimum for a, optimum in zip(ours, optima, strict=True)),
        "least_value_ratio": min(ratios) if ratios else None,
    }


def frontier_times(candidates: int, seed: int) -> dict[str, Any]:
    """Seconds to the whole staircase of one budget, and to look one position up."""
    problem = made("rated", candidates, 1, False, seed)
    began = time.perf_counter()
    found = staircase(problem)
    cold = time.perf_counter() - began
    budgets = np.random.default_rng(seed).integers(0, int(problem.total_cost.sum()), 200).tolist()
    began = time.perf_counter()
    for budget in budgets:
        found.at(budget)
    looked_up = (time.perf_counter() - began) / len(budgets)
    return {"candidates": candidates, "steps": len(found), "exact": found.exact, "cold": cold, "look_up": looked_up}


def published(folder: Path) -> dict[str, list[tuple[Problem, float]]]:
    """Instances of mknap1 and mknap2 with their published optima, by file."""
    numbers = iter(float(word) for word in (folder / "mknap1.txt").read_text().split())
    first = []
    for _ in range(int(next(numbers))):
        n, m, optimum = int(next(numbers)), int(next(numbers)), next(numbers)
        value = [next(numbers) for _ in range(n)]
        first.append((_of_rows(value, [[next(numbers) for _ in range(n)] for _ in range(m)], numbers), optimum))
    second = []
    for text in re.findall(r"problem \S+\s*\++([^+]*)", (folder / "mknap2.txt").read_text()):
        numbers = iter(float(word) for word in re.sub(r"//.*", "", text).split())
        m, n = int(next(numbers)), int(next(numbers))
        value, limits = [next(numbers) for _ in range(n)], [next(numbers) for _ in range(m)]
        problem = _of_rows(value, [[next(numbers) for _ in range(n)] for _ in range(m)], iter(limits))
        second.append((problem, next(numbers)))
    return {"mknap1": first, "mknap2": second}


def _of_rows(value: list[float], rows: list[list[float]], limits: Any) -> Problem:
    keys = tuple(str(i) for i in range(len(value)))
    return Problem(keys, np.array(value), np.array(rows).T, tuple(int(next(limits)) for _ in rows))


def main() -> None:
    """Run all and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, nargs="+", default=[50, 220, 1000])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--time-limit", type=float, default=20.0)
    parser.add_argument("--published", type=Path)
    given = parser.parse_args()
    results = []
    for candidates in given.candidates:
        for kind, periods, linked in (
            ("rated", 1, False),
            ("correlated", 1, False),
            ("rated", 5, False),
            ("rated", 5, True),
            ("correlated", 5, False),
        ):
            problems = [made(kind, candidates, periods, linked, seed) for seed in range(given.seeds)]
            name = f"{kind}, {candidates} candidates, {periods} limits{', linked' if linked else ''}"
            results.append(compared(name, problems, given.time_limit))
    if given.published:
        for name, found in published(given.published).items():
            problems, optima = [problem for problem, _ in found], [optimum for _, optimum in found]
            results.append(compared(name, problems, given.time_limit, optima))
    frontiers = [frontier_times(candidates, 0) for candidates in given.candidates]
    print(json.dumps({"selection": results, "frontier": frontiers}, indent=2))


if __name__ == "__main__":
    main()
