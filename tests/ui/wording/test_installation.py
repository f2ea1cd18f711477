"""The headline of the health page is true to the database."""

from data_access.audit_chain import Head
from services.audit import Verdict
from services.databases import Health
from ui.wording import installation

SOUND = Health("SQLite, in one file", "0001", True, "SQLite 3.53.0", "WAL", "", 2)
WHOLE = Verdict(7, Head(7, "ab"))
BROKEN = Verdict(4, Head(3, "ab"), "changed", 4)


def test_a_sound_database_says_what_was_looked_at():
    said = "The database answers, its audit is whole, and all figures are worked out."
    assert installation.finding(SOUND, 0, WHOLE) == said
    assert installation.tampered(WHOLE) == ""


def test_figures_still_to_be_worked_out_are_counted():
    assert "15 periods" in installation.finding(SOUND, 15, WHOLE)


def test_a_broken_audit_is_told_with_its_place_whatever_else_is_well():
    assert installation.finding(SOUND, 0, BROKEN) == "The audit is broken at entry 4."
    assert installation.tampered(BROKEN).startswith("What is stored as entry 4 is not what was written.")


def test_an_old_schema_goes_before_everything():
    old = Health("SQLite, in one file", "0000", False, "", "", "", 0)
    assert "upgrade" in installation.finding(old, 3, BROKEN)


def test_journals_are_told_in_words():
    assert [installation.journal(mode) for mode in ("WAL", "delete", "memory")] == ["Write-ahead", "Plain", "Memory"]
