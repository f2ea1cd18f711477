"""Sentences about the installation."""

from services.databases import Health
from ui.wording.formats import count

JOURNALS = {
    "wal": "readers never wait for a load",
    "delete": "readers wait while a file is loaded",
}


def journal(mode: str) -> str:
    """Return the name of a SQLite journal mode in words."""
    return {"wal": "Write-ahead", "delete": "Plain"}.get(mode.lower(), mode.capitalize())


def finding(found: Health, pending: int) -> str:
    """Return whether the installation is sound, as the headline."""
    if not found.schema_is_current:
        return "The database waits for an upgrade of its schema."
    state = "The database is sound"
    if pending:
        return f"{state}; the figures of {count(pending, 'period')} are still to be worked out."
    return f"{state} and all figures are worked out."
