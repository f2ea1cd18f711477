"""Money that is not spent in one period and stays for the next."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from models.selection_problem import Group, Problem


def allowed(problem: Problem) -> Problem:
    """The problem in which what a period leaves unspent may be spent later, never before.

    With u_t left over, spend_t + u_t = limit_t + u_(t-1) and u_t >= 0 for every period say the same as: what is spent
    up to a period is no more than all limits up to it. A period without a limit neither gives nor takes.
    """
    groups = list(problem.groups)
    spent = np.zeros(len(problem.keys), dtype=np.int64)
    together = 0
    for place, limit in enumerate(problem.limits):
        if limit is not None:
            spent, together = spent + problem.cost[:, place], together + limit
            groups.append(Group(f"carried:{problem.periods[place]}", spent, None, together))
    return replace(problem, limits=(None,) * len(problem.limits), groups=tuple(groups))
