"""The audit through the command line: verified, kept outside, saved to a file."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from data_access import database, transaction
from services import audit, backups
from services.access import operator
from tests.services import town
from tests.services.published_town import publish
from ui.commands import app

SCHEMAS = Path(__file__).resolve().parents[3] / "docs" / "cli"


def ask(*words, code=0):
    """Run a command with --json; return its fields, checked against its schema."""
    ended = CliRunner().invoke(app, ["audit", *map(str, words), "--json"])
    assert ended.exit_code == code, ended.output
    fields = json.loads(ended.stdout)
    schema = json.loads((SCHEMAS / f"audit-{words[0]}.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(fields, schema, cls=jsonschema.Draft202012Validator)
    return fields


@pytest.fixture
def told(database_url):
    with transaction() as work:
        work.journal.record(None, "Ann", "signed in", "ann", after={"by": "password"})
        work.journal.record(None, "=Ben", "rows edited", "＝row", {"name": "a"}, {"name": "@b"})


def test_a_whole_audit_ends_well_and_its_head_belongs_to_it(told):
    kept = ask("head")["head"]
    assert kept == str(audit.head())
    found = ask("verify", "--head", kept)
    assert (found["status"], found["entries"], found["head"], found["compared_with"]) == ("whole", 2, kept, kept)
    said = CliRunner().invoke(app, ["audit", "head"])
    assert said.stdout == f"{kept}\n"


def test_a_broken_audit_ends_with_one_and_says_where(told):
    with database.engine().execution_options(write=True).begin() as connection:
        sqlite = connection.dialect.name == "sqlite"
        connection.exec_driver_sql(
            "DROP TRIGGER audit_no_update" if sqlite else "ALTER TABLE audit DISABLE TRIGGER USER"
        )
        connection.exec_driver_sql("UPDATE audit SET subject = 'eve' WHERE sequence = 1")
    found = ask("verify", code=1)
    assert (found["status"], found["kind"], found["entry"]) == ("broken", "changed", 1)
    said = CliRunner().invoke(app, ["audit", "verify"])
    assert said.exit_code == 1
    assert "The audit is broken at entry 1." in said.stdout


def test_another_head_is_not_of_this_audit_and_what_is_no_head_is_refused(told):
    found = ask("verify", "--head", f"2:{'0' * 64}", code=1)
    assert (found["kind"], found["entry"]) == ("rewritten", 2)
    assert ask("verify", "--head", f"7:{'0' * 64}", code=1)["kind"] == "cut tail"
    assert CliRunner().invoke(app, ["audit", "verify", "--head", "two"]).exit_code == 1


def test_a_head_from_before_a_restore_does_not_fit_and_the_restore_is_named(told, tmp_path):
    made = backups.make(operator(), tmp_path / "one.zip")
    with transaction() as work:
        work.journal.record(None, "Ann", "signed in", "ann", after={"by": "password"})
    kept = ask("head")["head"]
    assert ask("verify", "--head", kept)["restored_by_entry"] is None
    backups.restore(operator(), made.file)
    found = ask("verify", "--head", kept, code=1)
    assert (found["kind"], found["restored_by_entry"]) == ("rewritten", 3)
    said = CliRunner().invoke(app, ["audit", "verify", "--head", kept])
    assert said.exit_code == 1
    assert "tells of a restore from a backup: a head noted before it need not fit." in " ".join(said.stdout.split())
    assert ask("verify")["restored_by_entry"] is None


def test_what_was_published_and_changed_in_the_database_ends_with_one(database_url):
    town.store()
    publish(town.MAY)
    assert ask("verify")["findings"] == []
    with database.engine().execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("UPDATE publication SET published_by = 'eve'")
    found = ask("verify", code=1)
    assert found["status"] == "whole"
    assert 'The publication of 31 May 2026 in town holds "eve" for who published it;' in found["findings"][0]
    assert CliRunner().invoke(app, ["verify"]).exit_code == 1


def test_entries_are_saved_with_the_head_below_and_no_cell_acts_as_a_formula(told, tmp_path):
    out = tmp_path / "audit.csv"
    done = ask("export", out)
    rows = list(csv.reader(io.StringIO(out.read_bytes().decode("utf-8-sig"))))
    assert (done["entries"], len(rows)) == (2, 4)
    assert len({len(row) for row in rows}) == 1
    assert rows[-1][0] == f"Head {done['head']}"
    assert [row[0] for row in rows[1:3]] == ["2", "1"]
    assert rows[1][2:5] == ["'=Ben", "Edited rows", "'＝row"]
    cells = [cell for row in rows for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))] == []


def test_only_what_is_asked_for_is_saved(told, tmp_path):
    out = tmp_path / "audit.csv"
    assert ask("export", out, "--person", "Ann")["entries"] == 1
    assert ask("export", out, "--words", "ROW", "--since", "2020-01-01")["entries"] == 1
    assert ask("export", out, "--until", "2020-01-01")["entries"] == 0
