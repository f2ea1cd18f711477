"""Everything that narrows a selection, one piece at a time, and the problem without any one of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from models.selection_problem import Problem

Kind = Literal[
    "forced in", "forced out", "requires", "excludes", "same", "period", "total", "count", "at least", "at most"
]


@dataclass(frozen=True)
class Constraint:
    """One limit, rule or decision made in advance.

    Attributes
    ----------
    kind : str
        "period", "total" and "count" are limits; "at least" and "at most" the ends of a group.
    keys : tuple of str
        The candidates it names; empty for limits and groups.
    name : str
        The period or the group; "" for others.
    bound : int or None
        The limit or the end of the group.
    """

    kind: Kind
    keys: tuple[str, ...] = ()
    name: str = ""
    bound: int | None = None


def constraints(problem: Problem) -> tuple[Constraint, ...]:
    """Every constraint of a problem: decisions first, then rules, then limits and groups."""
    found = [Constraint("forced in", (key,)) for key in problem.keys if key in problem.forced_in]
    found += [Constraint("forced out", (key,)) for key in problem.keys if key in problem.forced_out]
    found += [Constraint("requires", pair) for pair in problem.requires]
    found += [Constraint("excludes", pair) for pair in problem.excludes]
    found += [Constraint("same", pair) for pair in problem.same]
    limits = zip(problem.periods, problem.limits, strict=True)
    found += [Constraint("period", (), name, limit) for name, limit in limits if limit is not None]
    if problem.total_limit is not None:
        found.append(Constraint("total", (), "", problem.total_limit))
    if problem.at_most is not None:
        found.append(Constraint("count", (), "", problem.at_most))
    for group in problem.groups:
        if group.at_least is not None:
            found.append(Constraint("at least", (), group.name, group.at_least))
        if group.at_most is not None:
            found.append(Constraint("at most", (), group.name, group.at_most))
    return tuple(found)


def without(problem: Problem, one: Constraint) -> Problem:
    """The problem with one constraint taken away."""
    match one.kind:
        case "forced in":
            return replace(problem, forced_in=problem.forced_in - set(one.keys))
        case "forced out":
            return replace(problem, forced_out=problem.forced_out - set(one.keys))
        case "requires":
            return replace(problem, requires=tuple(pair for pair in problem.requires if pair != one.keys))
        case "excludes":
            return replace(problem, excludes=tuple(pair for pair in problem.excludes if pair != one.keys))
        case "same":
            return replace(problem, same=tuple(pair for pair in problem.same if pair != one.keys))
        case _:
            return with_bound(problem, one, None)


def with_bound(problem: Problem, one: Constraint, bound: int | None) -> Problem:
    """The problem with another bound for a limit or the end of a group; None takes it away."""
    if one.kind == "total":
        return replace(problem, total_limit=bound)
    if one.kind == "count":
        return replace(problem, at_most=bound)
    if one.kind == "period":
        named = zip(problem.periods, problem.limits, strict=True)
        return replace(problem, limits=tuple(bound if name == one.name else limit for name, limit in named))
    end = "at_least" if one.kind == "at least" else "at_most"
    changed = [replace(group, **{end: bound}) if group.name == one.name else group for group in problem.groups]  # type: ignore[arg-type]
    kept = [group for group in changed if group.at_least is not None or group.at_most is not None]
    return replace(problem, groups=tuple(kept))
