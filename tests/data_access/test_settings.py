"""Settings come from the environment, then from a file, and no secret of theirs is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from data_access.settings import Settings, UnusableConfig, settings, source
from data_access.settings_listed import listed

CANARY = "canary-7d1f0a-secret"


@pytest.fixture
def config(tmp_path, monkeypatch):
    def write(text):
        path = tmp_path / "bellwether.toml"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setenv("BELLWETHER_CONFIG", str(path))
        settings.cache_clear()
        return path

    return write


def test_the_environment_goes_before_the_file_and_the_file_before_the_default(config, monkeypatch):
    config('columns = 7\nuploads_per_minute = 3\n[group_roles]\npmo = "facilitator"\n')
    monkeypatch.setenv("BELLWETHER_UPLOADS_PER_MINUTE", "9")
    found = settings()
    assert (found.columns, found.uploads_per_minute, found.parse_seconds) == (7, 9, 120)
    assert found.group_roles == {"pmo": "facilitator"}
    told = {row.name: row.source for row in listed(found)}
    assert (told["columns"], told["uploads_per_minute"], told["parse_seconds"]) == ("file", "environment", "default")


def test_the_address_of_the_database_is_taken_from_its_own_variable(config, monkeypatch):
    config('database_url = "sqlite:///file.db"\n')
    monkeypatch.setenv("DATABASE_URL", " ")
    assert (settings().database_url, source("database_url")) == ("sqlite:///file.db", "file")
    settings.cache_clear()
    monkeypatch.setenv("DATABASE_URL", "sqlite:///environment.db")
    assert (settings().database_url, source("database_url")) == ("sqlite:///environment.db", "environment")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f'secrt = "{CANARY}"\n', "secrt"),
        (f'secret = "{CANARY}\n', "no valid TOML"),
        (f'columns = "{CANARY}"\n', "BELLWETHER_COLUMNS"),
        (f'sign_in = "{CANARY}"\n', "BELLWETHER_SIGN_IN"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_without_quoting_it(config, text, said):
    config(text)
    with pytest.raises(UnusableConfig, match=said) as refused:
        settings()
    assert CANARY not in str(refused.value)


def test_a_misspelt_variable_is_refused_with_the_nearest_name(monkeypatch):
    monkeypatch.setenv("BELLWETHER_SIGNIN", CANARY)
    monkeypatch.setenv("bellwether_zzz", "")
    settings.cache_clear()
    with pytest.raises(UnusableConfig) as refused:
        settings()
    told = "BELLWETHER_SIGNIN (maybe BELLWETHER_SIGN_IN is meant), bellwether_zzz."
    assert str(refused.value).startswith(f"The environment names no setting with {told}")
    assert CANARY not in str(refused.value)


@pytest.mark.parametrize("known", ["bellwether_columns", "BELLWETHER_BROWSER", "BELLWETHER_DATABASE_URL"])
def test_a_variable_that_is_known_is_taken_however_it_is_written(monkeypatch, known):
    monkeypatch.setenv(known, "7")
    settings.cache_clear()
    assert settings().columns == (7 if known.endswith("columns") else 1_000)


def test_what_a_cluster_puts_beside_a_service_is_no_setting(monkeypatch):
    monkeypatch.setenv("BELLWETHER_PORT_8501_TCP_PROTO", "tcp")
    settings.cache_clear()
    with pytest.raises(UnusableConfig, match="BELLWETHER_PORT_8501_TCP_PROTO"):
        settings()
    monkeypatch.setenv("BELLWETHER_SERVICE_HOST", "10.0.0.1")
    settings.cache_clear()
    assert settings().sign_in == "none"


def test_a_misspelt_name_in_the_file_is_refused_with_the_nearest_one(config):
    config("colums = 7\n")
    with pytest.raises(UnusableConfig, match="maybe columns is meant"):
        settings()


def test_a_file_that_is_not_there_is_refused_by_name(monkeypatch):
    monkeypatch.setenv("BELLWETHER_CONFIG", "/nowhere/bellwether.toml")
    settings.cache_clear()
    with pytest.raises(UnusableConfig, match="which is no file"):
        settings()


def test_a_table_that_is_no_json_is_refused_without_quoting_it(monkeypatch):
    monkeypatch.setenv("BELLWETHER_GROUP_ROLES", CANARY)
    settings.cache_clear()
    with pytest.raises(UnusableConfig, match="group_roles") as refused:
        settings()
    assert CANARY not in str(refused.value)


def test_every_setting_has_a_meaning_and_a_default():
    rows = listed(Settings())
    assert len(rows) == len(Settings.model_fields) > 35
    assert [row.name for row in rows if not row.meaning.endswith(".")] == []


def test_what_looks_like_a_secret_by_its_name_is_one():
    wanted = {name for name in Settings.model_fields if name.endswith(("secret", "token", "password"))}
    assert {row.name for row in listed(Settings()) if row.is_secret} == wanted
    assert len(wanted) == 4


@given(st.text(st.characters(categories=("L", "N"), include_characters="/@:%+"), min_size=6, max_size=30))
def test_no_secret_is_in_the_listing_or_the_print_of_the_settings(text):
    canary = f"{CANARY}{text}"
    held = {name: SecretStr(canary) for name, field in Settings.model_fields.items() if field.annotation is SecretStr}
    found = Settings(database_url=f"postgresql://city:{canary}@db/city", **held)
    assert CANARY not in repr(listed(found)) + repr(found) + str(found)
