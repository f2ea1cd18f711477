"""A small portfolio with classes, costs by year, objectives and ratings, for what decides on a budget.

Cost to go: M-1 600 (mandatory), C/1 300 (committed), then to decide D 1 200, D 2 300, D 3 100, D 4 250; "D 5" has no
cost at all, "S" sums others, "F" is finished. Fiscal years begin in July; the as-of date lies in FY27.
"""

from datetime import date

import pandas as pd

from data_access import transaction
from data_access.states import Coverage
from services import access, portfolios
from services.access import Scope

ME = access.Actor("tester", "admin")
AS_OF = date(2026, 10, 31)


def projects() -> pd.DataFrame:
    rows = [
        ("M-1", "Dam safety", "active", "mandatory", "Water", 700_00, 100_00, 90.0, None),
        ("C/1", "Tram depot", "active", "committed", "Roads", 300_00, None, 80.0, None),
        ("D 1", "Bridge", "proposed", "discretionary", "Roads", 200_00, None, 10.0, 500_00),
        ("D 2", "Library", "on hold", "discretionary", "Venues", 500_00, 200_00, 30.0, 400_00),
        ("D 3", "Pumps", None, None, "Water", 100_00, None, None, None),
        ("D 4", "Depot", "active", "discretionary", "Roads", 250_00, None, 20.0, 900_00),
        ("D 5", "Museum", "proposed", "discretionary", "Venues", None, None, 99.0, None),
        ("S", "Programme", "active", None, "Roads", 9_999_00, None, 1.0, None),
        ("F", "Old road", "completed", None, "Roads", 50_00, 50_00, 1.0, None),
    ]
    names = ["project_key", "name", "status", "investment_class", "category", "forecast_cost", "actual_cost"]
    frame = pd.DataFrame(rows, columns=[*names, "priority", "expected_value"])
    frame["department"] = frame["category"]
    frame["parent_key"] = [None, None, "S", None, None, None, None, None, None]
    frame["forecast_finish"] = pd.Timestamp("2028-06-30")
    for column in ("forecast_cost", "actual_cost", "expected_value"):
        frame[column] = frame[column].astype("Int64")
    return frame.assign(source_row=range(2, len(frame) + 2))


def objectives() -> pd.DataFrame:
    return pd.DataFrame(
        {"objective_key": ["O1", "O2"], "name": ["Safe", "Green"], "weight": [75.0, 25.0], "source_row": [2, 3]}
    )


def impacts() -> pd.DataFrame:
    rated = {"D 1": ("strong", "none"), "D 2": ("extreme", "extreme"), "D 4": ("low", None), "M-1": ("extreme", "low")}
    rows = [
        (project, objective, rating)
        for project, ratings in rated.items()
        for objective, rating in zip(("O1", "O2"), ratings, strict=True)
        if rating
    ]
    frame = pd.DataFrame(rows, columns=["project_key", "objective_key", "rating"])
    return frame.assign(source_row=range(2, len(rows) + 2))


def costs() -> pd.DataFrame:
    rows = [
        ("M-1", "2025-07-01", 100_00, 100_00),
        ("M-1", "2026-07-01", 300_00, 0),
        ("M-1", "2027-07-01", 300_00, 0),
        ("D 1", "2026-07-01", 30_00, 10_00),
        ("D 1", "2027-07-01", 20_00, 0),
        ("D 2", "2027-07-01", 300_00, 0),
    ]
    frame = pd.DataFrame(rows, columns=["project_key", "period_start", "forecast", "actual"])
    return frame.assign(
        period_start=pd.to_datetime(frame["period_start"]).astype("datetime64[s]"),
        period_kind="fiscal year",
        kind="capex",
        line="all",
        forecast=frame["forecast"].astype("Int64"),
        actual=frame["actual"].astype("Int64"),
        source_row=range(2, len(rows) + 2),
    )


def store(key: str = "works", *, classes: bool = True, years: bool = True, ratings: bool = True) -> Scope:
    """Store the portfolio and return its scope; without classes, costs by year, or objectives and ratings."""
    facts = portfolios.create(ME, key, "Works", "USD", 7, fiscal_label="end")
    rows = projects() if classes else projects().assign(investment_class=None)
    registers = {"projects": rows}
    if years:
        registers["costs"] = costs()
    if ratings:
        registers |= {"objectives": objectives(), "impacts": impacts()}
    with transaction() as work:
        for name, frame in registers.items():
            told = {"register": name, "origin": "file", "file_name": "f.csv", "sha256": "s", "size": 1, "choices": {}}
            upload = work.uploads.add(facts.id, told | {"report": {}, "received_by": ME.name}, Coverage())
            snapshot = work.uploads.add_snapshot(facts.id, upload, name, AS_OF, Coverage().key, len(frame), name)
            work.registers.append(facts.id, name, snapshot, AS_OF, frame)
            work.registers.settle(facts.id, name, AS_OF)
        work.portfolios.raise_version(facts.id)
    return access.scope(ME, key)
