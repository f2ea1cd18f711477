"""A town's eight projects at two dates, with objectives, risks and decisions, small enough to check by eye."""

from datetime import date
from typing import Any

import pandas as pd

from data_access import UnitOfWork, transaction
from data_access.states import Coverage
from services import access, portfolios
from services.access import Scope

ME = access.Actor("tester", "admin")
MAY, JUNE = date(2026, 5, 31), date(2026, 6, 30)
CENTS = 100
FINISH = "2026-12-31"


def projects(as_of: date) -> pd.DataFrame:
    """Return the reports of a date: in June W1 slips and moves its baseline, W2 grows dearer, R2 is done, R4 is new."""
    later = as_of == JUNE
    approved, forecast = ("2027-03-31", "2027-06-29") if later else (FINISH, "2027-03-31")
    status, pumps = ("completed", 140) if later else ("active", 110)
    rows = [
        ("W1", "North main", "Water", "Design", "active", approved, forecast, 100, 100, 1),
        ("W2", "Pumps $5 & <b>valves</b>", "Water", "Delivery", "active", FINISH, FINISH, 100, pumps, 1),
        ("W3", "South main", "Water", "Design", "active", FINISH, FINISH, 50, 50, 3),
        ("W4", "Reservoir", "Water", "Delivery", "on hold", FINISH, FINISH, 40, 40, 5),
        ("W5", "Outfall", "Water", "Design", "active", FINISH, FINISH, 30, 30, 1),
        ("R1", "High street_resurfacing", "Roads", "Delivery", "active", FINISH, "2027-06-30", 80, 80, 1),
        ("R2", "Bridge", "Roads", "Delivery", status, FINISH, FINISH, 60, 60, 1),
        ("R3", "Signals", "Roads", "Design", "active", None, FINISH, None, 20, None),
    ]  # fmt: skip
    if later:
        rows.append(("R4", "Kerbs", "Roads", "Design", "active", FINISH, FINISH, 10, 10, 1))
    names = ["project_key", "name", "department", "phase", "status", "approved_baseline_finish", "forecast_finish"]
    names += ["approved_budget", "forecast_cost", "rag_overall"]
    frame = pd.DataFrame(rows, columns=names)
    for name in ("approved_budget", "forecast_cost"):
        frame[name] = (frame[name] * 1_000_000 * CENTS).astype("Int64")
    frame["rag_overall"] = frame["rag_overall"].astype("Int64")
    for name in ("approved_baseline_finish", "forecast_finish"):
        frame[name] = pd.to_datetime(frame[name]).astype("datetime64[s]")
    return frame


def objectives() -> pd.DataFrame:
    """Return two objectives, the first of them heavier."""
    return pd.DataFrame({"objective_key": ["O1", "O2"], "name": ["Clean water", "Safe roads"], "weight": [60.0, 40.0]})


def impacts() -> pd.DataFrame:
    """Return ratings: W1 serves the first objective, R1 the second, W2 none; the others are not rated."""
    told = [("W1", "O1", "strong"), ("R1", "O2", "extreme"), ("W2", "O1", "none"), ("W2", "O2", "none")]
    return pd.DataFrame(told, columns=["project_key", "objective_key", "rating"])


def decisions() -> pd.DataFrame:
    """Return three decisions, one taken."""
    return pd.DataFrame(
        {
            "decision_key": ["D1", "D2", "D3"],
            "project_key": ["W1", "R1", None],
            "title": ["Add a pump", "Close the lane", "Reorganise"],
            "asked": pd.to_datetime(["2026-04-01", "2026-05-01", "2026-06-20"]).astype("datetime64[s]"),
            "taken": pd.to_datetime([None, "2026-06-01", None]).astype("datetime64[s]"),
        }
    )


def risks() -> pd.DataFrame:
    """Return one open threat that weighs a fifth of the forecast cost of W5."""
    return pd.DataFrame(
        {
            "project_key": ["W5"],
            "risk_key": ["K1"],
            "direction": ["threat"],
            "probability": [0.5],
            "impact_cost": pd.array([12_000_000 * CENTS], dtype="Int64"),
            "status": ["open"],
        }
    )


def store(*dates: date, key: str = "town", registers: bool = True, **thresholds: float) -> Scope:
    """Store the town as reported at the dates (both, unless told otherwise) and return its scope."""
    facts = portfolios.create(ME, key, "Small town", "USD")
    with transaction() as work:
        for as_of in dates or (MAY, JUNE):
            load(work, facts.id, "projects", as_of, projects(as_of))
        if registers:
            told = {"objectives": objectives(), "impacts": impacts(), "decisions": decisions(), "risks": risks()}
            for name, rows in told.items():
                load(work, facts.id, name, MAY, rows)
        work.portfolios.raise_version(facts.id)
    scope = access.scope(ME, key)
    if thresholds:
        portfolios.change(ME, scope, thresholds=thresholds)
    return access.scope(ME, key)


def load(work: UnitOfWork, portfolio_id: int, register: str, as_of: date, rows: pd.DataFrame) -> None:
    """Store one whole snapshot of a register."""
    told: dict[str, Any] = {"register": register, "origin": "file", "file_name": f"{register}.csv", "sha256": "s"}
    told |= {"size": 1, "choices": {}, "report": {}, "received_by": ME.name}
    upload = work.uploads.add(portfolio_id, told, Coverage())
    snapshot = work.uploads.add_snapshot(
        portfolio_id, upload, register, as_of, "whole", len(rows), f"{register}{as_of}"
    )
    work.registers.append(portfolio_id, register, snapshot, as_of, rows.assign(source_row=range(2, len(rows) + 2)))
    work.registers.settle(portfolio_id, register, as_of)
