"""A project that was renamed, one that was split, and registers that speak of them, small enough to check by eye."""

from datetime import date
from typing import Any

import pandas as pd

from data_access import UnitOfWork, transaction
from data_access.states import Coverage

MARCH, JUNE, SEPTEMBER = date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)
HEADERS = {"project_key": "PID", "name": "Project name", "forecast_finish": "Finish", "approved_budget": "Budget"}


def store() -> None:
    """Store three periods: OLD-1 becomes NEW-1 in June, BIG is split into BIG-A and BIG-B in September."""
    with transaction() as work:
        facts = work.portfolios.add(
            {
                "key": "works",
                "name": "Works",
                "currency": "USD",
                "fiscal_start_month": 1,
                "fiscal_label": "end",
                "time_zone": "UTC",
                "thresholds": {},
                "origin": "reported",
            }
        )
        _load(work, facts.id, "projects", MARCH, _projects(["OLD-1", "BIG"], ["2027-01-31", "2027-06-30"]))
        _load(work, facts.id, "projects", JUNE, _projects(["NEW-1", "BIG"], ["2027-04-30", "2027-06-30"]))
        newest = _projects(["NEW-1", "BIG-A", "BIG-B"], ["2027-03-31", "2027-06-30", None])
        snapshot = _load(work, facts.id, "projects", SEPTEMBER, newest)
        note = {"source_row": 4, "column": "forecast_finish", "original": "TBC", "reason": "not a date"}
        work.uploads.add_notes(snapshot, pd.DataFrame([note]))
        work.remarks.add_lineage(facts.id, "OLD-1", "NEW-1", "renamed", JUNE, "analyst")
        for part in ("BIG-A", "BIG-B"):
            work.remarks.add_lineage(facts.id, "BIG", part, "split", SEPTEMBER, "analyst")
        _load(work, facts.id, "gates", JUNE, _gates())
        _load(work, facts.id, "dependencies", JUNE, _dependencies())
        work.portfolios.raise_version(facts.id)


def _load(work: UnitOfWork, portfolio: int, register: str, as_of: date, rows: pd.DataFrame) -> int:
    told: dict[str, Any] = {
        "register": register,
        "origin": "file",
        "file_name": f"{register}-{as_of}.csv",
        "sha256": "0",
        "size": 1,
        "choices": {"columns": [{"header": header, "column": column} for column, header in HEADERS.items()]},
        "report": {},
        "received_by": "analyst",
    }
    upload = work.uploads.add(portfolio, told, Coverage())
    snapshot = work.uploads.add_snapshot(portfolio, upload, register, as_of, "whole", len(rows), str(as_of))
    work.registers.append(portfolio, register, snapshot, as_of, rows)
    work.registers.settle(portfolio, register, as_of)
    return snapshot


def _projects(keys: list[str], finishes: list[str | None]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "project_key": keys,
            "name": [f"{key} works" for key in keys],
            "status": "active",
            "approved_baseline_finish": pd.Timestamp("2027-01-31"),
            "forecast_finish": pd.to_datetime(pd.Series(finishes)),
            "approved_budget": 100_000,
            "forecast_cost": 120_000,
            "ask": ["More time", *[None] * (len(keys) - 1)],
            "source_row": range(2, 2 + len(keys)),
        }
    )


def _gates() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "project_key": ["OLD-1", "BIG"],
            "gate": ["G1", "G1"],
            "planned": pd.to_datetime(["2026-05-01", "2026-05-02"]),
            "held": pd.to_datetime(["2026-05-04", None]),
            "outcome": ["pass", None],
            "source_row": [2, 3],
        }
    )


def _dependencies() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "predecessor": ["BIG-A", "BIG-B"],
            "successor": ["NEW-1", "BIG-A"],
            "kind": ["finish-to-start", "requires"],
            "source_row": [2, 3],
        }
    )
