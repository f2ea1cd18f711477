from datetime import UTC, datetime

from services.audit import AuditEntry
from ui.wording import restores


def entry(at: datetime | None) -> AuditEntry:
    return AuditEntry(1312, at, "Ann", "backup restored", "a.zip", None, None, None, None, None, None, None, "0" * 64)


def test_a_restore_names_its_entry_and_its_moment_and_says_that_older_heads_need_not_fit() -> None:
    told = restores.restored(entry(datetime(2026, 11, 28, 10, 2, tzinfo=UTC)))
    assert told == (
        "Entry 1,312 of 28 Nov 2026, 10:02 UTC tells of a restore from a backup: a head noted before it need not fit."
    )
    assert restores.restored(entry(None)).startswith("Entry 1,312 tells of a restore")
