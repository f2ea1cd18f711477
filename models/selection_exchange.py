"""A better selection by exchanges: a few items put in or taken out together, as long as the value rises."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from models.selection_links import Links
from models.selection_reduction import Reduced

# How many of the nearest items are tried together, by number of items that change at once.
NEAREST = {1: 400, 2: 160, 3: 50, 4: 24}
_MOST_TRIED = 100


def improved(
    reduced: Reduced, taken: NDArray[np.bool_], lean: NDArray[np.float64], enough: float = np.inf, rounds: int = 40
) -> NDArray[np.bool_]:
    """Open items taken, shape (m,), that obey everything and are worth no less than those given.

    Parameters
    ----------
    reduced : Reduced
    taken : array of bool, shape (m,)
        Obeys every limit, least and rule.
    lean : array of float, shape (m,)
        Of the relaxation: items decided against it, and then those near zero, are tried first.
    enough : float
        Stop at this value.
    rounds : int
        Most exchanges made.
    """
    links, one_of = Links(reduced), _one_of(reduced)
    least_rise = 1e-10 * float(np.abs(reduced.value).max(initial=0))
    found = taken.copy()
    for _ in range(rounds):
        if float(reduced.value[found].sum()) >= enough:
            break
        changed = _best_exchange(_moves(reduced, links, one_of, lean, found), links, found, least_rise)
        if changed is None:
            break
        found[changed] ^= True
    return found


@dataclass(frozen=True, eq=False)
class _Moves:
    """Changes that keep what rules and groups say of single items: one item each, or one with its partner.

    Attributes
    ----------
    items : array of int, shape (k, 2)
        The item and its partner; the item twice where it needs none.
    rise : array of float, shape (k,)
        Value added.
    change : array of int64, shape (r, k)
        What is taken of each row that any move touches.
    left : array of int64, shape (r,)
        What there is left of those rows.
    """

    items: NDArray[np.int64]
    rise: NDArray[np.float64]
    change: NDArray[np.int64]
    left: NDArray[np.int64]


def _moves(
    reduced: Reduced, links: Links, one_of: NDArray[np.int64], lean: NDArray[np.float64], taken: NDArray[np.bool_]
) -> _Moves:
    """The moves that lose least by the relaxation, nearest first; those against it come before all."""
    item = np.arange(len(taken))
    partner = _partners(links, one_of, taken)
    alone = partner == item
    sign = np.where(taken, -1, 1)
    lost = -sign * lean
    order = np.argsort(lost + np.where(alone, 0.0, lost[partner]), kind="stable")[: max(NEAREST.values())]
    near, with_it, alone = item[order], partner[order], alone[order]
    left = np.concatenate([reduced.room, -reduced.need])
    changes = []
    for amounts in (reduced.cost, -reduced.least):
        other = np.where(alone, 0, sign[with_it] * amounts[:, with_it])
        changes.append(sign[near] * amounts[:, near] + other)
    left -= np.concatenate([reduced.cost[:, taken].sum(axis=1), -reduced.least[:, taken].sum(axis=1)])
    change = np.vstack(changes)
    touched = (change > 0).any(axis=1)
    worth = sign * reduced.value
    rise = worth[near] + np.where(alone, 0.0, worth[with_it])
    return _Moves(np.stack([near, with_it], axis=1), rise, change[touched], left[touched])


def _partners(links: Links, one_of: NDArray[np.int64], taken: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The item that has to change along with each item, shape (m,); the item itself where none has to."""
    partner = np.arange(len(taken))
    grouped = one_of >= 0
    holder = np.full(int(one_of.max(initial=-1)) + 1, -1)
    holder[one_of[grouped & taken]] = np.flatnonzero(grouped & taken)
    swapped = np.flatnonzero(grouped & ~taken)
    swapped = swapped[holder[one_of[swapped]] >= 0]
    partner[swapped] = holder[one_of[swapped]]
    for item in links.named:
        if taken[item]:
            against = [other for other in links.required_by.get(item, ()) if taken[other]]
        else:
            against = [other for other in links.requires.get(item, ()) if not taken[other]]
            against += [other for other in links.excludes.get(item, ()) if taken[other]]
        if len(against) == 1 and partner[item] == item:
            partner[item] = against[0]
    return partner


def _best_exchange(moves: _Moves, links: Links, taken: NDArray[np.bool_], least_rise: float) -> list[int] | None:
    """Items whose change adds most value, of the smallest number of moves at once that adds any."""
    for size, nearest in NEAREST.items():
        tried = _together(min(len(moves.rise), nearest), size)
        if not len(tried):
            continue
        rise = moves.rise[tried].sum(axis=1)
        hopeful = np.flatnonzero(rise > least_rise)
        for row, room in zip(moves.change, moves.left, strict=True):
            hopeful = hopeful[row[tried[hopeful]].sum(axis=1) <= room]
        for number in hopeful[np.argsort(-rise[hopeful], kind="stable")][:_MOST_TRIED].tolist():
            changed = moves.items[tried[number]]
            items = sorted({*changed.ravel().tolist()})
            if len(items) < sum(len({a, b}) for a, b in changed.tolist()):
                continue
            taken[items] ^= True
            allowed = links.allow(taken, items)
            taken[items] ^= True
            if allowed:
                return items
    return None


def _one_of(reduced: Reduced) -> NDArray[np.int64]:
    """The first limit that lets only one of its items in, for each item, shape (m,); -1 where there is none."""
    found = np.full(len(reduced.members), -1)
    for number in np.flatnonzero((reduced.room == 1) & (reduced.cost.max(axis=1, initial=0) == 1))[::-1]:
        found[reduced.cost[number] == 1] = number
    return found


@lru_cache(maxsize=64)
def _together(items: int, size: int) -> NDArray[np.int64]:
    """Every set of so many of the items, one per row."""
    if size == 1:
        return np.arange(items)[:, None]
    before = _together(items, size - 1)
    more = items - 1 - before[:, -1]
    first = np.repeat(before, more, axis=0)
    starts = np.repeat(np.cumsum(more) - more, more)
    return np.hstack([first, (first[:, -1] + 1 + np.arange(len(first)) - starts)[:, None]])
