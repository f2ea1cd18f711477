"""A small portfolio whose forecasts slip by a known rule, stored in the database of a test."""

from datetime import date

import numpy as np
import pandas as pd

from data_access import UnitOfWork, transaction
from data_access.states import Coverage
from services import access, portfolios
from services.access import Scope

ME = access.Actor("tester", "admin")
DATES = [day.date() for day in pd.date_range("2024-01-31", periods=16, freq="ME")]
LAST = DATES[-1]


def reports(projects: int = 60) -> dict[date, pd.DataFrame]:
    """Return monthly reports: in design every forecast moves two months at each report, in delivery none does."""
    out = {}
    for number, day in enumerate(DATES):
        key = np.arange(projects)
        designing = key % 2 == 0
        finish = pd.Timestamp("2026-06-30") + pd.to_timedelta(np.where(designing, 61 * number, 0) + key % 5, unit="D")
        rows = pd.DataFrame(
            {
                "project_key": [f"P-{one:03}" for one in key],
                "name": [f"Project {one}" for one in key],
                "phase": np.where(designing, "Design", "Delivery"),
                "status": "active",
                "forecast_finish": pd.DatetimeIndex(finish).astype("datetime64[s]"),
                "source_row": key + 2,
            }
        )
        out[day] = rows.astype({"status": object})
    last = out[LAST]
    for place, status in enumerate(("completed", "on hold", "proposed", "cancelled")):
        last.loc[place, "status"] = status
    last.loc[4, "forecast_finish"] = pd.NaT
    return out


def store(rows_by_date: dict[date, pd.DataFrame], key: str = "works") -> Scope:
    """Store reports of a new portfolio and return its scope; the last date speaks for one project less."""
    facts = portfolios.create(ME, key, "Works", "USD")
    with transaction() as work:
        for day, rows in rows_by_date.items():
            load(work, facts.id, day, rows)
        work.registers.settle(facts.id, "projects", min(rows_by_date))
        work.portfolios.raise_version(facts.id)
    return access.scope(ME, key)


def load(work: UnitOfWork, portfolio_id: int, day: date, rows: pd.DataFrame) -> None:
    """Store one date of the projects register, which speaks for the projects it holds."""
    coverage = Coverage("project", tuple(rows["project_key"]))
    told = {"register": "projects", "origin": "file", "file_name": "f.csv", "sha256": "s", "size": 1, "choices": {}}
    upload = work.uploads.add(portfolio_id, told | {"report": {}, "received_by": ME.name}, coverage)
    digest = f"{day}{len(rows)}"
    snapshot = work.uploads.add_snapshot(portfolio_id, upload, "projects", day, coverage.key, len(rows), digest)
    work.registers.append(portfolio_id, "projects", snapshot, day, rows)
