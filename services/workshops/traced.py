"""Which workshop points and ratings came from, and who decided: by the snapshot that they were stored in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data_access import UnitOfWork
from data_access.portfolios import PortfolioFacts
from services.access import Scope
from services.workshops.reading import shows


@dataclass(frozen=True)
class Departure:
    """What was decided otherwise than found, and why; `key` is that of an objective, or of project and objective."""

    key: tuple[str, ...]
    name: str
    found: str | float
    decided: str | float
    reason: str


@dataclass(frozen=True)
class Traced:
    """The workshop that something rests on, who decided on it, and what departs from what it found."""

    number: int
    title: str
    closed_at: datetime | None
    by: str
    noted_by: str
    departures: tuple[Departure, ...]

    def reason(self, *key: str) -> str | None:
        """Return why something departs from what was found; None where it does not."""
        return next((each.reason for each in self.departures if each.key == key), None)


def of_snapshots(scope: Scope, work: UnitOfWork, facts: PortfolioFacts) -> dict[int, Traced]:
    """Return by snapshot the workshops whose results were taken over, of those that the reader is shown."""
    return {
        int(row["decision"]["snapshot"]): _traced(row)
        for row in work.workshops.listing(facts.id)
        if row["decision"] and row["decision"].get("snapshot") and shows(scope, row)
    }


def _traced(row: dict[str, Any]) -> Traced:
    decision, frame = row["decision"], row["frame"]
    names = {each["key"]: each["name"] for part in ("objectives", "projects") for each in frame.get(part, ())}
    departures = []
    for each in decision["departures"]:
        key = (each["key"],) if isinstance(each["key"], str) else tuple(each["key"])
        name = ", ".join(names.get(one, one) for one in key)
        departures.append(Departure(key, name, each["found"], each["decided"], each["reason"]))
    told = (row["closed_at"], decision["by"], decision["noted_by"])
    return Traced(row["id"], row["title"], *told, tuple(departures))
