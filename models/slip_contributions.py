"""Why a state has its chance: what each group of inputs adds to the average chance, in shares of one.

Shapley values of the game whose players are the groups of inputs (Štrumbelj and Kononenko 2014): a group's contribution
is the change in the prediction when its values move from those of a background row to those of the state, averaged
over the orders in which the groups may move and over a fixed background. Each background row is met by orders and by
their reverses (antithetic; Mitchell et al. 2022), and every row by equally many, so that base and contributions sum to
the prediction exactly and not only on average. The orders depend on the seed alone: a state is explained alike
whichever states are explained with it. It knows the method only by its predictions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.types import union_categoricals

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Predict = Callable[[pd.DataFrame], pd.DataFrame]

BACKGROUND_ROWS: Final = 32
SEED: Final = 20190901
ROWS_AT_ONCE: Final = 400_000
MOST_GROUPS: Final = 40


@dataclass(frozen=True)
class Contributions:
    """What the groups of inputs add to the chance of each state.

    Attributes
    ----------
    base
        The mean prediction over the background, the same for all states.
    prediction
        The prediction of each state, on the index of the states; NaN where it has none.
    added
        One row per state and one column per group, shares of one; ``base + added.sum(axis=1)`` is the prediction.
    error
        The standard error of ``added`` by the orders drawn, from how far an order and its reverse lie apart: rather too
        large than too small, since the two err to opposite sides.
    """

    base: float
    prediction: pd.Series
    added: pd.DataFrame
    error: pd.DataFrame


def contributions(
    predict: Predict,
    background: pd.DataFrame,
    states: pd.DataFrame,
    groups: Mapping[str, Sequence[str]],
    rounds: int = 1,
    seed: int = SEED,
) -> Contributions:
    """Return what each group of inputs adds to the chance of each state.

    Parameters
    ----------
    predict : callable
        States in, a frame with ``probability`` out, on their index; it sees the columns of the groups and no others.
    background, states : DataFrame
        Rows with those columns; the background as `background_rows` picks it. A state whose own prediction is missing
        has no contributions (NaN).
    groups : mapping of str to sequence of str
        The columns of each group; none in two groups.
    rounds : int
        Orders drawn per background row, each with its reverse.
    seed : int
        Of the orders.

    Raises
    ------
    ValueError
        If a column is missing or in two groups, or a background row has no prediction.
    """
    names, columns = list(groups), _checked(groups, background, states)
    ahead = np.asarray(predict(background[columns])["probability"], dtype=np.float64)
    if not len(ahead) or np.isnan(ahead).any():
        raise ValueError("Every row of the background needs a prediction.")
    orders = _orders(len(ahead), len(names), rounds, seed)
    per_state = max(orders.shape[0] * orders.shape[1] * len(names), 1)
    at_once = max(ROWS_AT_ONCE // per_state, 1)
    game = _Game(predict, background[columns], [list(groups[name]) for name in names], orders)
    parts = [game.play(states[columns].iloc[at : at + at_once]) for at in range(0, len(states), at_once)]
    nothing = np.zeros((0, len(names)))
    added, error = (np.concatenate([part[place] for part in parts] or [nothing]) for place in (0, 1))
    said = np.concatenate([part[2] for part in parts] or [np.zeros(0)])
    index = states.index
    return Contributions(
        base=float(ahead.mean()),
        prediction=pd.Series(said, index=index, name="probability"),
        added=pd.DataFrame(added, index=index, columns=names),
        error=pd.DataFrame(error, index=index, columns=names),
    )


def background_rows(predict: Predict, pairs: pd.DataFrame, rows: int = BACKGROUND_ROWS) -> pd.DataFrame:
    """Return the training rows that stand for all: evenly spaced in the order of their predictions.

    Their mean prediction lies close to that of all pairs, which a random draw of so few would miss by points. Pairs
    without a prediction are left out; of equal predictions the order of the pairs decides.
    """
    said = predict(pairs)["probability"].to_numpy(dtype=np.float64)
    order = np.argsort(said, kind="stable")[: int(np.isfinite(said).sum())]
    if len(order) <= rows:
        return pairs.iloc[np.sort(order)]
    middles = ((np.arange(rows) + 0.5) * len(order) / rows).astype(np.int64)
    return pairs.iloc[order[middles]]


def importance(explained: Contributions) -> pd.Series:
    """Return how much the method uses each group: the mean size of what it adds, as a share of the sum over groups.

    All alike where no group adds anything.
    """
    size = explained.added.abs().mean().fillna(0.0)
    total = float(size.sum())
    return size / total if total > 0 else pd.Series(1 / max(len(size), 1), index=size.index)


def _checked(groups: Mapping[str, Sequence[str]], *frames: pd.DataFrame) -> list[str]:
    columns = [column for members in groups.values() for column in members]
    if len(set(columns)) < len(columns) or not columns:
        raise ValueError("Every input belongs to one group, and there is at least one.")
    if len(groups) > MOST_GROUPS:
        raise ValueError(f"At most {MOST_GROUPS} groups.")
    absent = sorted({column for frame in frames for column in columns if column not in frame.columns})
    if absent:
        raise ValueError(f"The rows lack {', '.join(absent)}.")
    return columns


def _orders(rows: int, groups: int, rounds: int, seed: int) -> Integers:
    """Return the place of each group in each order; shape (rows, 2 x rounds, groups), every other one reversed."""
    random = np.random.default_rng(seed)
    drawn = random.permuted(np.tile(np.arange(groups, dtype=np.int64), (rows, rounds, 1)), axis=2)
    return np.stack([drawn, groups - 1 - drawn], axis=2).reshape(rows, 2 * rounds, groups)


class _Game:
    """The predictions of rows that take some groups from a state and the rest from a background row."""

    def __init__(self, predict: Predict, background: pd.DataFrame, members: list[list[str]], orders: Integers) -> None:
        self._predict, self._background, self._members, self._orders = predict, background, members, orders
        steps = np.arange(len(members) + 1)
        taken = orders[:, :, None, :] < steps[None, None, :, None]
        self._masks = (taken * (1 << np.arange(len(members), dtype=np.int64))).sum(axis=3)

    def play(self, states: pd.DataFrame) -> tuple[Floats, Floats, Floats]:
        """Return contributions and their standard errors, (states, groups), and the predictions, (states,)."""
        values = self._values(states)
        gains = np.diff(values, axis=3)
        orders = np.broadcast_to(self._orders, (len(states), *self._orders.shape))
        drawn = np.take_along_axis(gains, orders, axis=3)
        pairs = drawn.shape[1] * drawn.shape[2] // 2
        apart = (drawn[:, :, 0::2] - drawn[:, :, 1::2]) / 2
        return drawn.mean(axis=(1, 2)), np.sqrt((apart**2).sum(axis=(1, 2))) / pairs, values[:, 0, 0, -1]

    def _values(self, states: pd.DataFrame) -> Floats:
        """Return the prediction after each step of each order; shape (states, rows, orders, groups + 1).

        A group whose values agree in state and background row is the same in either, so rows that differ only in
        such groups are predicted once.
        """
        rows, shape = len(self._background), (len(states), *self._masks.shape)
        pool = _pooled(states, self._background)
        differing = self._differing(pool, len(states))
        masks = self._masks[None] & differing[:, :, None, None]
        place = np.arange(len(states), dtype=np.int64)[:, None, None, None]
        row = np.arange(rows, dtype=np.int64)[None, :, None, None]
        whole = masks == differing[:, :, None, None]
        # The state itself is one row whichever the background row, and the background row whichever the state.
        key = np.where(whole, place * rows, np.where(masks == 0, row, place * rows + row))
        kind = np.where(whole, 0, np.where(masks == 0, 1, 2))
        sought = ((key * 3 + kind) << len(self._members)) + np.where(kind == 2, masks, 0)
        wanted, found = np.unique(sought.ravel(), return_inverse=True)
        mask, rest = wanted & ((1 << len(self._members)) - 1), wanted >> len(self._members)
        kind, key = rest % 3, rest // 3
        mask = np.where(kind == 0, (1 << len(self._members)) - 1, mask)
        mixed = self._mixed(pool, key // rows, len(states) + key % rows, mask)
        said = np.asarray(self._predict(mixed)["probability"], dtype=np.float64)
        return np.asarray(said[found].reshape(shape))

    def _differing(self, pool: pd.DataFrame, states: int) -> Integers:
        """Return the groups in which each state and background row differ, as bits; shape (states, rows)."""
        bits = np.zeros((states, len(self._background)), dtype=np.int64)
        for at, members in enumerate(self._members):
            if not members:
                continue
            codes = pool.groupby(members, dropna=False, sort=False, observed=True).ngroup().to_numpy()
            bits |= (codes[:states, None] != codes[None, states:]).astype(np.int64) << at
        return bits

    def _mixed(self, pool: pd.DataFrame, state: Integers, row: Integers, mask: Integers) -> pd.DataFrame:
        taken = {}
        for at, members in enumerate(self._members):
            source = np.where((mask >> at) & 1 == 1, state, row)
            taken.update({column: pool[column].array.take(source) for column in members})
        return pd.DataFrame(taken, copy=False)


def _pooled(states: pd.DataFrame, background: pd.DataFrame) -> pd.DataFrame:
    """Return the states over the background rows; categories keep being categories."""
    pool = {}
    for column in states.columns:
        above, below = states[column], background[column]
        if isinstance(above.dtype, pd.CategoricalDtype) and isinstance(below.dtype, pd.CategoricalDtype):
            pool[column] = pd.Series(union_categoricals([below, above]).take(_turned(len(below), len(above))))
        else:
            pool[column] = pd.concat([above, below], ignore_index=True)
    return pd.DataFrame(pool)


def _turned(below: int, above: int) -> Integers:
    """Return the places that put the second part first; the background's categories so come first."""
    return np.concatenate([np.arange(below, below + above), np.arange(below)]).astype(np.int64)
