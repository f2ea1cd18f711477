"""Whether this process can serve, and what a monitor counts."""

from dataclasses import dataclass

from data_access import condition, database
from data_access.condition import Figures
from data_access.logs import log


@dataclass(frozen=True)
class Readiness:
    """Whether the database answers with the schema this program needs. `reason` is empty where it does."""

    ready: bool
    reason: str
    seconds: float


def readiness() -> Readiness:
    """Ask the database for its schema revision; a failure is told, not raised."""
    try:
        revision, seconds = condition.answer()
    except Exception:
        log().warning("database does not answer", exc_info=True)
        return Readiness(False, "The database does not answer.", 0.0)
    if revision is None:
        return Readiness(False, "The database has no tables yet.", seconds)
    if revision != database.newest_revision():
        return Readiness(False, "The schema of the database is not the one this version needs.", seconds)
    return Readiness(True, "", seconds)


def figures() -> Figures | None:
    """Return what a monitor counts in the database, or None while it cannot be read."""
    try:
        return condition.figures()
    except Exception:
        log().warning("figures could not be read", exc_info=True)
        return None
