"""The limits and rules of a selection, checked in whole numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from models.selection_problem import Conflict, Pair, Problem

RowKind = Literal["period", "total", "count", "group"]


@dataclass(frozen=True, eq=False)
class Row:
    """One limit: what each candidate takes of it (shape (n,)), and how much there is."""

    kind: RowKind
    name: str | None
    cost: NDArray[np.int64]
    limit: int


def rows(problem: Problem) -> tuple[Row, ...]:
    """Every limit of a problem as one kind of row: periods, total, number of candidates, the most of each group."""
    found = [
        Row("period", name, problem.cost[:, t], limit)
        for t, (name, limit) in enumerate(zip(problem.periods, problem.limits, strict=True))
        if limit is not None
    ]
    if problem.total_limit is not None:
        found.append(Row("total", None, problem.total_cost, problem.total_limit))
    if problem.at_most is not None:
        found.append(Row("count", None, np.ones(len(problem.keys), dtype=np.int64), problem.at_most))
    found += [
        Row("group", group.name, group.amount, group.at_most) for group in problem.groups if group.at_most is not None
    ]
    return tuple(found)


def least(problem: Problem) -> tuple[Row, ...]:
    """Every group that has a least, as a row whose `limit` has to be reached."""
    return tuple(
        Row("group", group.name, group.amount, group.at_least)
        for group in problem.groups
        if group.at_least is not None and group.at_least > 0
    )


def overrun(problem: Problem, row: Row, fixed: NDArray[np.bool_]) -> Conflict | None:
    """How the fixed candidates break a limit, named by the fewest of them that already do; None if they do not."""
    needed = int(row.cost[fixed].sum())
    if needed <= row.limit:
        return None
    largest_first = sorted(np.flatnonzero(fixed).tolist(), key=lambda i: (-int(row.cost[i]), problem.keys[i]))
    enough: list[str] = []
    spent = 0
    for i in largest_first:
        enough.append(problem.keys[i])
        spent += int(row.cost[i])
        if spent > row.limit:
            break
    return Conflict(row.kind, tuple(enough), row.name, needed, row.limit)


def breaks_rule(problem: Problem, chosen: set[str]) -> Pair | str | None:
    """The first limit or rule that a set of keys breaks, counted in whole numbers; None if it obeys all."""
    inside = np.array([key in chosen for key in problem.keys], dtype=bool)
    for row in rows(problem):
        if int(row.cost[inside].sum()) > row.limit:
            return row.name or row.kind
    for row in least(problem):
        if int(row.cost[inside].sum()) < row.limit:
            return row.name
    if missing := sorted(problem.forced_in - chosen):
        return missing[0]
    if present := sorted(problem.forced_out & chosen):
        return present[0]
    broken = [pair for pair in problem.requires if pair[0] in chosen and pair[1] not in chosen]
    broken += [pair for pair in problem.excludes if pair[0] in chosen and pair[1] in chosen]
    broken += [pair for pair in problem.same if (pair[0] in chosen) != (pair[1] in chosen)]
    return broken[0] if broken else None
