"""The command line keeps its word: JSON alone on stdout, exit codes, fields as documented."""

import json
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from data_access.settings import settings
from ui.commands import app

SCHEMAS = Path(__file__).resolve().parents[3] / "docs" / "cli"
HISTORY = "As of,Project key,Name,Department,Phase,Forecast finish,Approved budget,Forecast cost\n" + "".join(
    f"2026-0{month}-28,{key},Bridge {key},{department},Design,2027-0{month + key % 3}-15,1000.10,{month}200.30\n"
    for month in (1, 2, 3)
    for key, department in ((1, "Roads"), (2, "Roads"), (3, "Water"))
)


def ask(*words, code=0, schema=None):
    """Run a command with --json; return its fields, checked against its schema."""
    ended = CliRunner().invoke(app, [*map(str, words), "--json"])
    assert ended.exit_code == code, ended.output
    fields = json.loads(ended.stdout)
    if schema:
        wanted = json.loads((SCHEMAS / f"{schema}.schema.json").read_text(encoding="utf-8"))
        jsonschema.validate(fields, wanted, cls=jsonschema.Draft202012Validator)
    return fields


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "city.csv"
    path.write_text(HISTORY, encoding="utf-8")
    return path


@pytest.fixture
def loaded(database_url, file):
    return ask("import", file, "--portfolio", "city", "--create", "--name", "City", schema="import")


def test_an_import_says_what_it_read_and_its_rows_add_up(loaded):
    assert (loaded["status"], loaded["snapshots"], loaded["projects"]) == ("committed", 3, 3)
    assert loaded["created"] is True
    rows = loaded["rows"]
    assert rows["read"] == rows["loaded"] + rows["collapsed"] + rows["refused"] + rows["skipped"] == 9
    assert loaded["totals"] == {"approved_budget": 9000.9, "forecast_cost": 19802.7}


def test_the_same_file_again_is_done_and_says_so(loaded, file):
    again = ask("import", file, "--portfolio", "city", schema="import")
    assert (again["status"], again["upload"]) == ("already loaded", None)


def test_a_dry_run_writes_nothing_and_its_plan_can_be_loaded(loaded, tmp_path):
    changed = tmp_path / "april.csv"
    changed.write_text(HISTORY.replace("2026-03-28", "2026-04-28"), encoding="utf-8")
    planned = ask("import", changed, "--portfolio", "city", "--dry-run", schema="import")
    assert planned["status"] == "planned"
    assert len(ask("periods", "city", schema="periods")["uploads"]) == 1
    done = ask("import", changed, "--portfolio", "city", "--plan", planned["plan"], schema="import")
    assert done["status"] == "committed"
    assert [part["standing"] for part in done["parts"]] == ["unchanged", "unchanged", "new"]


def test_a_dry_run_that_creates_a_portfolio_says_that_it_does(database_url, file):
    words = ["import", str(file), "--portfolio", "city", "--create", "--dry-run"]
    said = CliRunner().invoke(app, words).output
    assert "The portfolio city is made, empty; nothing else is written until the plan is loaded." in said
    assert "Nothing is written yet" not in said
    assert ask(*words, schema="import")["created"] is False, "it is there by now"
    assert ask("periods", "city", schema="periods")["uploads"] == []


def test_a_plan_that_is_overtaken_is_refused(loaded, tmp_path, file):
    other = tmp_path / "other.csv"
    other.write_text(HISTORY.replace("2026-03-28", "2026-05-28"), encoding="utf-8")
    planned = ask("import", other, "--portfolio", "city", "--dry-run")
    ask("withdraw", "city", loaded["upload"], "--reason", "wrong month", schema="withdraw")
    refused = ask("import", other, "--portfolio", "city", "--plan", planned["plan"], code=1, schema="refused")
    assert "nothing was written" in refused["refused"][0]["rule"]


def test_a_withdrawal_needs_an_upload_that_exists_and_shows_in_the_periods(loaded):
    ask("withdraw", "city", 999, "--reason", "x", code=1, schema="refused")
    ask("withdraw", "city", loaded["upload"], "--reason", "wrong month", schema="withdraw")
    upload = ask("periods", "city", schema="periods")["uploads"][0]
    assert upload["withdrawn_reason"] == "wrong month"
    assert not any(snapshot["in_use"] for snapshot in upload["snapshots"])


