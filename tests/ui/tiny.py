"""A portfolio of three projects at two dates, small enough to check by eye."""

from datetime import date

import pandas as pd

from data_access import UnitOfWork, transaction
from data_access.states import Coverage

MARCH, JUNE = date(2026, 3, 31), date(2026, 6, 30)
TOLD = {
    "origin": "file",
    "file_name": "tiny.csv",
    "sha256": "0",
    "size": 1,
    "choices": {},
    "report": {},
    "received_by": "test",
}


def store(key: str = "tiny", name: str = "Tiny works", *, filled: bool = True, origin: str = "reported") -> None:
    """Store the portfolio, with its projects and objectives unless it shall stay without data."""
    with transaction() as work:
        facts = work.portfolios.add(
            {
                "key": key,
                "name": name,
                "currency": "USD",
                "fiscal_start_month": 7,
                "fiscal_label": "end",
                "time_zone": "UTC",
                "thresholds": {},
                "origin": origin,
            }
        )
        if filled:
            _load(work, facts.id, "objectives", MARCH, _objectives())
            _load(work, facts.id, "projects", MARCH, _projects())
            _load(work, facts.id, "projects", JUNE, _projects(), Coverage("department", ("Water",)))
            work.portfolios.raise_version(facts.id)


def _load(
    work: UnitOfWork, portfolio: int, register: str, as_of: date, rows: pd.DataFrame, coverage: Coverage | None = None
) -> None:
    coverage = coverage or Coverage()
    if coverage.values:
        rows = rows[rows["department"].isin(coverage.values)].reset_index(drop=True)
    upload = work.uploads.add(portfolio, {"register": register, **TOLD}, coverage)
    snapshot = work.uploads.add_snapshot(portfolio, upload, register, as_of, coverage.key, len(rows), str(as_of))
    work.registers.append(portfolio, register, snapshot, as_of, rows)
    work.registers.settle(portfolio, register, as_of)


def _projects() -> pd.DataFrame:
    finish = pd.Timestamp("2026-12-31")
    return pd.DataFrame(
        {
            "project_key": ["W-1", "W 2", "R/1"],
            "name": ["North main", "Pumps $5 & <b>valves</b>", "High street_resurfacing"],
            "department": ["Water", "Water", "Roads"],
            "category": ["Mains", "Plant", "Streets"],
            "phase": ["Design", "Construction", "Construction"],
            "status": ["active", "on hold", "active"],
            "investment_class": ["mandatory", "discretionary", "discretionary"],
            "approved_baseline_finish": [finish, finish, finish],
            "forecast_finish": [finish, pd.Timestamp("2027-06-30"), finish],
            "approved_budget": [1_000_000, 2_500_000, 400_000],
            "forecast_cost": [1_100_000, 2_500_000, 400_000],
            "source_row": [2, 3, 4],
        }
    )


def _objectives() -> pd.DataFrame:
    return pd.DataFrame({"objective_key": ["O1"], "name": ["Cleaner water"], "source_row": [2]})
