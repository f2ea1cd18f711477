"""Sixty projects with money and ratings against a few objectives, for what rests on them."""

from services import access, alignment, objectives
from services.access import Scope
from tests.services.slip_works import LAST, ME, reports, store


def now() -> Scope:
    return access.scope(ME, "works")


def built(projects: int = 60) -> Scope:
    """Store projects in two categories, objectives of 60, 30 and 10 points, and some ratings."""
    rows = reports(projects)
    for part in rows.values():
        part["category"] = ["Roads" if at < projects // 2 else "Water" for at in part.index]
        part["forecast_cost"] = [100_00 * (at + 1) for at in part.index]
    store(rows)
    for name, points in (("Growth", 60.0), ("Safety", 30.0), ("Clean air", 10.0)):
        objectives.add(ME, now(), LAST, name, points=points)
    rated = [("P-006", "O1", "extreme"), ("P-006", "O2", "low"), ("P-007", "O1", "strong"), ("P-009", "O2", "extreme")]
    alignment.rate(ME, now(), LAST, [*rated, ("P-009", "O3", "low"), ("P-010", "O3", "strong")])
    return now()
