"""Monitors learn whether the process lives, whether it can serve, and its figures; nobody else learns the figures."""

import threading

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.testclient import TestClient

from data_access import database
from data_access.settings import settings
from services import portfolios, readiness
from services.access import local_user
from ui import routes

TOKEN = "Vx7-q0LmT3eRb9_zKw2HnYcA5sDfGj8u"


def client(address="127.0.0.1"):
    return TestClient(Starlette(routes=routes.watching_routes()), "http://127.0.0.1:8501", client=(address, 4000))


def test_a_database_with_the_right_schema_is_ready(database_url):
    answer = client().get("/ready")
    assert (answer.status_code, answer.json()) == (200, {"ready": True, "reason": ""})


def test_another_schema_is_not_ready_and_the_process_lives_all_the_same(database_url, monkeypatch):
    monkeypatch.setattr("data_access.database.newest_revision", lambda: "a later one")
    answer = client().get("/ready")
    assert answer.status_code == 503
    assert "schema" in answer.json()["reason"]
    assert client().get("/live").status_code == 200


def test_a_database_without_tables_is_not_ready(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'new.db'}")
    settings.cache_clear()
    assert client().get("/ready").status_code == 503


def test_a_database_that_cannot_be_reached_is_not_ready_and_its_address_is_not_told(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://city:canary-pw@127.0.0.1:1/city?connect_timeout=1")
    settings.cache_clear()
    answer = client().get("/ready")
    assert answer.status_code == 503
    assert "canary" not in answer.text
    assert "127.0.0.1" not in answer.text


def test_a_database_that_hangs_is_not_waited_for(monkeypatch):
    let_go = threading.Event()

    def hang():
        let_go.wait(20)

    monkeypatch.setattr(readiness, "readiness", hang)
    monkeypatch.setattr(routes, "READY_SECONDS", 0.05)
    monkeypatch.setattr(routes, "_limiters", {})
    try:
        with client() as asking:
            for _ in range(routes.AT_ONCE + 2):
                answer = asking.get("/ready")
                assert answer.status_code == 503
                assert "did not answer" in answer.json()["reason"]
            assert asking.get("/live").status_code == 200
    finally:
        let_go.set()


@pytest.fixture
def figures(database_url):
    portfolios.create(local_user(), "works", "Town works of Ada Lovelace", "USD", 7)
    return database_url


def test_figures_are_open_metrics_and_name_no_person_and_no_project(figures):
    answer = client().get("/metrics")
    assert answer.headers["content-type"].startswith("application/openmetrics-text")
    families = {family.name: family for family in text_string_to_metric_families(answer.text)}
    assert families["bellwether_ready"].samples[0].value == 1
    for name in ("requests", "request_seconds", "run_seconds", "connections", "errors", "database_seconds", "sessions"):
        assert f"bellwether_{name}" in families
    labels = {label for family in families.values() for sample in family.samples for label in sample.labels}
    assert labels <= {"route", "method", "status", "kind", "state", "place", "portfolio", "le"}
    assert "Lovelace" not in answer.text
    assert settings().user not in answer.text


def test_figures_are_told_even_while_the_database_is_not_ready(monkeypatch, database_url):
    monkeypatch.setattr(database, "newest_revision", lambda: "a later one")
    families = {family.name: family for family in text_string_to_metric_families(client().get("/metrics").text)}
    assert families["bellwether_ready"].samples[0].value == 0
    assert "bellwether_sessions" not in families


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("10.1.2.3", {}),
        ("127.0.0.1", {"X-Forwarded-For": "10.1.2.3"}),
        ("127.0.0.1", {"Forwarded": "for=10.1.2.3"}),
        ("127.0.0.1", {"Via": "1.1 proxy"}),
        ("127.0.0.1", {"Host": "bellwether.city.test"}),
    ],
)
def test_without_a_token_figures_are_for_this_machine_alone(sqlite_url, address, headers):
    answer = client(address).get("/metrics", headers=headers)
    assert answer.status_code == 403
    assert "bellwether_" not in answer.text


def test_with_a_token_figures_are_for_who_shows_it_and_nobody_else(sqlite_url, monkeypatch):
    monkeypatch.setattr(settings(), "metrics_token", SecretStr(TOKEN))
    for address in ("127.0.0.1", "10.1.2.3"):
        ask = client(address)
        assert ask.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
        for wrong in ("", f"Bearer {TOKEN[:-1]}", f"Basic {TOKEN}", TOKEN, "Bearer é"):
            assert ask.get("/metrics", headers={"Authorization": wrong.encode()}).status_code == 401
