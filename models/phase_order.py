"""The usual order of a portfolio's phases, read off how its projects went through them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from models.history import project_codes

SEEN: Final = 3
"""Changes from a phase to the next one that make it usual; fewer may be a slip of the pen."""


def next_phases(frame: pd.DataFrame) -> Mapping[str, str]:
    """Return, per phase, the one that projects usually enter next; a last phase is absent.

    The next phase is the one most often entered from it, where that happened at least ``SEEN`` times and more often
    than the way back (of equally many the first by name).

    Parameters
    ----------
    frame : DataFrame
        Fresh reports as `history.evidence` or `slip_features.features` return them, up to the date asked.
    """
    codes, phase = project_codes(frame), frame["phase"].astype(object).to_numpy()
    changed = (codes[1:] == codes[:-1]) & (phase[1:] != phase[:-1]) & (phase[1:] != "") & (phase[:-1] != "")
    steps = pd.DataFrame({"before": phase[:-1][changed], "after": phase[1:][changed]}, dtype=object)
    counts = steps.value_counts().sort_index()
    found: dict[str, str] = {}
    most: dict[str, int] = {}
    for (before, after), n in counts.items():
        back = int(counts.get((after, before), 0))
        if n >= SEEN and n > back and n > most.get(before, 0):
            found[str(before)], most[str(before)] = str(after), int(n)
    return found
