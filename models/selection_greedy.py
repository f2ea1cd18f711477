"""A good selection at once, without proof: best value for the limits it takes, then exchanges."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models.selection_links import Links
from models.selection_reduction import Reduced


def choose(reduced: Reduced, efficiency: NDArray[np.float64] | None = None) -> NDArray[np.bool_] | None:
    """Open items taken, shape (m,), that obey every limit and rule; None where the least of a group was not reached.

    Parameters
    ----------
    reduced : Reduced
    efficiency : array of float, shape (m,), optional
        Order of trial, highest first; value over the share of the limits taken when not given.
    """
    m = len(reduced.members)
    order = np.argsort(-(default_efficiency(reduced) if efficiency is None else efficiency), kind="stable")
    links = Links(reduced)
    needs, bars = links.everything_required(), links.excludes
    taken = np.zeros(m, dtype=bool)
    room = reduced.room.copy()
    need = reduced.need.copy()
    for asked in (True, False):
        for item in order:
            if taken[item] or (asked and not np.any((need > 0) & (reduced.least[:, item] > 0))):
                continue
            wanted = [i for i in needs.get(int(item), [int(item)]) if not taken[i]]
            worthless = not asked and float(reduced.value[wanted].sum()) <= 0
            if worthless or _clashes(wanted, taken, bars):
                continue
            cost = reduced.cost[:, wanted].sum(axis=1)
            if np.all(cost <= room):
                taken[wanted] = True
                room -= cost
                need -= reduced.least[:, wanted].sum(axis=1)
    return taken if np.all(need <= 0) else None


def default_efficiency(reduced: Reduced) -> NDArray[np.float64]:
    """Value of each open item for the share of the limits that it takes, shape (m,)."""
    share = (reduced.cost / np.maximum(reduced.room, 1)[:, None]).sum(axis=0)
    return np.asarray(reduced.value / np.maximum(share, 1e-12), dtype=np.float64)


def _clashes(wanted: list[int], taken: NDArray[np.bool_], bars: dict[int, list[int]]) -> bool:
    return any(taken[other] or other in wanted for item in wanted for other in bars.get(item, []))
