"""The import command writes a mapping to start from, and asks before it loads a date far ahead."""

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from services import upload_ahead
from ui.commands import app


def ask(*words: object) -> tuple[int, str]:
    ended = CliRunner().invoke(app, [str(word) for word in words])
    return ended.exit_code, ended.stdout


def test_the_proposed_mapping_is_written_even_where_the_file_is_refused_and_loads_it_corrected(
    sqlite_url: str, tmp_path: Path
) -> None:
    file, written = tmp_path / "city.csv", tmp_path / "mapping.json"
    file.write_text("Project key,Titel,EAC (USD)\nA,One,5\n", encoding="utf-8")
    words = ("import", file, "--portfolio", "city", "--create", "--as-of", "2026-06-30")
    code, said = ask(*words, "--mapping-out", written)
    assert code == 1
    assert "--mapping-out FILE writes one to correct" in said
    mapping = json.loads(written.read_text(encoding="utf-8"))
    mapping["columns"][1]["column"] = "name"
    written.write_text(json.dumps(mapping), encoding="utf-8")
    code, said = ask(*words, "--mapping", written)
    assert code == 0
    assert "  Titel -> Name" in said
    assert "Total Forecast cost: USD 5" in said


def test_a_date_far_ahead_needs_a_confirmation(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload_ahead, "today", lambda: date(2026, 11, 29))
    file = tmp_path / "city.csv"
    file.write_text("Project key,Name,Forecast finish\nA,One,2063-01-31\n", encoding="utf-8")
    words = ("import", file, "--portfolio", "city", "--create", "--as-of", "2062-10-31")
    code, said = ask(*words)
    assert code == 1
    assert "31 Oct 2062, 13,120 days after today" in said
    assert "--confirm-date" in said
    assert ask(*words, "--confirm-date")[0] == 0