def test_an_undecidable_order_of_dates_names_the_two_flags(database_url, tmp_path):
    path = tmp_path / "either.csv"
    path.write_text("Project key,Name,Forecast finish\nA,One,03/04/2026\nB,Two,05/06/2026\n", encoding="utf-8")
    words = ("import", path, "--portfolio", "city", "--create", "--as-of", "2026-01-31")
    refused = ask(*words, code=1, schema="refused")["refused"][0]
    assert "--day-first" in refused["repair"]
    assert "--month-first" in refused["repair"]
    assert ask(*words, "--day-first")["status"] == "committed"


def test_a_file_with_a_missing_date_is_refused_with_the_flag_that_gives_it(database_url, tmp_path):
    path = tmp_path / "undated.csv"
    path.write_text("Project key,Name\nA,One\n", encoding="utf-8")
    refused = ask("import", path, "--portfolio", "city", "--create", code=1, schema="refused")
    assert "--as-of" in refused["refused"][0]["repair"]


def test_a_department_speaks_only_for_itself(loaded, tmp_path):
    path = tmp_path / "roads.csv"
    path.write_text(
        "As of,Project key,Name,Department,Forecast finish\n2026-04-30,1,Bridge 1,Roads,2027-09-01\n", encoding="utf-8"
    )
    done = ask("import", path, "--portfolio", "city", "--coverage", "department=Roads", schema="import")
    assert done["parts"][0]["counts"] == {"new": 0, "changed": 1, "left": 1, "returned": 0, "unchanged": 0}
    assert done["parts"][0]["keys"]["left"] == ["2"]


def test_reading_commands_print_their_documented_fields(loaded):
    assert ask("portfolio", schema="portfolios")["portfolios"][0]["key"] == "city"
    assert ask("portfolio", "city", schema="portfolio")["as_of"] == "2026-03-28"
    assert ask("portfolio", "city", "--as-of", "2026-02-28", schema="portfolio")["compare"] == "2026-01-28"
    ask("heatmap", "city", "--rows", "department", "--columns", "health", schema="heatmap")
    ask("mapping", "city", schema="mapping")
    ask("template", "risks", schema="template")
    ask("slip", "backtest", "city", "--horizon", "next", "--days", "30", schema="slip-backtest")
    assert len(ask("slip", "predict", "city", schema="slip-predict")["projects"]) == 3
    ask("db", "rebuild", schema="db-rebuild")
    ask("db", "upgrade", schema="db-upgrade")


def test_an_unknown_portfolio_is_refused_with_its_name(database_url):
    assert "nowhere" in ask("portfolio", "nowhere", code=1, schema="refused")["refused"][0]["rule"]


@pytest.mark.parametrize(
    "words",
    [
        ("import",),
        ("import", "no-such-file.csv", "--portfolio", "city"),
        ("slip", "predict", "city", "--days", "45"),
        ("portfolio", "city", "--as-of", "yesterday"),
    ],
)
def test_wrong_use_is_exit_2_with_nothing_on_stdout(sqlite_url, words):
    ended = CliRunner().invoke(app, [*words, "--json"])
    assert ended.exit_code == 2
    assert ended.stdout == ""


def test_a_fault_is_exit_3(sqlite_url, monkeypatch):
    def broken(*_given):
        raise RuntimeError("disk on fire")

    monkeypatch.setattr("services.importing.listing", broken)
    ended = CliRunner().invoke(app, ["portfolio", "--json"])
    assert ended.exit_code == 3
    assert json.loads(ended.stdout) == {"fault": "RuntimeError: disk on fire"}


def test_a_database_without_tables_gets_them_and_an_older_one_is_refused(tmp_path, monkeypatch, file):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'new.db'}")
    settings.cache_clear()
    assert ask("import", file, "--portfolio", "city", "--create")["status"] == "committed"
    monkeypatch.setattr("data_access.database.newest_revision", lambda: "a later one")
    refused = ask("portfolio", code=1, schema="refused")["refused"][0]
    assert "db upgrade" in refused["repair"]
