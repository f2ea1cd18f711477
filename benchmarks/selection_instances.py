"""Instances for `benchmarks.selection`: made with five limits and rules, or published and read from files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np

from models.selection import Problem


def made(kind: str, candidates: int, seed: int, periods: int = 5) -> Problem:
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
    needs, bars = candidates // 10, candidates // 20
    pairs = [tuple(keys[i] for i in random.choice(candidates, 2, replace=False)) for _ in range(needs + bars)]
    shares = zip(random.uniform(0.3, 0.6, periods), cost.sum(axis=0), strict=True)
    return Problem(
        keys=keys,
        value=value,
        cost=cost,
        limits=tuple(int(share * amount) for share, amount in shares),
        requires=tuple((a, b) for a, b in pairs[:needs]),
        excludes=tuple((a, b) for a, b in pairs[needs:]),
    )


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
