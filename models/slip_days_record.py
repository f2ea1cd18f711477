"""How often moves stayed within the P50 and P80 that were said of them: the rolling record of `slip_days`.

At every past date the shape comes from the pairs whose outcome was known then; the chances are those that the slip
method said then. Many forecasts do not move at all, so "at or below the P50" holds more often than half by right: a
tie at the bound counts by the share of it that lies inside the level (the non-randomised probability integral
transform; Czado, Gneiting and Held 2009). Where the record of past dates fails, the levels are moved to those that
would have held (quantile recalibration: Kuleshov, Fenner and Ermon 2018, on past outcomes only), as far as the chances
shown beside them allow (`slip_days.levels_told`). It is not asked first whether chance alone explains the miss: with
few projects it nearly always might, and a level that waits for certainty misses for years meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.slip_backtest import MINIMUM_PAIRS, enough
from models.slip_days import A_LITTLE, TOLD, forecast, levels_told

Floats = npt.NDArray[np.float64]
LEVELS: Final = TOLD
SEED: Final = 20190901
FAILS_BY: Final = 0.05
"""Levels are moved only where the record misses one by more than this."""

COLUMNS: Final = (
    "project_key",
    "as_of",
    "outcome_date",
    "moved_days",
    "p50_days",
    "p80_days",
    "rank_low",
    "rank_high",
    "level_50",
    "level_80",
)


def rolling(predictions: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Return what was said of each predicted pair and where its outcome fell.

    Parameters
    ----------
    predictions : DataFrame
        Per pair predicted at its date: ``project_key, as_of, outcome_date, moved_days, time_left_days``, where known
        ``phase`` and ``gap_days``, and ``chance_30`` and ``chance_90`` as said then.
    known : DataFrame
        All pairs of the horizon, as `slip_pairs.pairs_of` gives them.

    Returns
    -------
    DataFrame
        ``project_key, as_of, outcome_date, moved_days``; ``p50_days, p80_days`` as they would have been shown, and
        ``level_50, level_80``, the levels they were read off at (see `slip_days.levels_told`); ``rank_low, rank_high``,
        the chance said of less than the outcome and of at most the outcome; by date. Dates without enough history to
        learn from are left out.
    """
    ordered = known.sort_values("outcome_date", kind="stable", ignore_index=True)
    outcomes = ordered["outcome_date"].to_numpy()
    record = pd.DataFrame(columns=list(COLUMNS))
    parts: list[pd.DataFrame] = []
    for origin, part in predictions.groupby("as_of", sort=True):
        train = ordered.iloc[: np.searchsorted(outcomes, np.datetime64(origin), side="right")]
        if enough(train):
            record = pd.concat(parts, ignore_index=True) if parts else record
            parts.append(_said(part, train, levels_that_hold(record.loc[record["outcome_date"] <= origin])))
    return pd.concat(parts, ignore_index=True) if parts else record


def _said(part: pd.DataFrame, train: pd.DataFrame, levels: Mapping[float, float]) -> pd.DataFrame:
    said = forecast(part, train, part[["chance_30", "chance_90"]].to_numpy())
    told, read = said.table(levels), levels_told(levels, said.chances)
    return part[["project_key", "as_of", "outcome_date", "moved_days"]].assign(
        p50_days=told["p50_days"],
        p80_days=told["p80_days"],
        rank_low=said.cumulative(part["moved_days"], below=True),
        rank_high=said.cumulative(part["moved_days"]),
        level_50=read[:, 0],
        level_80=read[:, 1],
    )


def coverage(record: pd.DataFrame, levels: Sequence[float] = LEVELS, draws: int = 200) -> pd.DataFrame:
    """Return how often outcomes kept each level, with 90 % intervals by project.

    Returns
    -------
    DataFrame
        Per level: ``level, n, share`` (of outcomes inside the level of the distribution as it is, ties by their part;
        it should be the level), ``low`` and ``high`` of it; for the P50 and the P80 also what holds of the bounds
        shown, whose levels may have been moved: ``shown`` (ties by their part) and ``at_or_below`` (ties whole), and of
        the ``moved_n`` outcomes of dates at which they were, ``moved_shown`` and ``moved_share``, with and without.
    """
    rows = []
    projects = pd.factorize(record["project_key"])[0].astype(np.int64)
    for level in levels:
        kept = within(record, level)
        low, high = _interval(kept, projects, draws)
        row = {"level": level, "n": len(kept), "share": _mean(kept), "low": low, "high": high}
        name = f"{round(100 * level)}"
        if f"p{name}_days" in record.columns:
            read = record[f"level_{name}"].to_numpy(dtype=np.float64)
            shown, moved = within(record, read), _at_dates(record["as_of"], np.abs(read - level) > A_LITTLE)
            row["shown"] = _mean(shown)
            row |= {"moved_n": int(moved.sum()), "moved_shown": _mean(shown[moved]), "moved_share": _mean(kept[moved])}
            row["at_or_below"] = _mean((record["moved_days"] <= record[f"p{name}_days"]).to_numpy(dtype=np.float64))
        rows.append(row)
    return pd.DataFrame(rows)


def within(record: pd.DataFrame, level: float | Floats) -> Floats:
    """Return, per outcome, the part of it that lies inside a level (one, or one per outcome), 0 to 1; shape (rows,)."""
    low, high = (record[name].to_numpy(dtype=np.float64) for name in ("rank_low", "rank_high"))
    tied = high - low
    part = np.where(tied > 0, (level - low) / np.where(tied > 0, tied, 1.0), low <= level)
    return np.asarray(np.clip(part, 0.0, 1.0))


def levels_that_hold(record: pd.DataFrame, levels: Sequence[float] = LEVELS) -> dict[float, float]:
    """Return, per level asked, the level to read off the distribution: itself where the record holds.

    A level fails where its share misses it by more than ``FAILS_BY``; then it becomes the one on a grid of hundredths
    that came nearest. A record of fewer than ``MINIMUM_PAIRS`` outcomes moves none. Give only outcomes known at the
    date asked.
    """
    found = {level: level for level in levels}
    if len(record) < MINIMUM_PAIRS:
        return found
    grid = np.round(np.arange(0.01, 1.0, 0.01), 2)
    for asked in levels:
        if abs(within(record, asked).mean() - asked) > FAILS_BY:
            shares = np.array([within(record, level).mean() for level in grid])
            found[asked] = float(grid[int(np.argmin(np.abs(shares - asked)))])
    return found


def _at_dates(dates: pd.Series, chosen: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Return which rows lie on a date of any row chosen, shape (rows,)."""
    return np.asarray(dates.isin(dates[chosen].unique()), dtype=np.bool_)


def _mean(values: Floats) -> float:
    return float(values.mean()) if len(values) else float("nan")


def _interval(values: Floats, projects: npt.NDArray[np.int64], draws: int) -> tuple[float, float]:
    """Return the ends of the central 90 % of the mean over projects drawn with replacement."""
    if not len(values) or projects.max() == 0:
        return float("nan"), float("nan")
    total, n = np.bincount(projects, weights=values), np.bincount(projects)
    drawn = np.random.default_rng(SEED).integers(0, len(n), (draws, len(n)))
    low, high = np.quantile(total[drawn].sum(axis=1) / n[drawn].sum(axis=1), [0.05, 0.95])
    return float(low), float(high)
