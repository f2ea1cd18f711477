"""What other registers held about a project at each of its reports: open issues and threats, milestones, gates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import pandas as pd

from models.history import days_between

CLOSED: Final = ("closed", "retired", "realised", "done", "resolved", "completed", "cancelled")
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "issues": ("project_key", "status", "closed"),
    "risks": ("project_key", "direction", "status", "closed"),
    "milestones": ("project_key", "kind", "baseline_date", "forecast_date", "actual_date"),
}
"""The registers that are counted, and what is read of each."""
Counter = Callable[[pd.DataFrame, pd.Timestamp], dict[str, pd.Series]]


def counted(reports: pd.DataFrame, registers: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the reports with the counts of each register as it stood at the report's date.

    Parameters
    ----------
    reports : DataFrame
        ``project_key`` and ``as_of``, and what else; left as they are.
    registers : mapping of str to DataFrame
        Rows of ``issues``, ``risks`` and ``milestones``: ``COLUMNS`` and ``valid_from, valid_to``, between which
        (inclusive, exclusive) the row was in force.

    Returns
    -------
    DataFrame
        The reports with, per register given, ``open_issues``; ``open_threats``; ``late_milestones`` (open ones that are
        expected after their baseline, or due and not reached) and ``days_to_next_gate`` (of open gates; below 0 where
        one is overdue). A register speaks from its first date on: before it all is missing; after it a project that it
        does not name has counts of 0 and no next gate.
    """
    added: dict[str, pd.Series] = {}
    for name, rows in registers.items():
        if len(rows):
            added |= _over_dates(reports, rows, COUNTERS[name])
    return reports.assign(**added)


def _over_dates(reports: pd.DataFrame, rows: pd.DataFrame, counter: Counter) -> dict[str, pd.Series]:
    begins, ends = pd.to_datetime(rows["valid_from"]), pd.to_datetime(rows["valid_to"])
    parts: dict[str, list[pd.Series]] = {}
    for date, keys in reports.groupby("as_of", sort=True)["project_key"]:
        if date < begins.min():
            continue
        for column, values in counter(rows.loc[(begins <= date) & (ends > date)], pd.Timestamp(str(date))).items():
            told = keys.astype(object).map(values)
            parts.setdefault(column, []).append(told.astype(float))
    filled = {column: pd.concat(told).reindex(reports.index) for column, told in parts.items()}
    spoken = reports["as_of"] >= begins.min()
    return {
        name: told if name == "days_to_next_gate" else told.fillna(0).where(spoken) for name, told in filled.items()
    }


def _is_open(rows: pd.DataFrame, date: pd.Timestamp) -> pd.Series:
    over = rows["status"].fillna("").astype(str).str.casefold().isin(CLOSED)
    return ~over & ~(pd.to_datetime(rows["closed"]) <= date)


def _issues(rows: pd.DataFrame, date: pd.Timestamp) -> dict[str, pd.Series]:
    return {"open_issues": rows.loc[_is_open(rows, date)].groupby("project_key").size()}


def _threats(rows: pd.DataFrame, date: pd.Timestamp) -> dict[str, pd.Series]:
    threats = _is_open(rows, date) & (rows["direction"].fillna("threat").astype(str) != "opportunity")
    return {"open_threats": rows.loc[threats].groupby("project_key").size()}


def _milestones(rows: pd.DataFrame, date: pd.Timestamp) -> dict[str, pd.Series]:
    ahead = rows.loc[~(pd.to_datetime(rows["actual_date"]) <= date)]
    baseline, forecast = pd.to_datetime(ahead["baseline_date"]), pd.to_datetime(ahead["forecast_date"])
    due = forecast.fillna(baseline)
    late = ahead.loc[(due > baseline) | (due < date)]
    gates = days_between(due, pd.Series(date, index=due.index)).where(ahead["kind"].astype(str) == "gate")
    return {
        "late_milestones": late.groupby("project_key").size(),
        "days_to_next_gate": gates.groupby(ahead["project_key"]).min(),
    }


COUNTERS: Final[Mapping[str, Counter]] = {"issues": _issues, "risks": _threats, "milestones": _milestones}
