"""A plan that keeps what is funded, found again: the selections that only grow with the total, from what is stored."""

from dataclasses import replace

import numpy as np

from models import nested
from models.nested_limits import LimitsAt, shared_by
from models.nested_steps import Options
from models.selection_problem import Problem, Selection
from services.scenarios import Scenario

CARRIED = "carried:"


def keeps(plan: Scenario) -> bool:
    """Return whether a plan keeps what was funded."""
    return plan.statement.get("funded") is not None


def again(plan: Scenario, problem: Problem) -> Selection:
    """Return what the plan's total buys when what was funded is kept; `problem` is the one stored."""
    assert problem.total_limit is not None
    at = _limits_at(plan, problem)
    held = replace(problem, total_limit=None)
    if at is not None:
        groups = tuple(group for group in problem.groups if not group.name.startswith(CARRIED))
        held = replace(held, limits=(None,) * len(problem.limits), groups=groups)
    funded = frozenset(plan.statement["funded"])
    return nested.chain(held, funded, _options(plan, problem), limits_at=at).at(problem.total_limit)


def _options(plan: Scenario, problem: Problem) -> Options:
    each = plan.statement["candidates"]
    options: dict[str, list[str]] = {}
    none: dict[str, str] = {}
    for key, project, funds in zip(problem.keys, each["projects"], each["funds"], strict=True):
        if key == project:
            continue
        if funds:
            options.setdefault(project, []).append(key)
        else:
            none[project] = key
    return Options(options, none)


def _limits_at(plan: Scenario, problem: Problem) -> LimitsAt | None:
    asked = plan.statement["asked"]
    if not asked.get("shared"):
        return None
    by_hand = {name: int(limit) for name, limit in asked["periods"]}
    above = np.array(plan.statement["candidates"]["decided"], dtype=bool)
    return shared_by(
        [by_hand.get(name) for name in problem.periods],
        problem.cost[above].sum(axis=0),
        problem.cost[~above].sum(axis=0),
    )
