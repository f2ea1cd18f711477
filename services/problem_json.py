"""The statement of a selection as plain values that JSON holds exactly, and back."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from models.selection_problem import Group, Problem
from services.errors import Explained

FORMAT: Final = 1


def to_json(problem: Problem) -> dict[str, Any]:
    """Return a problem as lists, texts and whole numbers; money stays in whole minor units, of any size.

    Groups are written as the places of their members and what each adds: most candidates are in few of them.
    """
    return {
        "format": FORMAT,
        "keys": list(problem.keys),
        "value": problem.value.tolist(),
        "cost": problem.cost.tolist(),
        "periods": list(problem.periods),
        "limits": list(problem.limits),
        "total_limit": problem.total_limit,
        "at_most": problem.at_most,
        "forced_in": sorted(problem.forced_in),
        "forced_out": sorted(problem.forced_out),
        "requires": [list(pair) for pair in problem.requires],
        "excludes": [list(pair) for pair in problem.excludes],
        "same": [list(pair) for pair in problem.same],
        "groups": [_plain(group) for group in problem.groups],
    }


def from_json(told: Mapping[str, Any]) -> Problem:
    """Return the problem that `to_json` wrote; raises Explained for anything else."""
    if told.get("format") != FORMAT:
        raise Explained("This statement of a selection was written by another version.", repair="Save it anew.")
    try:
        return _read(told)
    except (KeyError, TypeError, ValueError, IndexError, OverflowError) as fault:
        raise Explained("This is no statement of a selection.", str(fault)) from fault


def _plain(group: Group) -> dict[str, Any]:
    members = np.flatnonzero(group.amount)
    return {
        "name": group.name,
        "members": members.tolist(),
        "amounts": group.amount[members].tolist(),
        "at_least": group.at_least,
        "at_most": group.at_most,
    }


def _read(told: Mapping[str, Any]) -> Problem:
    keys, periods = tuple(told["keys"]), tuple(told["periods"])
    return Problem(
        keys=keys,
        value=np.array(told["value"], dtype=np.float64),
        cost=np.array(told["cost"]).reshape(len(keys), len(periods)),
        limits=tuple(told["limits"]),
        total_limit=told["total_limit"],
        forced_in=frozenset(told["forced_in"]),
        forced_out=frozenset(told["forced_out"]),
        requires=_pairs(told["requires"]),
        excludes=_pairs(told["excludes"]),
        same=_pairs(told["same"]),
        at_most=told["at_most"],
        periods=periods,
        groups=tuple(_group(each, len(keys)) for each in told["groups"]),
    )


def _pairs(told: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((first, second) for first, second in told)


def _group(told: Mapping[str, Any], size: int) -> Group:
    amount = np.zeros(size, dtype=np.int64)
    amount[told["members"]] = told["amounts"]
    return Group(told["name"], amount, told["at_least"], told["at_most"])
