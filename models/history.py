"""The reported history of projects, read as evidence: one row per project and date of a fresh report.

Every function takes the same frame ``history``: ``project_key`` (text), ``as_of`` and ``forecast_finish`` (dates, the
second may be missing) and, where the register has them, ``phase``, ``status`` (proposed, active, on hold, completed,
cancelled), ``category``, ``department``, ``baseline_version`` (text), ``actual_finish``, ``start_date``,
``approved_baseline_finish`` (dates), ``rag_overall``, ``rag_schedule`` (1 good to 5 bad), ``planned_value``,
``earned_value`` (money), ``percent_complete`` (0 to 100), ``open_issues``, ``open_threats``, ``late_milestones``,
``days_to_next_gate`` (numbers) and ``carried`` (bool: the row repeats an older report). Other columns are not read.
Nothing here looks at a later row to describe an earlier one.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

REQUIRED = ("project_key", "as_of", "forecast_finish")
TEXT = ("phase", "status", "category", "department", "baseline_version")
SECONDS_PER_DAY = 86_400.0
DAYS_PER_YEAR = 365.25
PLACEHOLDER_DAYS = 50 * DAYS_PER_YEAR
DATES = ("as_of", "forecast_finish", "actual_finish", "start_date", "approved_baseline_finish")
NUMBERS = (
    "rag_overall",
    "rag_schedule",
    "planned_value",
    "earned_value",
    "percent_complete",
    "open_issues",
    "open_threats",
    "late_milestones",
    "days_to_next_gate",
)


def complete(history: pd.DataFrame) -> pd.DataFrame:
    """Return the history with every column it may hold, sorted by project and date, with a fresh row number.

    Text columns leave as categories in which a missing value is "", dates as datetime64[s] (far
    placeholder years fit), numbers as float and ``carried`` as bool. The index of what was given is not kept.

    Raises
    ------
    ValueError
        If a required column is missing, a key or date is empty, or a project has two rows for one date.
    """
    absent = [name for name in REQUIRED if name not in history.columns]
    if absent:
        raise ValueError(f"The history lacks {', '.join(absent)}.")
    frame = pd.DataFrame({"project_key": history["project_key"].astype("category")})
    for name in DATES:
        frame[name] = pd.to_datetime(_column(history, name)).astype("datetime64[s]")
    for name in TEXT:
        frame[name] = _as_category(_column(history, name))
    for name in NUMBERS:
        frame[name] = pd.to_numeric(_column(history, name)).astype(float)
    frame["carried"] = _column(history, "carried").eq(True).to_numpy(dtype=bool)
    if bool(frame[["project_key", "as_of"]].isna().any(axis=None)):
        raise ValueError("Every row of the history needs a project key and an as-of date.")
    order = np.lexsort((frame["as_of"].to_numpy(), frame["project_key"].cat.codes.to_numpy()))
    frame = frame.iloc[order].reset_index(drop=True)
    if bool((_same_as_previous(frame) & (frame["as_of"].diff() == pd.Timedelta(0))).any()):
        raise ValueError("A project has two rows for one as-of date.")
    return frame


def evidence(history: pd.DataFrame) -> pd.DataFrame:
    """Return the fresh reports of a history: complete, sorted, and without the rows carried forward."""
    frame = complete(history)
    return frame.loc[~frame["carried"]].reset_index(drop=True)


def is_completed(frame: pd.DataFrame) -> pd.Series:
    """Return, per row, whether the project is reported completed.

    Where a row gives no status, a project counts as completed once its actual finish lies at or before the as-of date.
    """
    unsaid = (frame["status"] == "") & frame["actual_finish"].le(frame["as_of"])
    return (frame["status"] == "completed") | unsaid


def reported_finish(frame: pd.DataFrame) -> pd.Series:
    """Return, per row, the finish that the report stands for: actual once completed, else the forecast.

    A cancelled project has no finish, and a placeholder is none. Dates; missing where the report holds none.
    """
    finish = frame["actual_finish"].where(is_completed(frame)).fillna(frame["forecast_finish"])
    return finish.mask((frame["status"] == "cancelled") | is_placeholder(finish, frame["as_of"]))


def is_placeholder(finish: pd.Series, as_of: pd.Series) -> pd.Series:
    """Return, per row, whether a finish lies so absurdly far from the date it is told of that it stands for none."""
    return days_between(finish, as_of).abs() > PLACEHOLDER_DAYS


def project_codes(frame: pd.DataFrame) -> np.ndarray:
    """Return the number of each row's project, for rows sorted by project; shape (rows,)."""
    return np.asarray(frame["project_key"].cat.codes, dtype=np.int64)


def days_between(later: pd.Series, earlier: pd.Series) -> pd.Series:
    """Return whole days from ``earlier`` to ``later`` as float, missing where either is."""
    return (later - earlier).dt.total_seconds() / SECONDS_PER_DAY


def _column(history: pd.DataFrame, name: str) -> pd.Series:
    if name in history.columns:
        return history[name]
    return pd.Series([None] * len(history), index=history.index, dtype=object)


def _as_category(values: pd.Series) -> pd.Series:
    text = values.astype("category")
    if "" not in text.cat.categories:
        text = text.cat.add_categories([""])
    return text.fillna("")


def _same_as_previous(frame: pd.DataFrame) -> pd.Series:
    codes = frame["project_key"].cat.codes
    return codes == codes.shift()
