"""A good selection at once: the relaxation rounded, filled up and improved by exchanges.

Source: rounding of the linear programme and exchange for knapsacks with several limits (Freville, 2004, The
multidimensional 0-1 knapsack problem: an overview, European Journal of Operational Research 155(1)).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models import selection_greedy
from models.selection_checks import obeys
from models.selection_exchange import improved
from models.selection_links import Links
from models.selection_reduction import Reduced
from models.selection_relaxation import Relaxed

_WHOLE = 1 - 1e-6


def start(reduced: Reduced, relaxed: Relaxed, enough: float = np.inf) -> NDArray[np.bool_] | None:
    """Open items taken, shape (m,), that obey every limit and rule; None where none was found this quickly.

    `enough` is the value at which exchanges stop.
    """
    whole = relaxed.share >= _WHOLE
    lean = relaxed.lean
    found = None
    for wanted in (lean, lean - reduced.value):
        taken = filled(reduced, whole, lean, wanted)
        if obeys(reduced, taken):
            found = taken
            break
    if found is None:
        found = selection_greedy.choose(reduced, lean)
    if found is None:
        found = selection_greedy.choose(reduced)
    return None if found is None else improved(reduced, found, lean, enough)


def filled(
    reduced: Reduced, taken: NDArray[np.bool_], order: NDArray[np.float64], wanted: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Open items taken and more of them while they fit, highest `order` first.

    What a group still lacks comes before all else, highest `wanted` first. The least of a group may stay unmet.
    """
    links = Links(reduced)
    found = taken.copy()
    room = reduced.room - reduced.cost[:, found].sum(axis=1)
    need = reduced.need - reduced.least[:, found].sum(axis=1)
    against = links.hindered(found)
    fits = ~found & (reduced.cost <= room[:, None]).all(axis=0)
    while True:
        open_items = np.flatnonzero(fits & (against == 0))
        asked = open_items[(reduced.least[need > 0][:, open_items] > 0).any(axis=0)]
        useful = open_items[reduced.value[open_items] > 0]
        if not len(asked) and not len(useful):
            return found
        item = int(asked[np.argmax(wanted[asked])] if len(asked) else useful[np.argmax(order[useful])])
        found[item] = True
        room = room - reduced.cost[:, item]
        need = need - reduced.least[:, item]
        for other in links.required_by.get(item, ()):
            against[other] -= 1
        for other in links.excludes.get(item, ()):
            against[other] += 1
        fits &= (reduced.cost <= room[:, None]).all(axis=0)
        fits[item] = False
