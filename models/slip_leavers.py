"""Projects that leave before it is known whether their forecast moved, and what they could change of the rates.

Chances are learnt from states whose outcome is known (`slip_pairs`). A state that could have been predicted, whose
horizon is over and whose outcome is nevertheless missing belongs to a project that left, in one of three ways:

- ``completed``: reported completed, with neither an actual nor a forecast finish to compare with;
- ``cancelled``: reported cancelled before the outcome;
- ``unexplained``: never freshly reported again. Either a later file that speaks for the project no longer holds it
  (``gone``), or it has been silent for more than 1.5 of its usual gaps between reports.

What they would have done is not known, so the rates are told with their bounds: all of them slipped, or none did.

No leaver is a state whose horizon is not over (``open``: its twelve months still run, its next report is not overdue),
nor one of a project that still reports, only without a finish (``undated``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.history import days_between, is_completed, project_codes
from models.record import auc, skill
from models.slip_eligibility import ELIGIBLE, eligibility
from models.slip_features import FEATURES, features
from models.slip_pairs import Horizon, horizon_end, outcomes

COMPLETED: Final = "completed"
CANCELLED: Final = "cancelled"
UNEXPLAINED: Final = "unexplained"
KINDS: Final = (COMPLETED, CANCELLED, UNEXPLAINED)
OPEN: Final = "open"
UNDATED: Final = "undated"
OVERDUE_GAPS: Final = 1.5

Gone = Mapping[str, pd.Timestamp]


@dataclass(frozen=True)
class Bounds:
    """A figure as counted, and as it would be if all leavers without an outcome had held, or all had slipped.

    A rate lies between the two; a score, which is no sum over cases, need not.
    """

    counted: float
    held: float
    slipped: float


@dataclass(frozen=True)
class Leavers:
    """The states of a history by what is known of their outcome.

    Attributes
    ----------
    pairs
        States with an outcome: ``project_key, as_of, slipped`` (bool).
    left
        States without one, whose project left: ``project_key, as_of, kind`` (one of ``KINDS``).
    open, undated
        How many further states have no outcome because their horizon is not over, or their project reports no finish.
    """

    pairs: pd.DataFrame
    left: pd.DataFrame
    open: int
    undated: int

    def count(self, kind: str | None = None) -> int:
        """Return how many states left in a way, or in any."""
        return len(self.left) if kind is None else int((self.left["kind"] == kind).sum())

    def projects(self, kind: str | None = None) -> int:
        """Return how many projects these states belong to."""
        rows = self.left if kind is None else self.left[self.left["kind"] == kind]
        return int(rows["project_key"].nunique())

    def base_rate(self, kind: str | None = None) -> Bounds:
        """Return the share that slipped, with the leavers of one kind, or all, counted either way; NaN without any."""
        n, slipped, left = len(self.pairs), float(self.pairs["slipped"].sum()), self.count(kind)
        return Bounds(_share(slipped, n), _share(slipped, n + left), _share(slipped + left, n + left))


@dataclass(frozen=True)
class RecordBounds:
    """The record of a method over the states it spoke of: ``known`` with an outcome, ``left`` of projects that left."""

    known: int
    left: int
    auc: Bounds
    skill: Bounds


def leavers(history: pd.DataFrame, horizon: Horizon, days: int, gone: Gone | None = None) -> Leavers:
    """Return the states of a history by what is known of their outcome.

    Parameters
    ----------
    history : DataFrame
        As `models.history` describes it.
    horizon, days
        As for `slip_pairs.pairs`.
    gone : mapping, optional
        By key of a project, the date of the file that speaks for it and no longer holds it; without it only silence
        tells that a project left.
    """
    frame = features(history, FEATURES)
    told = outcomes(frame, horizon, days)
    asked = (eligibility(frame) == ELIGIBLE).to_numpy(dtype=bool)
    known = told["outcome_date"].notna().to_numpy(dtype=bool)
    rows = frame[["project_key", "as_of"]]
    missing = asked & ~known
    fate = _fates(frame, horizon, gone or {}).where(missing, "") if missing.any() else pd.Series("", frame.index)
    return Leavers(
        pairs=rows.assign(slipped=told["slipped"]).loc[asked & known].reset_index(drop=True),
        left=rows.assign(kind=fate).loc[fate.isin(KINDS)].reset_index(drop=True),
        open=int((fate == OPEN).sum()),
        undated=int((fate == UNDATED).sum()),
    )


def record_bounds(found: Leavers, said: pd.DataFrame) -> RecordBounds:
    """Return AUC and Brier skill of what a method said, with the leavers it spoke of counted either way.

    Parameters
    ----------
    said : DataFrame
        ``project_key, as_of, probability`` (0 to 1) of every past state that the method spoke of.
    """
    chances = _keyed(said)["probability"].dropna()
    pairs, left = (_keyed(rows).join(chances, how="inner") for rows in (found.pairs, found.left))
    outcome = pairs["slipped"].to_numpy(dtype=float)
    chance, of_left = pairs["probability"].to_numpy(dtype=float), left["probability"].to_numpy(dtype=float)
    both = np.concatenate([chance, of_left])
    cases = [
        (outcome, chance),
        (np.concatenate([outcome, np.zeros(len(left))]), both),
        (np.concatenate([outcome, np.ones(len(left))]), both),
    ]
    return RecordBounds(
        known=len(pairs),
        left=len(left),
        auc=Bounds(*(auc(y, p) if len(y) else float("nan") for y, p in cases)),
        skill=Bounds(*(_skill(y, p) for y, p in cases)),
    )


def _fates(frame: pd.DataFrame, horizon: Horizon, gone: Gone) -> pd.Series:
    """Return, per row, why it would have no outcome: one of ``KINDS``, ``OPEN`` or ``UNDATED``."""
    day, newest = pd.Timedelta(days=1), frame["as_of"].max()
    sought = frame["as_of"] + day
    cancelled_inside = completed_inside = running = np.zeros(len(frame), dtype=bool)
    done, dropped = is_completed(frame).to_numpy(dtype=bool), (frame["status"] == "cancelled").to_numpy(dtype=bool)
    if horizon == "12m":
        ends = horizon_end(frame["as_of"])
        running = (ends > newest).to_numpy()
        cancelled_inside, completed_inside = (_inside(frame, rows, ends) for rows in (dropped, done))
        sought = sought.where(sought > _last_inside(frame, ends), _last_inside(frame, ends))
    answer = _report_from(frame, sought)
    answered, at = answer >= 0, np.maximum(answer, 0)
    fates = np.select(
        [
            running,
            cancelled_inside | (answered & dropped[at]),
            completed_inside | (answered & done[at]),
            answered,
            _has_left(frame, gone),
        ],
        [OPEN, CANCELLED, COMPLETED, UNDATED, UNEXPLAINED],
        default=OPEN,
    )
    return pd.Series(fates, index=frame.index, dtype=object)


def _inside(frame: pd.DataFrame, rows: npt.NDArray[np.bool_], ends: pd.Series) -> npt.NDArray[np.bool_]:
    """Return whether one of the given rows follows each row within its horizon."""
    codes = project_codes(frame)
    ahead = frame["as_of"].where(rows).groupby(codes).bfill().groupby(codes).shift(-1)
    return np.asarray((ahead <= ends).to_numpy(dtype=bool))


def _last_inside(frame: pd.DataFrame, ends: pd.Series) -> pd.Series:
    """Return the last as-of date of the portfolio up to the end of each row's horizon."""
    dates = np.sort(frame["as_of"].unique())
    return pd.Series(dates[np.searchsorted(dates, ends.to_numpy(), side="right") - 1], index=frame.index)


