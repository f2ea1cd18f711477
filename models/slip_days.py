"""By how many days a forecast is likely to move: a distribution per state, for its P50 and P80, never a point date.

It is anchored on the chances of moving later by more than 30 and by more than 90 days, which the slip method says of
the state: they divide the distribution into three classes. Inside a class the shape comes from past pairs whose move
fell into it, the nearer in time left, phase and gap the heavier (a kernel of fixed width), and drawn towards the whole
class where few are near: local pairs worth m count m / (m + ``STRENGTH``). Medians miss by months, so an interval is
given ("half of such projects move by less than ..., eight in ten by less than ...").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
EDGES_DAYS: Final = (30.0, 90.0)
ATOMS: Final = 50
"""Equally likely moves that stand for a class; the outermost hundredth of a class is cut off on either side."""

STRENGTH: Final = 20.0
TOLD: Final = (0.5, 0.8)
A_LITTLE: Final = 1e-9
MOST_PER_CLASS: Final = 800
"""Past pairs that give a class its shape, the newest; more change nothing and cost time."""

TIME_SCALE_DAYS: Final = 180.0
WIDTH: Final = 0.5
OTHER_PHASE: Final = 0.2
OTHER_GAP: Final = 0.5
AT_ONCE: Final = 2_000_000


@dataclass(frozen=True)
class DaysForecast:
    """The distribution of the move of each state, in days later (negative: earlier).

    Attributes
    ----------
    chances : array of shape (states, 2)
        Of moving later by more than 30 and by more than 90 days, the second never above the first.
    atoms : array of shape (states, 3, ATOMS)
        Equally likely moves within each class (up to 30, 30 to 90, above 90 days), ascending.
    index : Index
        Of the states; a state without chances has NaN.
    """

    chances: Floats
    atoms: Floats
    index: pd.Index

    def quantile(self, levels: npt.ArrayLike) -> Floats:
        """Return the move not exceeded with each probability (0 to 1), shape (states, levels)."""
        asked = np.broadcast_to(np.asarray(levels, dtype=np.float64), (len(self.index), np.size(levels)))
        return self.moves_at(asked)

    def moves_at(self, u: Floats) -> Floats:
        """Return the moves at the ranks of each state; ``u`` of shape (states, n), 0 to 1, gives the same shape.

        A rank above 1 - the chance of more than 30 (90) days gives a move of more than 30 (90) days, always.
        """
        starts = np.column_stack([np.zeros(len(u)), 1 - self.chances, np.ones(len(u))])
        kind = (u > starts[:, 1:2]).astype(np.int8) + (u > starts[:, 2:3])
        row = np.arange(len(u))[:, None]
        low, high = starts[row, kind], starts[row, kind + 1]
        share = (u - low) / np.maximum(high - low, 1e-12)
        place = np.clip(np.ceil(share * ATOMS) - 1, 0, ATOMS - 1)
        flat = (row * 3 + kind) * ATOMS + np.nan_to_num(place).astype(np.int64)
        found = self.atoms.reshape(-1)[flat]
        return np.where(np.isnan(self.chances[:, :1]), np.nan, found)

    def cumulative(self, days: npt.ArrayLike, *, below: bool = False) -> Floats:
        """Return the chance of a move of at most (`below`: less than) so many days; one per state, shape (states,)."""
        limit = np.asarray(days, dtype=np.float64).reshape(-1, 1, 1)
        inside = (self.atoms < limit if below else self.atoms <= limit).mean(axis=2)
        return np.asarray((inside * self._weights).sum(axis=1))

    def samples(self, draws: int, seed: int = 20190901) -> Floats:
        """Return independent draws of the move, shape (states, draws)."""
        return self.moves_at(np.random.default_rng(seed).random((len(self.index), draws)))

    def table(self, levels: Mapping[float, float] | None = None) -> pd.DataFrame:
        """Return ``p50_days, p80_days, chance_30, chance_90`` per state; days later, negative is earlier.

        ``levels`` says where to read the P50 and the P80 off, as `slip_days_record.levels_that_hold` found it; see
        `levels_told` for how far that goes.
        """
        found = self.moves_at(levels_told(levels or {}, self.chances))
        told = {"p50_days": found[:, 0], "p80_days": found[:, 1]}
        chances = {"chance_30": self.chances[:, 0], "chance_90": self.chances[:, 1]}
        return pd.DataFrame({**told, **chances}, index=self.index)

    @cached_property
    def _weights(self) -> Floats:
        over, far = self.chances[:, 0], self.chances[:, 1]
        return np.column_stack([1 - over, over - far, far])


def coherent(chances: npt.ArrayLike) -> Floats:
    """Return chances of > 30 and > 90 days, shape (n, 2), in which the second is never above the first.

    The first is kept: it is the one that most pairs speak for and that stands on the list.

    >>> coherent([[0.4, 0.5], [0.4, 0.1]]).tolist()
    [[0.4, 0.4], [0.4, 0.1]]
    """
    p = np.asarray(chances, dtype=np.float64).reshape(-1, 2)
    if ((p < 0) | (p > 1)).any():
        raise ValueError("Every chance lies between 0 and 1.")
    return np.column_stack([p[:, 0], np.minimum(p[:, 0], p[:, 1])])


def levels_told(levels: Mapping[float, float], chances: Floats) -> Floats:
    """Return where the P50 and the P80 of each state are read off, never against its chances, shape (states, 2).

    A level that was moved stays within the class in which the level itself lies: so a P80 is above 90 days where the
    chance of more than 90 days is above 20 %, and nowhere else, whatever `levels` asks for.

    >>> levels_told({0.8: 0.95}, np.array([[0.5, 0.3], [0.5, 0.1], [0.1, 0.05]])).round(2).tolist()
    [[0.5, 0.95], [0.5, 0.9], [0.5, 0.9]]
    """
    edges = np.column_stack([np.zeros(len(chances)), 1 - chances, np.ones(len(chances))])
    row = np.arange(len(chances))
    found: list[Floats] = []
    for own in TOLD:
        asked = max(levels.get(level, level) for level in TOLD if level <= own)
        kind = (own > edges[:, 1:3]).sum(axis=1)
        # At the very edge of a class a move of the next one would count as inside.
        low, high = np.minimum(edges[row, kind] + A_LITTLE, own), np.maximum(edges[row, kind + 1] - A_LITTLE, own)
        found.append(np.clip(asked, low, high))
    return np.column_stack(found)


def forecast(states: pd.DataFrame, pairs: pd.DataFrame, chances: npt.ArrayLike) -> DaysForecast:
    """Return the distribution of the move of each state.

    Parameters
    ----------
    states : DataFrame
        ``time_left_days`` and, where known, ``phase`` and ``gap_days``.
    pairs : DataFrame
        Past pairs of the same horizon whose outcome is known: the same columns, ``moved_days`` and ``outcome_date``.
    chances : array of shape (states, 2)
        Of moving later by more than 30 and by more than 90 days; NaN where there is no prediction.

    Raises
    ------
    ValueError
        If there is no pair, or a chance is none.
    """
    if pairs.empty:
        raise ValueError("The move in days needs at least one pair.")
    p = coherent(chances)
    moved = pairs["moved_days"].to_numpy(dtype=np.float64)
    kinds = np.digitize(moved, EDGES_DAYS, right=True)
    asked = _place(states)
    atoms = np.empty((len(states), 3, ATOMS))
    newest = np.argsort(pairs["outcome_date"].to_numpy(), kind="stable")
    for kind in range(3):
        rows = newest[kinds[newest] == kind][-MOST_PER_CLASS:]
        rows = rows[np.argsort(moved[rows], kind="stable")]
        if not len(rows):
            atoms[:, kind] = _unseen(kind)
            continue
        known = _place(pairs.iloc[rows])
        at_once = max(AT_ONCE // len(rows), 1)
        for at in range(0, len(states), at_once):
            part = slice(at, at + at_once)
            atoms[part, kind] = _atoms(moved[rows], _shrunk(_nearness([axis[part] for axis in asked], known)))
    p[np.isnan(p).any(axis=1)] = np.nan
    return DaysForecast(p, atoms, states.index)


def _place(frame: pd.DataFrame) -> list[npt.NDArray[np.generic]]:
    """Return where rows stand: time left and gap on scales that stretch the near, and the phase as text."""
    left = np.arcsinh(frame["time_left_days"].to_numpy(dtype=np.float64) / TIME_SCALE_DAYS) / WIDTH
    gap = frame["gap_days"] if "gap_days" in frame.columns else pd.Series(np.nan, index=frame.index)
    scaled = np.log(np.maximum(gap.to_numpy(dtype=np.float64), 1.0)) / WIDTH
    phase = frame["phase"].astype(object).fillna("").astype(str) if "phase" in frame.columns else None
    return [left, scaled, np.zeros(len(frame), dtype="U1") if phase is None else phase.to_numpy(dtype=np.str_)]


def _nearness(asked: list[npt.NDArray[np.generic]], known: list[npt.NDArray[np.generic]]) -> Floats:
    """Return the weight of each past row for each state, 0 to 1, shape (states, rows)."""
    left = np.asarray(asked[0], dtype=np.float64)[:, None] - np.asarray(known[0], dtype=np.float64)[None]
    gap = np.asarray(asked[1], dtype=np.float64)[:, None] - np.asarray(known[1], dtype=np.float64)[None]
    names = np.unique(known[2])
    phases = np.searchsorted(names, known[2])
    own = np.searchsorted(names, asked[2])
    own = np.where(names[np.minimum(own, len(names) - 1)] == asked[2], own, -1)
    weight = np.exp(-0.5 * np.nan_to_num(left, nan=2.0) ** 2)
    weight *= np.where(own[:, None] == phases[None], 1.0, OTHER_PHASE)
    weight *= OTHER_GAP + (1 - OTHER_GAP) * np.exp(-0.5 * np.nan_to_num(gap, nan=2.0) ** 2)
    return np.asarray(weight)


def _shrunk(weight: Floats) -> Floats:
    """Return the weights as shares of one, drawn towards equal shares where they rest on few rows.

    m is Kish's effective number of rows, bounded by the sum of the weights: far rows alone are not many.
    """
    total = weight.sum(axis=1, keepdims=True)
    effective = total**2 / np.maximum((weight**2).sum(axis=1, keepdims=True), 1e-300)
    local = np.minimum(effective, total)
    trust = local / (local + STRENGTH)
    return np.asarray(trust * weight / np.maximum(total, 1e-300) + (1 - trust) / weight.shape[1])


def _atoms(moved: Floats, share: Floats) -> Floats:
    """Return the moves at the middles of ``ATOMS`` equal shares; ``moved`` ascending (rows,), shares (states, rows)."""
    reached = np.cumsum(share, axis=1)
    reached /= reached[:, -1:]
    middles = (np.arange(ATOMS) + 0.5) / ATOMS
    # Searching all states at once: each occupies its own unit interval.
    lifted = reached + np.arange(len(share))[:, None]
    sought = middles[None] + np.arange(len(share))[:, None]
    place = np.searchsorted(lifted.ravel(), sought.ravel()).reshape(sought.shape)
    return np.asarray(moved[np.clip(place - np.arange(len(share))[:, None] * len(moved), 0, len(moved) - 1)])


def _unseen(kind: int) -> Floats:
    """Return the moves of a class in which no past pair fell: none, or just beyond its lower edge up to its upper."""
    if kind == 0:
        return np.zeros(ATOMS)
    low = EDGES_DAYS[kind - 1]
    high = EDGES_DAYS[kind] if kind < len(EDGES_DAYS) else 2 * low
    return low + (high - low) * (np.arange(ATOMS) + 0.5) / ATOMS
