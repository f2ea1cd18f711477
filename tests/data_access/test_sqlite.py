"""Which SQLite versions may use the write-ahead log."""

import pytest

from data_access import sqlite


@pytest.mark.parametrize(
    ("library", "affected"),
    [
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 53, 4), False),
    ],
)
def test_versions_with_the_journal_bug_are_known(library, affected):
    assert sqlite.has_wal_bug(library) is affected


def test_an_affected_library_falls_back_to_the_plain_journal(monkeypatch):
    monkeypatch.setattr(sqlite, "version", lambda: (3, 40, 1))
    assert sqlite.journal_mode() == "DELETE"
    monkeypatch.setattr(sqlite, "version", lambda: (3, 53, 4))
    assert sqlite.journal_mode() == "WAL"
