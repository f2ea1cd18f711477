"""The best selection under several limits by branch and cut (CBC), checked in whole numbers afterwards."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array

from models.selection_cbc import Effort, Found, Programme, best_above
from models.selection_checks import Answer, Cut, broken, obeys, worth
from models.selection_reduction import Reduced

_SCALE = 1e4


def solve(reduced: Reduced, floor: float, effort: Effort) -> Answer:
    """The best selection of the open items worth more than `floor`, and the bound that proves how good it is.

    The solver works with rounded numbers, so what it returns is checked in whole numbers; where a limit is broken
    by a hair, the items that break it together are barred and the search goes on.

    Parameters
    ----------
    reduced : Reduced
    floor : float
        Minus infinity asks for the best of all.
    effort : Effort
        Its slack in units of value. Work is limited anew after each cut.

    Returns
    -------
    Answer
        `taken` None and `proven`: no selection is worth more than the floor.
    """
    if not len(reduced.members):
        return Answer(np.zeros(0, dtype=np.bool_) if floor < 0 else None, max(floor, 0.0), True)
    deadline = time.monotonic() + effort.seconds
    scale = _SCALE / max(float(np.abs(reduced.value).max(initial=0.0)), 1e-300)
    most = float(np.maximum(reduced.value, 0).sum())
    cuts: list[Cut] = []
    while True:
        left = replace(effort, seconds=deadline - time.monotonic(), slack=effort.slack * scale)
        found = best_above(_programme(reduced, cuts, scale), floor * scale, left)
        most = min(most, found.bound / scale)
        cut = None if found.taken is None else broken(reduced, found.taken)
        if cut is None:
            return _answer(reduced, found, floor, most, effort)
        if time.monotonic() >= deadline:
            return Answer(None, max(most, floor), False)
        cuts.append(cut)


def _answer(reduced: Reduced, found: Found, floor: float, most: float, effort: Effort) -> Answer:
    """What was found, if it obeys all that was asked and lies above the floor, not just within a rounding of it.

    Where the solver stops at the slack, or at any answer, its own bound can be the value itself; it is not believed.
    """
    whole = found.finished and not effort.any_will_do and effort.slack == 0.0
    if found.taken is None:
        return Answer(None, max(most, floor), found.finished)
    value = worth(reduced, found.taken)
    if value <= floor or not obeys(reduced, found.taken):
        return Answer(None, floor if whole and value <= floor else max(most, floor), whole and value <= floor)
    if effort.any_will_do:
        return Answer(found.taken, np.inf, False)
    return Answer(found.taken, value if whole else max(most, value + effort.slack), whole)


def _programme(reduced: Reduced, cuts: Sequence[Cut], scale: float) -> Programme:
    """The linear programme, limits divided so that coefficients stay small."""
    items, entries, lower, upper = [], [], [], []
    for amounts, end, sign in _limits(reduced):
        used = np.flatnonzero(amounts)
        divisor, bound = _common_divisor(amounts[used], end)
        items.append(used)
        entries.append(amounts[used] / divisor)
        lower.append(-bound if sign < 0 else -np.inf)
        upper.append(np.inf if sign < 0 else bound)
    pairs = [(pair, (1.0, -1.0), 0.0) for pair in reduced.requires]
    pairs += [(pair, (1.0, 1.0), 1.0) for pair in reduced.excludes]
    for pair, signs, most in pairs:
        items.append(np.array(pair))
        entries.append(np.array(signs))
        lower.append(-np.inf)
        upper.append(most)
    for cut in cuts:
        items.append(cut.items)
        entries.append(np.ones(len(cut.items)))
        lower.append(cut.at_least)
        upper.append(cut.at_most)
    return Programme(
        reduced.value * scale, _matrix(items, entries, len(reduced.members)), np.array(lower), np.array(upper)
    )


def _limits(reduced: Reduced) -> list[tuple[NDArray[np.int64], int, int]]:
    """Amounts, end and sign of each limit (1) and least (-1, its end turned round)."""
    limits = [(cost, int(room), 1) for cost, room in zip(reduced.cost, reduced.room, strict=True)]
    return limits + [(amounts, -int(need), -1) for amounts, need in zip(reduced.least, reduced.need, strict=True)]


def _matrix(items: list[NDArray[np.int64]], entries: list[NDArray[np.float64]], columns: int) -> csc_array:
    if not items:
        return csc_array((0, columns))
    rows = np.repeat(np.arange(len(items)), [len(one) for one in items])
    place = (rows, np.concatenate(items))
    return csc_array((np.concatenate(entries), place), shape=(len(items), columns))


def _common_divisor(amounts: NDArray[np.int64], end: int) -> tuple[float, float]:
    """What to divide a limit by, and its end divided: exact where a common divisor makes the numbers small."""
    common = int(np.gcd.reduce(amounts)) if len(amounts) else 1
    largest = int(amounts.max()) // common if len(amounts) else 1
    if largest <= 1_000_000:
        return float(common), float(end // common)
    return float(common) * largest / _SCALE, end / (float(common) * largest / _SCALE)
