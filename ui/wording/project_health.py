"""Reported, computed, assured and predicted status of one project side by side, each with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from services.project_view import Chance
from ui.wording import health
from ui.wording.formats import MINUS, count, day, is_missing, money, number, percent
from ui.wording.formats import chance as chance_words
from ui.wording.projects import DIMENSIONS

SOURCES: Final = ("reported", "computed", "assured", "predicted")


@dataclass(frozen=True)
class Line:
    """One dimension: its four statuses (1 to 5 or missing), whether they disagree, and why."""

    label: str
    reported: Any
    computed: Any
    assured: Any
    predicted: Any
    disagrees: bool
    why: str


def lines(row: Mapping[str, Any], currency: str) -> list[Line]:
    """Return the dimensions of which anything is known."""
    made = []
    for name, label in DIMENSIONS.items():
        assured = row["rag_assured"] if name == "overall" else None
        predicted = row["predicted"] if name == "schedule" else None
        said, found = row[f"said_{name}"], row[f"found_{name}"]
        if all(is_missing(value) for value in (said, found, assured, predicted)):
            continue
        apart = said < 3 <= found
        why = "; ".join(_reasons(name, row, currency))
        made.append(Line(label, said, found, assured, predicted, apart, f"{why[:1].upper()}{why[1:]}"))
    return made


def _reasons(name: str, row: Mapping[str, Any], currency: str) -> list[str]:
    """Return the evidence of one dimension, whatever its status."""
    return {"schedule": _schedule, "cost": _cost, "risk": _risk, "reporting": _reporting}.get(name, _none)(
        row, currency
    )


def _none(row: Mapping[str, Any], currency: str) -> list[str]:
    return []


def _schedule(row: Mapping[str, Any], currency: str) -> list[str]:
    said = []
    if not is_missing(row["late_days"]):
        late = row["late_days"]
        said.append(f"{health.late(late)} against its approved date" if late else "on its approved date")
    if not is_missing(row["spi"]):
        said.append(f"work earned is {percent(row['spi'])} of plan")
    return said


def _cost(row: Mapping[str, Any], currency: str) -> list[str]:
    said = []
    share = row["over_budget_share"]
    if not is_missing(share):
        side = "over" if share > 0 else "under"
        held = f"forecast {percent(abs(share), 1)} {side} budget"
        said.append(held if abs(share) >= 0.0005 else "forecast on budget")
    if not is_missing(row["cpi"]):
        said.append(f"CPI {number(row['cpi'], 2).replace(MINUS, '-')}")
    return said


def _risk(row: Mapping[str, Any], currency: str) -> list[str]:
    if is_missing(row["exposure"]):
        return []
    share = "" if is_missing(row["exposure_share"]) else f", {percent(row['exposure_share'])} of its cost"
    return [f"open threats of {money(row['exposure'], currency)}{share}"]


def _reporting(row: Mapping[str, Any], currency: str) -> list[str]:
    behind = row["periods_behind"]
    if is_missing(behind):
        return []
    return [f"no report for {count(int(behind), 'period')}" if behind else f"reported {day(row['row_as_of'])}"]


def opinions(newest: Mapping[str, Any], chance: Chance | None) -> list[tuple[str, str]]:
    """Return what the PMO holds and what is predicted, each with its reason; `newest` is the last report."""
    said = []
    if not is_missing(newest["rag_assured"]):
        by = "the PMO" if is_missing(newest["rag_assured_by"]) else str(newest["rag_assured_by"])
        reason = "" if is_missing(newest["rag_assured_reason"]) else f": {newest['rag_assured_reason']}"
        said.append(("Assured", f"By {by}{reason}"))
    if chance is not None and chance.probability is not None:
        horizon = chance.words.split(" (")[0]
        said.append(("Predicted", f"{chance_words(chance.probability)} to slip {horizon}: {chance.reason}"))
    return said
