"""The slip commands print what the page says to take care of, and how much history is missing where it is short."""

import json
import os
import signal
import time
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from data_access.settings import settings
from services import slip_training
from tests.services.slip_knowing import knowing
from tests.services.slip_works import DATES, reports, store
from ui.commands import app

SCHEMAS = Path(__file__).resolve().parents[3] / "docs" / "cli"
NEXT = ("--horizon", "next")


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    monkeypatch.setenv("BELLWETHER_CORES", "1")
    settings.cache_clear()
    yield
    settings.cache_clear()


def said(*words):
    ended = CliRunner().invoke(app, ["slip", *words])
    assert ended.exit_code == 0, ended.output
    return ended.stdout


def fields(name, *words):
    told = json.loads(said(name, *words, "--json"))
    jsonschema.validate(told, json.loads((SCHEMAS / f"slip-{name}.schema.json").read_text(encoding="utf-8")))
    return told


def test_a_rating_that_knows_the_future_is_told_by_train_predict_and_explain(sqlite_url):
    store(knowing(rag=True))
    (question,) = fields("train", "works", *NEXT, "--days", "30")["questions"]
    (caution,) = question["cautions"]
    assert caution.startswith("The record is too good to be true: the model ranked right")
    assert "Reported status (RAG overall) by itself" in caution
    assert caution.endswith("leave it out in the mapping.")
    predicted = fields("predict", "works", *NEXT)
    assert predicted["cautions"] == [caution]
    assert predicted["lack"] is None
    assert fields("explain", "works", "P-001", *NEXT)["cautions"] == [caution]
    line = f"Take care: {caution[:1].lower()}{caution[1:]}"
    for words in (("predict", "works"), ("explain", "works", "P-001")):
        assert said(*words, *NEXT).splitlines()[1] == line


def test_too_little_history_is_told_with_what_is_known_and_what_is_missing(sqlite_url):
    store({day: rows for day, rows in reports().items() if day <= DATES[2]})
    lack = fields("predict", "works", *NEXT)["lack"]
    assert 0 < lack["outcomes"] < 200
    head = said("predict", "works", *NEXT).splitlines()[0]
    assert f"{lack['outcomes']} are known for this horizon, on 2 dates" in head
    assert f"Missing: {200 - lack['outcomes']} outcomes." in head


def test_a_training_told_to_end_leaves_in_order(sqlite_url, monkeypatch):
    store(knowing())
    heard, cleaned = [], []

    def training(*asked):
        try:
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(5)
        finally:
            cleaned.append(True)

    monkeypatch.setattr(slip_training, "here", training)
    before = signal.signal(signal.SIGTERM, lambda *_: heard.append(True))
    try:
        ended = CliRunner().invoke(app, ["slip", "train", "works"])
        assert (ended.exit_code, cleaned, heard) == (143, [True], [])
        os.kill(os.getpid(), signal.SIGTERM)
        assert heard == [True], "once it has ended, who listened before listens again"
    finally:
        signal.signal(signal.SIGTERM, before)
