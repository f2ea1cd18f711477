"""The listing of the settings, for people and for programs."""

import json
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from data_access.settings import Settings, settings
from ui.commands import app

SCHEMA = Path(__file__).resolve().parents[3] / "docs" / "cli" / "settings.schema.json"
CANARY = "canary-51d0c3"


@pytest.fixture(autouse=True)
def planted(monkeypatch):
    monkeypatch.setenv("BELLWETHER_SECRET", CANARY)
    monkeypatch.setenv("DATABASE_URL", f"postgresql://city:{CANARY}@db/city")
    monkeypatch.setenv("BELLWETHER_DASK", f"tcp://user:{CANARY}@scheduler:8786")
    settings.cache_clear()


def test_all_settings_are_listed_without_asking_the_database():
    ended = CliRunner().invoke(app, ["settings", "--json"])
    assert ended.exit_code == 0, ended.output
    fields = json.loads(ended.stdout)
    jsonschema.validate(fields, json.loads(SCHEMA.read_text(encoding="utf-8")), cls=jsonschema.Draft202012Validator)
    held = {row["name"]: row for row in fields["settings"]}
    assert set(held) == set(Settings.model_fields)
    assert (held["secret"]["value"], held["secret"]["source"]) == ("[hidden]", "environment")
    assert (held["proxy_secret"]["value"], held["proxy_secret"]["source"]) == ("", "default")
    assert held["database_url"]["value"] == "postgresql://city:[hidden]@db/city"
    assert CANARY not in ended.output


def test_in_words_each_has_its_variable_its_meaning_and_its_source():
    said = CliRunner().invoke(app, ["settings"]).output
    assert "BELLWETHER_SECRET = [hidden]" in said
    assert "BELLWETHER_PROXY_SECRET = not set" in said
    assert "From the environment; the default is not set." in said
    assert CANARY not in said


def test_settings_that_cannot_be_used_are_refused_in_a_sentence(monkeypatch):
    monkeypatch.setenv("BELLWETHER_COLUMNS", CANARY)
    settings.cache_clear()
    ended = CliRunner().invoke(app, ["settings", "--json"])
    assert ended.exit_code == 1
    assert "BELLWETHER_COLUMNS" in json.loads(ended.stdout)["refused"][0]["rule"]
    assert CANARY not in ended.output
