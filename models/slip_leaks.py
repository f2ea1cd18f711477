"""Whether a record of slip predictions is too good to be true, and which input by itself tells the outcomes best.

A column that is filled in once the outcome is known varies from date to date like any other, so no rule on its values
finds it; the record does. Nobody foresees nine slips in ten: on real portfolios honest methods reach an AUC of .75 to
.87 (by the next report .81, within twelve months .85 on the capital projects of New York City).

What an input tells alone is an AUC as well: of a number by its order or by the share of slips on each stretch of it, of
a word by the share of slips that it stands for. Shares are learnt on other projects than those they are tried on, so
that a level which only one project ever had says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.history import project_codes
from models.record import auc
from models.slip_inputs import BY_NAME, NAMES

HONEST: Final = (0.75, 0.87)
SUSPECT: Final = 0.90
BEYOND_BELIEF: Final = 0.95
FEWEST_EACH: Final = 30
"""Slips and non-slips below which a high AUC can be luck."""
NINE_IN_TEN: Final = 1.645
FOLDS: Final = 5
STRETCHES: Final = 20
DRAWN_TO_BASE: Final = 5.0
AS_GOOD: Final = 0.005

COLUMN_OF: Final[Mapping[str, str]] = {
    "phase": "phase",
    "time_in_phase_days": "phase",
    "phase_slip_rate": "phase",
    "category": "category",
    "category_slip_rate": "category",
    "department": "department",
    "department_slip_rate": "department",
    "percent_complete": "percent_complete",
    "progress_over_elapsed": "percent_complete",
    "spi_t": "earned_value",
    "rag_overall": "rag_overall",
    "rag_overall_change": "rag_overall",
    "rag_schedule": "rag_schedule",
    "rebaselines": "baseline_version",
    "late_days": "approved_baseline_finish",
    "planned_duration_days": "start_date",
    "age_days": "start_date",
    "elapsed_share": "start_date",
}
"""The column of the projects register that an input stands or falls with, beside the forecast finish that all need."""

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Telling:
    """An input, the column behind it ("" for the forecasts and other registers), and its AUC by itself."""

    name: str
    column: str
    auc: float


def is_too_good(scored: Mapping[str, Any], interval: tuple[float, float] | None = None) -> bool:
    """Return whether a record ranks better than anybody honestly does.

    Parameters
    ----------
    scored : mapping
        ``n``, ``base_rate`` and ``auc`` of the method over its whole record.
    interval : (low, high), optional
        In which the AUC lies nine times in ten; without it that of Hanley and McNeil (1982) is taken.

    Notes
    -----
    The AUC is above .90 and its interval above .87, over at least 30 outcomes of either kind.
    """
    ranked, n, rate = scored.get("auc"), scored.get("n"), scored.get("base_rate")
    if ranked is None or not n or rate is None or not ranked > SUSPECT:
        return False
    slips = round(n * rate)
    if min(slips, n - slips) < FEWEST_EACH:
        return False
    low = ranked - NINE_IN_TEN * _standard_error(ranked, slips, n - slips) if interval is None else interval[0]
    return bool(low > HONEST[1])


def most_telling(pairs: pd.DataFrame) -> Telling | None:
    """Return the input that by itself tells the outcomes best; None where all outcomes are of one kind.

    Parameters
    ----------
    pairs : DataFrame
        ``project_key``, ``slipped`` and the inputs, as `slip_pairs.pairs_of` gives them.

    Notes
    -----
    Among inputs as good as each other, the one that is a column of the file comes first.
    """
    told = alone(pairs)
    if told.empty:
        return None
    equal = told[told["auc"] >= told["auc"].iloc[0] - AS_GOOD]
    read = [COLUMN_OF.get(name) == name for name in equal["input"]]
    first = equal.iloc[int(np.argmax(read))]
    name = str(first["input"])
    return Telling(name, COLUMN_OF.get(name, ""), float(first["auc"]))


def alone(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the AUC of each input alone (``input, auc``), the best first; no rows where all outcomes are alike."""
    outcome = pairs["slipped"].to_numpy(dtype=float)
    if len(np.unique(outcome)) < len((0, 1)):
        return pd.DataFrame({"input": [], "auc": []})
    fold = project_codes(pairs) % FOLDS
    rows = [(name, _alone(pairs[name], outcome, fold, name)) for name in NAMES if name in pairs.columns]
    made = pd.DataFrame(rows, columns=["input", "auc"])
    return made.sort_values("auc", ascending=False, kind="stable", ignore_index=True)


def _alone(values: pd.Series, outcome: Floats, fold: Integers, name: str) -> float:
    if BY_NAME[name].categorical:
        return _by_level(pd.factorize(values.astype(object))[0], outcome, fold)
    numbers = pd.to_numeric(values).to_numpy(dtype=float)
    return max(_by_order(numbers, outcome), _by_level(_stretches(numbers), outcome, fold))


def _stretches(values: Floats) -> Integers:
    """Return the stretch of its numbers that each value lies on, by twentieths of the rows; -1 for a missing one."""
    known = np.isfinite(values)
    if not known.any():
        return np.full(len(values), -1)
    edges = np.unique(np.quantile(values[known], np.linspace(0, 1, STRETCHES + 1)))
    return np.where(known, np.searchsorted(edges, values), -1)


def _by_order(values: Floats, outcome: Floats) -> float:
    """Return the AUC of values in the better direction; a missing one tells nothing, and ties with all."""
    known = np.isfinite(values)
    shares = [float(known[outcome == kind].mean()) for kind in (0, 1)]
    ranked = auc(outcome[known], values[known])
    return 0.5 if np.isnan(ranked) else 0.5 + shares[0] * shares[1] * abs(ranked - 0.5)


def _by_level(levels: Integers, outcome: Floats, fold: Integers) -> float:
    """Return the AUC of the share of slips of each row's level among the other projects."""
    level = levels + 1
    size = int(level.max()) + 1
    share = np.empty(len(outcome))
    for left_out in range(FOLDS):
        learnt, tried = fold != left_out, fold == left_out
        base = float(outcome[learnt].mean()) if learnt.any() else 0.0
        n = np.bincount(level[learnt], minlength=size)
        slips = np.bincount(level[learnt], weights=outcome[learnt], minlength=size)
        share[tried] = ((slips + DRAWN_TO_BASE * base) / (n + DRAWN_TO_BASE))[level[tried]]
    return auc(outcome, share)


def _standard_error(ranked: float, slips: int, holds: int) -> float:
    """Return the standard error of an AUC (Hanley and McNeil 1982, negative exponential)."""
    one, two = ranked / (2 - ranked), 2 * ranked**2 / (1 + ranked)
    spread = ranked * (1 - ranked) + (slips - 1) * (one - ranked**2) + (holds - 1) * (two - ranked**2)
    return float(np.sqrt(spread / (slips * holds)))
