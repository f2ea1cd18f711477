"""A harbour's ten projects with funds, people, gates, contracts, exit cost and rules, small enough to check by eye.

Cost to go: M 1 600 (mandatory, 50 of it contingency), R 1 200 (run), C 1 300 and C 2 100 (committed), D 1 240 and
D 2 120 (at work, to decide), N 1 200 and N 2 90 (new, to decide); F 1 is finished, X 1 cancelled. Fiscal years begin in
July; the as-of date lies in FY27.
"""

from datetime import date
from typing import Any

import pandas as pd

from data_access import transaction
from services import access, portfolios
from services.access import Scope
from tests.services import town

AS_OF = date(2026, 10, 31)
MONTHS = [f"2026-{month:02d}-01" for month in (11, 12)] + [f"2027-{month:02d}-01" for month in range(1, 7)]
MONEY = ("forecast_cost", "actual_cost", "contingency", "exit_cost", "run_cost_per_year", "forecast", "actual",
         "committed", "paid")  # fmt: skip
DAYS = ("forecast_finish", "period_start", "planned", "held", "forecast_date", "actual_date", "end")


def frame(rows: list[tuple[Any, ...]], columns: str) -> pd.DataFrame:
    """Return typed rows of a register: amounts in whole cents, days as dates."""
    table = pd.DataFrame(rows, columns=columns.split())
    for name in table.columns.intersection(MONEY):
        table[name] = (table[name].astype("Float64") * 100).astype("Int64")
    for name in table.columns.intersection(DAYS):
        table[name] = pd.to_datetime(table[name]).astype("datetime64[s]")
    return table


def projects() -> pd.DataFrame:
    """Return the projects."""
    rows = [
        ("M 1", "Dam", "active", "mandatory", 700, 100, 50, None, 10, "2027-06-30"),
        ("R 1", "Network", "active", "run", 200, 0, None, None, None, None),
        ("C 1", "Depot", "active", "committed", 300, 0, 0, 80, 5, "2028-06-30"),
        ("C 2", "Tram", "active", "committed", 100, 0, None, None, None, "2028-06-30"),
        ("D 1", "Harbour wall", "active", "discretionary", 240, 0, None, 30, 4, "2028-06-30"),
        ("D 2", "Library", "on hold", "discretionary", 120, 0, None, None, 8, "2028-06-30"),
        ("N 1", "Bridge", "proposed", "discretionary", 200, None, None, None, 0, "2028-06-30"),
        ("N 2", "Park", "proposed", "discretionary", 90, None, None, None, 2, "2028-06-30"),
        ("F 1", "Old road", "completed", None, 50, 50, None, None, 1, None),
        ("X 1", "Quay", "cancelled", None, 50, 50, None, None, 1, None),
    ]
    columns = "project_key name status investment_class forecast_cost actual_cost contingency exit_cost"
    return frame(rows, columns + " run_cost_per_year forecast_finish")


def money() -> dict[str, pd.DataFrame]:
    """Return costs by year with their funds, and contracts."""
    costs = [
        ("M 1", "2026-07-01", "capex", "Levy", 400, 100, 250),
        ("M 1", "2027-07-01", "capex", "Levy", 300, 0, 20),
        ("D 1", "2026-07-01", "capex", "Levy", 80, 0, 50),
        ("D 1", "2026-07-01", "opex", "Levy", 40, 0, 0),
        ("D 1", "2027-07-01", "capex", "Grant", 120, 0, 10),
        ("D 2", "2026-07-01", "opex", "Grant", 30, 0, 0),
        ("D 2", "2027-07-01", "opex", "Grant", 90, 0, 0),
        ("N 1", "2026-07-01", "capex", "Grant", 100, 0, 0),
        ("N 1", "2027-07-01", "capex", "Grant", 100, 0, 0),
    ]
    contracts = [("C 2", "K1", 60, 20, "2027-06-30", "Active"), ("C 2", "K2", 99, 0, "2027-06-30", "Closed")]
    whole = {"line": "all", "period_kind": "fiscal year"}
    return {
        "costs": frame(costs, "project_key period_start kind fund forecast actual committed").assign(**whole),
        "contracts": frame(contracts, "project_key contract_key committed paid end status"),
    }


def work() -> dict[str, pd.DataFrame]:
    """Return how projects hang together, their gates, and the people they need."""
    links = [
        ("OLD 1", "N 1", "requires", "Agreed"),
        ("N 1", "N 2", "excludes", None),
        ("N 2", "N 1", "excludes", "Open"),
        ("D 2", "N 2", "same decision", "Closed"),
        ("F 1", "N 2", "requires", "Open"),
        ("X 1", "N 2", "requires", "Open"),
        ("ZZ", "D 2", "requires", "Open"),
        ("N 2", "F 1", "excludes", "Open"),
        ("M 1", "D 1", "finish-to-start", "Open"),
        ("F 1", "X 1", "requires", "Open"),
    ]
    gates = [("D 1", "G1", "2026-09-01", "2026-09-01"), ("D 1", "G2", "2027-03-01", None)]
    gates += [("C 1", "G1", "2026-01-01", None)]
    marks = [("D 1", "M1", "gate", "2026-12-31", None), ("D 2", "M1", "gate", "2029-01-01", None)]
    needed = [("Engineer", month, "D 1", 2.0) for month in MONTHS]
    needed += [("Engineer", month, "M 1", 1.0) for month in MONTHS[:4]]
    there = [("Engineer", month, 3.0) for month in MONTHS]
    by_month = {"period_kind": "month"}
    return {
        "dependencies": frame(links, "predecessor successor kind status"),
        "gates": frame(gates, "project_key gate planned held"),
        "milestones": frame(marks, "project_key milestone_key kind forecast_date actual_date"),
        "resource_demand": frame(needed, "role period_start project_key demand_fte").assign(**by_month),
        "resource_capacity": frame(there, "role period_start capacity_fte").assign(**by_month),
    }


def strategy() -> dict[str, pd.DataFrame]:
    """Return two objectives and who serves them."""
    impacts = {"D 1": ("extreme", "low"), "D 2": ("moderate", None), "N 1": ("strong", "strong"), "N 2": (None, "low")}
    rated = [
        (key, objective, rating)
        for key, ratings in impacts.items()
        for objective, rating in zip(("O1", "O2"), ratings, strict=True)
        if rating
    ]
    return {
        "objectives": frame([("O1", "Safe", 75.0), ("O2", "Green", 25.0)], "objective_key name weight"),
        "impacts": frame(rated, "project_key objective_key rating"),
    }


def store(key: str = "harbour", *, without: tuple[str, ...] = (), rows: pd.DataFrame | None = None) -> Scope:
    """Store the harbour, without some registers where so told, and return its scope."""
    facts = portfolios.create(town.ME, key, "Harbour", "USD", 7, fiscal_label="end")
    registers = {"projects": projects() if rows is None else rows, **money(), **work(), **strategy()}
    with transaction() as unit:
        unit.remarks.add_lineage(facts.id, "OLD 1", "D 1", "renamed", AS_OF, town.ME.name)
        for name, told in registers.items():
            if name not in without:
                town.load(unit, facts.id, name, AS_OF, told)
        unit.portfolios.raise_version(facts.id)
    return access.scope(town.ME, key)
