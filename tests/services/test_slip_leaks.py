"""A column that says at every date what will happen next is found by the record that it makes, and told by name."""

from dataclasses import replace

import pytest

from data_access.settings import settings
from models.slip_baselines import MODEL, TABLE
from services import slip, slip_leaks, slip_training, slip_traps
from tests.services import slip_works
from tests.services.slip_knowing import LAST, knowing


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    monkeypatch.setenv("BELLWETHER_CORES", "1")
    settings.cache_clear()
    yield
    settings.cache_clear()


def trained(reports):
    scope = slip_works.store(reports)
    slip_training.here(scope, slip_works.ME, {"horizon": "next", "days": 30}, lambda done, total, words: None)
    return scope


@pytest.mark.parametrize(
    ("knows", "name", "column"), [("rag", "rag_overall", "RAG overall"), ("category", "category", "Category")]
)
def test_a_rating_or_a_category_that_knows_the_next_move_is_told_by_name(sqlite_url, knows, name, column):
    scope = trained(knowing(**{knows: True}))
    told = slip_leaks.read(scope, LAST, "next", 30)
    assert (told.method, told.horizon, told.days, told.asked) == (MODEL, "next", 30, True)
    assert (told.input, told.column) == (name, column)
    assert told.auc > 0.98
    assert told.alone > 0.98
    assert told.beyond_belief
    assert slip_traps.read(scope, LAST, "next", 30).leak == told


def test_an_honest_rating_accuses_nobody(sqlite_url):
    scope = trained(knowing())
    assert slip.record(scope, LAST, "next", 30)["method"] in (MODEL, TABLE)
    assert slip_leaks.read(scope, LAST, "next", 30) is None


@pytest.fixture
def works(sqlite_url):
    scope = slip_works.store(slip_works.reports())
    slip.refresh(scope)
    return scope


def test_a_phase_that_tells_every_move_is_told_before_any_training(works):
    told = slip_leaks.read(works, slip_works.LAST, "next", 30)
    assert (told.method, told.input, told.column, told.alone) == (TABLE, "phase", "Phase", 1.0)


def test_another_question_by_the_same_method_warns_of_this_one(works, monkeypatch):
    records = {("12m", 30): {"auc": 1.0}, ("next", 30): {"auc": 0.8}}
    record = slip.record(works, slip_works.LAST, "next", 30)

    def said(scope, as_of, horizon, days):
        scored = {**record["methods"][TABLE], **records.get((horizon, days), {"auc": 0.7})}
        return {**record, "methods": {TABLE: scored}, "intervals": {}}

    monkeypatch.setattr(slip, "record", said)
    told = slip_leaks.read(works, slip_works.LAST, "next", 30)
    assert (told.horizon, told.days, told.asked, told.beyond_belief) == ("12m", 30, False, False)
    records[("12m", 30)]["auc"] = 0.8
    assert slip_leaks.read(works, slip_works.LAST, "next", 30) is None
    records[("12m", 30)]["auc"] = 1.0
    few = replace(works, hidden=frozenset({"P-059"}))
    assert slip_leaks.read(few, slip_works.LAST, "next", 30) is None, "who sees a part waits for no other question"


def test_one_chance_for_all_is_not_accused(works, monkeypatch):
    record = slip.record(works, slip_works.LAST, "next", 30)
    monkeypatch.setattr(slip, "record", lambda *asked: record | {"method": "base rate"})
    assert slip_leaks.read(works, slip_works.LAST, "next", 30) is None
