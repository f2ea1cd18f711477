"""Selections that only grow with the total, and selections that change only for enough value."""

from collections.abc import Iterable

import numpy as np

from models import nested, stability
from models.nested import Chain
from models.nested_limits import LimitsAt, shared_by
from models.nested_steps import Options
from models.stability import Stable
from services.candidates import Asked, Candidates, problem

SECONDS = 3.0
NEAR = 1e-3


def chain(found: Candidates, asked: Asked, funded: Iterable[str]) -> Chain:
    """Return the selections for rising totals, each holding all that the one before funds; the total is not used.

    `funded` are projects that have money now; one with options has that of its first one, which is to go on as planned.
    Where years share the total, their limits follow it; money carried over is then not counted on.
    """
    held = asked.without_total()
    return nested.chain(
        problem(found, held if limits_at(found, asked) is None else _strict(held)),
        as_candidates(found, funded),
        Options(found.options_of, found.none_of),
        limits_at=limits_at(found, asked),
    )


def limits_at(found: Candidates, asked: Asked) -> LimitsAt | None:
    """Return the limits of the periods at a total, where they follow it; None where they stand."""
    if not asked.shared:
        return None
    above = np.array([key in found.decided for key in found.keys], dtype=bool)
    hand = dict(asked.periods)
    return shared_by(
        [hand.get(name) for name in found.periods], found.cost[above].sum(axis=0), found.cost[~above].sum(axis=0)
    )


def as_candidates(found: Candidates, projects: Iterable[str]) -> frozenset[str]:
    """Return projects as candidates: themselves, or the first of their options."""
    keys = [found.options_of[key][0] if found.options_of.get(key) else key for key in projects]
    return frozenset(keys) & frozenset(found.keys)


def against(found: Candidates, asked: Asked, reference: Iterable[str], threshold: float) -> Stable:
    """Return the selection that drops a candidate of a reference only where that brings more than a threshold.

    `threshold` is a share of the value of all candidates, 0 to 1; `reference` are candidates, not projects.
    """
    return stability.stable(problem(found, asked), reference, threshold * found.open_value, SECONDS, NEAR)


def _strict(asked: Asked) -> Asked:
    return Asked(
        forced_in=asked.forced_in,
        forced_out=asked.forced_out,
        rules=asked.rules,
        ignored=asked.ignored,
        amounts=asked.amounts,
    )