def _report_from(frame: pd.DataFrame, dates: pd.Series) -> npt.NDArray[np.int64]:
    """Return the place of the project's first report at or after each date, -1 where there is none."""
    codes, origin = project_codes(frame), frame["as_of"].min()
    span = int(max(frame["as_of"].max(), dates.max()).toordinal() - origin.toordinal()) + 2
    place = codes * span + days_between(frame["as_of"], _all(origin, frame)).to_numpy().astype(np.int64)
    at = np.searchsorted(place, codes * span + days_between(dates, _all(origin, frame)).to_numpy().astype(np.int64))
    same = (at < len(frame)) & (codes[np.minimum(at, len(frame) - 1)] == codes)
    return np.where(same, at, -1)


def _has_left(frame: pd.DataFrame, gone: Gone) -> npt.NDArray[np.bool_]:
    """Return, per row, whether its project is out of the register, or silent for long enough to call it so."""
    by_project = frame.groupby("project_key", observed=True)["as_of"]
    gaps = days_between(frame["as_of"], by_project.shift())
    usual = gaps.groupby(frame["project_key"], observed=True).transform("median").fillna(gaps.median())
    silent = days_between(_all(frame["as_of"].max(), frame), by_project.transform("max"))
    removed = frame["project_key"].astype(object).isin(list(gone))
    return np.asarray((removed | (silent > OVERDUE_GAPS * usual)).to_numpy(dtype=bool))


def _all(date: pd.Timestamp, frame: pd.DataFrame) -> pd.Series:
    return pd.Series(date, index=frame.index, dtype=frame["as_of"].dtype)


def _keyed(rows: pd.DataFrame) -> pd.DataFrame:
    keys = [rows["project_key"].astype(object), pd.to_datetime(rows["as_of"]).astype("datetime64[s]")]
    return rows.drop(columns=["project_key", "as_of"]).set_index(keys)


def _skill(y: npt.NDArray[np.float64], p: npt.NDArray[np.float64]) -> float:
    return skill(y, p, np.full(len(y), y.mean())) if len(y) else float("nan")


def _share(part: float, whole: int) -> float:
    return part / whole if whole else float("nan")
