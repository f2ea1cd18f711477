"""Restores from a backup in words."""

from services.audit import AuditEntry
from ui.wording.formats import moment, number


def restored(entry: AuditEntry) -> str:
    """Return that a restore is on record, for whose kept head does not fit."""
    when = f" of {moment(entry.at)}" if entry.at is not None else ""
    return (
        f"Entry {number(entry.sequence)}{when} tells of a restore from a backup: a head noted before it need not fit."
    )
