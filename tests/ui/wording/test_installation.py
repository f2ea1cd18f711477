"""The headline of the health page is true to the database."""

from services.databases import Health
from ui.wording import installation

SOUND = Health("SQLite, in one file", "0001", True, "SQLite 3.53.0", "WAL", "", 2)


def test_a_sound_database_says_so():
    assert installation.finding(SOUND, 0) == "The database is sound and all figures are worked out."


def test_figures_still_to_be_worked_out_are_counted():
    assert "15 periods" in installation.finding(SOUND, 15)


def test_an_old_schema_goes_before_everything():
    old = Health("SQLite, in one file", "0000", False, "", "", "", 0)
    assert "upgrade" in installation.finding(old, 3)


def test_journals_are_told_in_words():
    assert [installation.journal(mode) for mode in ("WAL", "delete", "memory")] == ["Write-ahead", "Plain", "Memory"]
