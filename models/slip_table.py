"""Slip risk from a table: how often states in the same phase, with the same time left, have moved, shrunk.

Counts of pairs and of slips are kept per phase and band of time left. A rate is shrunk in two steps, each an empirical
Bayes estimate with a beta prior (Efron and Morris 1975; beta-binomial form): the margins of phase and of time left
towards the base rate, then each cell towards what its two margins imply together (their log-odds added). The strength
of each prior, in pairs, is the one on a fixed grid under which the counts themselves are likeliest; so it is chosen
inside the training data, and no outcome of the states to be predicted takes part. Without phases the table has one row.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import pandas as pd

from models.slip_shrinkage import likeliest_strength, posterior_interval, shrunk

EDGES_DAYS: Final = (0, 91, 183, 365, 730, 1095, 1461)
"""Upper ends of the bands of time left: overdue, a quarter, half a year, one to four years; the last band is open."""

LEVEL: Final = 0.90


@dataclass(frozen=True)
class SlipTable:
    """A fitted table; everything it predicts follows from its counts.

    Parameters
    ----------
    phases : tuple of str
        One per row of the table; "" where no phase is given.
    edges_days : tuple of int
        Upper ends (inclusive) of the bands of time left in days; the last band has none.
    n, moved : tuple of tuples of int
        Training pairs, and those that slipped, per phase (rows) and band (columns).
    """

    phases: tuple[str, ...]
    edges_days: tuple[int, ...]
    n: tuple[tuple[int, ...], ...]
    moved: tuple[tuple[int, ...], ...]

    @property
    def base_rate(self) -> float:
        """The share of training pairs that slipped, kept off 0 and 1 by half a pair each way."""
        return float((np.sum(self.moved) + 0.5) / (np.sum(self.n) + 1))

    def predict(self, states: pd.DataFrame) -> pd.DataFrame:
        """Return, per state, the chance of a slip and what it rests on.

        Parameters
        ----------
        states : DataFrame
            ``time_left_days`` and, unless the table has no phases, ``phase``. A phase never seen in training is
            predicted from the time left alone. A state without time left has no prediction.

        Returns
        -------
        DataFrame
            Same index: ``probability``, ``low`` and ``high`` (90 % interval for the rate, given the counts; pairs of
            one project are taken as independent, so it is narrow rather than wide), ``phase``,
            ``time_left_from_days`` (exclusive) and ``time_left_to_days`` (inclusive; infinite at the open ends),
            ``n`` and ``moved`` of the cell.
        """
        left = states["time_left_days"].to_numpy(dtype=float)
        band = np.searchsorted(np.asarray(self.edges_days), left, side="left")
        phase = phase_column(states)
        row = pd.Index(self.phases).get_indexer(pd.Index(phase.cat.categories))[phase.cat.codes.to_numpy()]
        cells = {name: values[row, band] for name, values in self._cells.items()}
        bounds = np.concatenate([[-np.inf], np.asarray(self.edges_days, dtype=float), [np.inf]])
        frame = pd.DataFrame({**cells, "phase": phase.to_numpy()}, index=states.index)
        frame["time_left_from_days"], frame["time_left_to_days"] = bounds[band], bounds[band + 1]
        frame.loc[np.isnan(left), ["probability", "low", "high", "time_left_from_days", "time_left_to_days"]] = np.nan
        frame.loc[np.isnan(left), ["n", "moved"]] = 0
        return frame

    def as_dict(self) -> dict[str, Any]:
        """Return the table as plain values that JSON can hold."""
        return {
            "phases": list(self.phases),
            "edges_days": list(self.edges_days),
            "n": [list(row) for row in self.n],
            "moved": [list(row) for row in self.moved],
        }

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> SlipTable:
        """Return the table that `as_dict` described."""
        return cls(
            phases=tuple(values["phases"]),
            edges_days=tuple(values["edges_days"]),
            n=tuple(tuple(row) for row in values["n"]),
            moved=tuple(tuple(row) for row in values["moved"]),
        )

    @cached_property
    def _cells(self) -> dict[str, np.ndarray]:
        """Arrays of shape (phases + 1, bands); the last row stands for a phase not seen in training."""
        unseen = np.zeros((1, len(self.edges_days) + 1), dtype=np.int64)
        n = np.vstack([np.asarray(self.n, dtype=np.int64).reshape(-1, unseen.shape[1]), unseen])
        moved = np.vstack([np.asarray(self.moved, dtype=np.int64).reshape(-1, unseen.shape[1]), unseen])
        prior = _prior(n, moved, self.base_rate)
        strength = likeliest_strength(moved, n, prior)
        rate = shrunk(moved, n, prior, strength)
        low, high = posterior_interval(moved, n, prior, strength, LEVEL)
        return {"probability": rate, "low": low, "high": high, "n": n, "moved": moved}


def fit(pairs: pd.DataFrame, edges_days: tuple[int, ...] = EDGES_DAYS) -> SlipTable:
    """Return the table of a set of pairs.

    Parameters
    ----------
    pairs : DataFrame
        ``time_left_days``, ``slipped`` (bool) and, where known, ``phase``.

    Raises
    ------
    ValueError
        If there is no pair.
    """
    if pairs.empty:
        raise ValueError("A slip table needs at least one pair.")
    band = np.searchsorted(np.asarray(edges_days), pairs["time_left_days"].to_numpy(dtype=float), side="left")
    phase = phase_column(pairs)
    shape = (len(phase.cat.categories), len(edges_days) + 1)
    cell = phase.cat.codes.to_numpy().astype(np.int64) * shape[1] + band
    n = np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape)
    moved = np.bincount(cell[pairs["slipped"].to_numpy(dtype=bool)], minlength=shape[0] * shape[1]).reshape(shape)
    names = [str(name) for name in phase.cat.categories]
    seen = sorted(np.flatnonzero(n.sum(axis=1)).tolist(), key=names.__getitem__)
    return SlipTable(
        phases=tuple(names[row] for row in seen),
        edges_days=tuple(edges_days),
        n=tuple(tuple(int(value) for value in n[row]) for row in seen),
        moved=tuple(tuple(int(value) for value in moved[row]) for row in seen),
    )


def phase_column(frame: pd.DataFrame) -> pd.Series:
    """Return the phase of each row as a category, "" where it is missing or the frame has no phases."""
    if "phase" not in frame.columns:
        return pd.Series(pd.Categorical([""] * len(frame), categories=[""]), index=frame.index)
    phase = frame["phase"].astype("category")
    if "" not in phase.cat.categories:
        phase = phase.cat.add_categories([""])
    return phase.fillna("")


def _prior(n: np.ndarray, moved: np.ndarray, base_rate: float) -> np.ndarray:
    """Return the rate that phase and time left imply together, per cell: their log-odds against the base rate added."""
    log_odds = _log_odds(np.asarray(base_rate))
    margins = [_margin(n.sum(axis=axis), moved.sum(axis=axis), base_rate) for axis in (1, 0)]
    by_phase, by_time = (_log_odds(margin) - log_odds for margin in margins)
    joined = by_phase[:, None] + by_time[None, :] + log_odds
    return np.asarray(np.clip(1 / (1 + np.exp(-joined)), 1e-6, 1 - 1e-6))


def _margin(n: np.ndarray, moved: np.ndarray, base_rate: float) -> np.ndarray:
    prior = np.full(n.shape, base_rate)
    return shrunk(moved, n, prior, likeliest_strength(moved, n, prior))


def _log_odds(rate: np.ndarray) -> np.ndarray:
    return np.asarray(np.log(rate) - np.log1p(-rate))
