"""Selections that only grow with the budget: more money removes nothing of what less money funds.

The chain is fixed before any budget is looked at, so what a budget buys never depends on the budgets tried before.
It starts from what is funded now. Upward each anchor is the best selection that holds the one before; downward the
best one within it; between anchors projects come in one by one, best value for money first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models.cheapest import cheapest
from models.frontier_search import Mode
from models.nested_chain import Chain
from models.nested_limits import LimitsAt, Moving
from models.nested_steps import Chosen, Options, between, keeping, within
from models.selection import select
from models.selection_problem import Conflict, Problem

__all__ = ["Chain", "chain"]

UPWARD, DOWNWARD = 12, 8
SECONDS_EACH = 0.5
CLOSE = 1e-3
_KEPT = 1e-6


def chain(
    problem: Problem,
    funded: Iterable[str],
    options: Options | None = None,
    mode: Mode = "total",
    anchors: Sequence[int] | None = None,
    gap: float = CLOSE,
    limits_at: LimitsAt | None = None,
) -> Chain:
    """The chain of selections around what is funded now.

    Parameters
    ----------
    problem : Problem
        Its total limit, and the limit of its only period, are what moves and are set aside.
    funded : iterable of str
        Candidates that have money now. Of these the best part that obeys every limit and rule is the anchor, with
        what it requires; one worth less than nothing is kept only where another requires it or a rule asks for it.
    options : Options, optional
        Projects with several options: more money never gives one of them less.
    mode : {"total", "scaled"}
        As in `models.frontier.staircase`.
    anchors : sequence of int, optional
        Budgets at which the best growing selection is searched; evenly spread when not given.
    gap : float
        Relative distance to the bound at which the search at an anchor may stop.
    limits_at : callable, optional
        Limits of the periods that follow the total; they take the place of those of the problem.
    """
    options = options or Options()
    only_one = len(problem.limits) == 1 and mode == "total"
    held = replace(problem, total_limit=None, limits=(None,) if only_one else problem.limits)
    moving = Moving(held, mode, limits_at)
    start = _start(moving.free, frozenset(funded), options)
    if isinstance(start, tuple):
        return _build(moving, [], -1, start)
    made = _Made(moving, options, gap)
    below = made.downward(start, anchors)
    above = made.upward(start, anchors)
    lower = made.filled([*reversed(below), start])
    return _build(moving, [*lower, *made.filled([start, *above])[1:]], len(lower) - 1)


@dataclass(frozen=True, eq=False)
class _Made:
    """How the anchors of one chain are made."""

    moving: Moving
    options: Options
    gap: float

    def budget_of(self, chosen: Chosen) -> int:
        return self.moving.budget_of(_mask(self.moving.held, chosen))

    def upward(self, start: Chosen, anchors: Sequence[int] | None) -> list[Chosen]:
        """Anchors above the start, rising, the last being the best selection that holds it at all."""
        top = select(keeping(self.moving.free, start, self.options), SECONDS_EACH, self.gap)
        if not top.found:
            return []
        low, high = self.budget_of(start), self.budget_of(frozenset(top.chosen))
        wanted = _spread(low, high, UPWARD) if anchors is None else sorted(b for b in anchors if low < b < high)
        here, found = start, []
        for budget in [*wanted, high]:
            problem = self.moving.at(keeping(self.moving.held, here, self.options), budget)
            best = select(problem, SECONDS_EACH, self.gap)
            if best.found and frozenset(best.chosen) != here:
                here = frozenset(best.chosen)
                found.append(here)
        return found

    def downward(self, start: Chosen, anchors: Sequence[int] | None) -> list[Chosen]:
        """Anchors below the start, falling, the last being the cheapest selection within it."""
        least = cheapest(within(self.moving.free, start, self.options), SECONDS_EACH)
        if least.chosen is None:
            return []
        bottom = _keys(self.moving.held, least.chosen)
        low, high = self.budget_of(bottom), self.budget_of(start)
        wanted = _spread(low, high, DOWNWARD) if anchors is None else sorted(b for b in anchors if low < b < high)
        here, found = start, []
        for budget in reversed(wanted):
            problem = keeping(within(self.moving.held, here, self.options), bottom, self.options)
            best = select(self.moving.at(problem, budget), SECONDS_EACH, self.gap)
            if best.found and frozenset(best.chosen) != here:
                here = frozenset(best.chosen)
                found.append(here)
        return [*found, bottom] if bottom != here else found

    def filled(self, anchors: list[Chosen]) -> list[Chosen]:
        """Anchors in rising order with the steps between; none with a lower value or budget than the one before."""
        kept = [anchors[0]]
        for upper in anchors[1:]:
            for step in [*between(self.moving.held, kept[-1], upper, self.options), upper]:
                if self._no_worse(kept[-1], step) and self._no_worse(step, upper):
                    kept.append(step)
        return kept

    def _no_worse(self, before: Chosen, after: Chosen) -> bool:
        low, high = (float(self.moving.held.value[_mask(self.moving.held, one)].sum()) for one in (before, after))
        slack = 1e-9 * max(abs(low), abs(high))
        return high >= low - slack and self.budget_of(before) <= self.budget_of(after)


def _start(problem: Problem, funded: Chosen, options: Options) -> Chosen | tuple[Conflict, ...]:
    """The best part of what is funded that obeys all limits and rules; conflicts where nothing does."""
    owner = options.projects()
    given = {owner[key] for key in funded & owner.keys()}
    scale = float(np.abs(problem.value).max(initial=0.0))
    worth = np.full(len(problem.keys), -_KEPT * scale)
    for place, (key, value) in enumerate(zip(problem.keys, problem.value.tolist(), strict=True)):
        if key in funded:
            worth[place] = value + _KEPT * scale if value >= 0 else value
        elif key in options.none_of.values():
            worth[place] = 0.0
        elif key in owner and owner[key] in given:
            worth[place] = _KEPT * scale / 2
    if (worth > 0).any():
        best = select(replace(problem, value=worth), 4 * SECONDS_EACH)
        if best.found:
            return frozenset(best.chosen)
    least = cheapest(problem, 4 * SECONDS_EACH)
    return least.conflicts if least.chosen is None else _keys(problem, least.chosen)


def _spread(low: int, high: int, how_many: int) -> list[int]:
    """Budgets evenly between two, both left out."""
    return sorted({low + (high - low) * i // (how_many + 1) for i in range(1, how_many + 1)} - {low, high})


def _mask(problem: Problem, chosen: Chosen) -> NDArray[np.bool_]:
    return np.array([key in chosen for key in problem.keys], dtype=bool)


def _keys(problem: Problem, chosen: NDArray[np.bool_]) -> Chosen:
    return frozenset(problem.keys[i] for i in np.flatnonzero(chosen))


def _build(moving: Moving, steps: list[Chosen], anchor: int, conflicts: tuple[Conflict, ...] = ()) -> Chain:
    problem = moving.held
    masks = np.array([_mask(problem, step) for step in steps], dtype=bool).reshape(len(steps), len(problem.keys))
    return Chain(
        moving=moving,
        budget=np.array([moving.budget_of(mask) for mask in masks], dtype=np.int64),
        value=np.array([float(problem.value[mask].sum()) for mask in masks], dtype=np.float64),
        packed=np.packbits(masks, axis=1),
        anchor=anchor,
        conflicts=conflicts,
    )
