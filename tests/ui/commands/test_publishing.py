"""Publishing by the command line: steps of a period, corrections that need a reason and an approver."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from ui.commands import app

SCHEMAS = Path(__file__).resolve().parents[3] / "docs" / "cli"
HEAD = "Project key,Name,Forecast finish,Approved budget,Forecast cost\n"
FIRST = HEAD + "A,Bridge,2027-01-15,1000,1100\nB,Road,2027-02-15,1000,1200\n"
CORRECTED = HEAD + "A,Bridge,2027-01-15,1000,1500\nB,Road,2027-02-15,1000,1200\n"
WHY = ("--restate", "A bill was missing", "--approved-by", "Ann Lee")


def ask(*words: object, code: int = 0, schema: str = "") -> dict[str, Any]:
    """Run a command with --json; return its fields, checked against its schema."""
    ended = CliRunner().invoke(app, [*map(str, words), "--json"])
    assert ended.exit_code == code, ended.output
    fields: dict[str, Any] = json.loads(ended.stdout)
    wanted = json.loads((SCHEMAS / f"{schema or words[0]}.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(fields, wanted, cls=jsonschema.Draft202012Validator)
    return fields


@pytest.fixture
def loaded(sqlite_url: str, tmp_path: Path) -> Path:
    file = tmp_path / "june.csv"
    file.write_text(FIRST, encoding="utf-8")
    ask("import", file, "--portfolio", "city", "--create", "--as-of", "2026-06-30")
    return file


def publish() -> None:
    for step in ("review", "sign-off", "publish"):
        ask("period", "city", "2026-06-30", step)


def test_a_period_is_taken_through_its_steps_and_listed(loaded: Path) -> None:
    assert ask("period", "city", "2026-06-30", "review")["status"] == "in review"
    ask("period", "city", "2026-06-30", "publish", code=1, schema="refused")
    assert ask("period", "city", "2026-06-30", "reopen")["status"] == "open"
    publish()
    told = ask("publications", "city")
    assert [one["status"] for one in told["periods"]] == ["published"]
    assert told["restatements"] == []


def test_what_was_not_reported_is_not_published_and_no_step_is_made_up(loaded: Path) -> None:
    ask("period", "city", "2026-07-31", "review", code=1, schema="refused")
    assert CliRunner().invoke(app, ["period", "city", "2026-06-30", "burn"]).exit_code == 2


def test_a_corrected_file_needs_both_reason_and_approver_once_published(loaded: Path) -> None:
    publish()
    loaded.write_text(CORRECTED, encoding="utf-8")
    words = ("import", loaded, "--portfolio", "city", "--as-of", "2026-06-30")
    refused = ask(*words, code=1, schema="refused")
    assert "published as of 30 Jun 2026" in str(refused)
    assert CliRunner().invoke(app, [*map(str, words), *WHY[:2]]).exit_code == 2
    done = ask(*words, *WHY)
    assert done["status"] == "committed"
    (told,) = ask("publications", "city")["restatements"]
    assert (told["reason"], told["approved_by"]) == ("A bill was missing", "Ann Lee")
    assert (told["before"]["forecast_cost"], told["after"]["forecast_cost"]) == (2300, 2700)
    ask("withdraw", "city", done["upload"], "--reason", "It was not", code=1, schema="refused")
    ask("withdraw", "city", done["upload"], "--reason", "It was not", "--approved-by", "Ann Lee")
    assert next(one["reason"] for one in ask("publications", "city")["restatements"]) == "It was not"


def test_people_read_where_each_period_stands(loaded: Path) -> None:
    publish()
    said = CliRunner().invoke(app, ["publications", "city"]).stdout
    assert said.startswith("30 Jun 2026 was published by")


def test_people_read_of_open_periods_only_how_many_and_of_restatements_both_figures(loaded: Path) -> None:
    said = CliRunner().invoke(app, ["publications", "city"]).stdout
    assert said == "1 period is open: nobody has reviewed it yet.\n"
    publish()
    loaded.write_text(CORRECTED, encoding="utf-8")
    ask("import", loaded, "--portfolio", "city", "--as-of", "2026-06-30", *WHY)
    (_, told) = CliRunner().invoke(app, ["publications", "city"]).stdout.splitlines()
    assert told.startswith("30 Jun 2026 was restated by ")
    assert "who named Ann Lee as approver: A bill was missing. Forecast cost " in told
    assert " → " in told
