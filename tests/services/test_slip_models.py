"""Stored models: refused where their bytes changed, compared on the same dates, restored with a reason."""

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import update

from data_access import database, reading, transaction
from data_access.slip_models import MODEL as TABLE_OF_MODELS
from services import access, slip, slip_explain, slip_models, slip_training
from services.access import Actor, Scope
from services.errors import Explained, NotAllowed, NotFound
from tests.services import slip_stand_in
from tests.services.slip_works import DATES, LAST, ME, load, reports, store

QUESTION = ("next", 30)
LATER = DATES[-3]


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    slip_stand_in.put_in(monkeypatch)


@pytest.fixture
def works(database_url: str) -> Scope:
    """A portfolio with two models: one trained three dates before the end, one at the end."""
    scope = store({day: rows for day, rows in reports().items() if day <= LATER})
    train(scope)
    with transaction() as work:
        facts = access.found(work, "works", lock=True)
        for day in DATES[-2:]:
            load(work, facts.id, day, reports()[day])
        work.registers.settle(facts.id, "projects", DATES[-2])
        work.derived.forget(facts.id, DATES[-2])
        work.portfolios.raise_version(facts.id)
    now = access.scope(ME, "works")
    train(now)
    return now


def train(scope: Scope) -> None:
    slip_training.here(scope, ME, {"horizon": "next", "days": 30}, lambda done, total, words: None)


def tamper(model: int) -> None:
    with database.engine().execution_options(write=True).begin() as connection:
        changed = update(TABLE_OF_MODELS).where(TABLE_OF_MODELS.c.id == model)
        connection.execute(changed.values(content=b'{"horizon": "next"}'))


def test_models_are_listed_newest_first_and_one_speaks(works):
    newer, older = slip_models.listing(works, *QUESTION)
    assert (newer.as_of, older.as_of) == (LAST, LATER)
    assert (newer.is_active, older.is_active) == (True, False)
    assert newer.record["methods"]["model"]["n"] > older.record["methods"]["model"]["n"]
    assert slip_models.active(works, *QUESTION) == newer
    assert len(slip_models.training_pairs(works, newer)) == newer.pairs
    assert slip_models.listing(works, "12m", 90) == []


def test_an_older_model_is_restored_with_a_reason_and_named(works):
    newer, older = slip_models.listing(works, *QUESTION)
    before = slip.predictions(works, LAST)
    assert slip_models.restore(ME, works, older.id, "The newest one learned from a wrong file.") == LAST
    told, now = slip.record(works, LAST), slip.predictions(works, LAST)
    assert (told["model"]["id"], told["model"]["restored"], told["model"]["as_of"]) == (older.id, True, str(LATER))
    assert told["methods"] == older.record["methods"]
    assert now["reason_none"].tolist() == before["reason_none"].tolist()
    assert not np.allclose(now["probability"].dropna(), before["probability"].dropna(), rtol=0, atol=1e-12)
    with reading() as work:
        entry = work.journal.entries(access.found(work, "works").id).iloc[0]
    assert entry["action"] == "slip model restored"
    assert entry["after"]["reason"] == "The newest one learned from a wrong file."
    assert entry["before"] == {"model": newer.id}
    train(works)
    assert slip.record(works, LAST)["model"]["restored"] is False


def test_restoring_needs_a_reason_a_model_and_the_right(works):
    older = slip_models.listing(works, *QUESTION)[1]
    with pytest.raises(Explained, match="needs a reason"):
        slip_models.restore(ME, works, older.id, "  ")
    with pytest.raises(NotFound):
        slip_models.restore(ME, works, 999, "because")
    with pytest.raises(NotAllowed):
        slip_models.restore(Actor("reader", "viewer"), works, older.id, "because")
    assert slip_models.active(works, *QUESTION).id != older.id


def test_a_model_whose_own_record_did_not_let_it_speak_is_not_restored(works):
    for _ in range(2):
        slip_training.here(works, ME, {"horizon": "12m", "days": 30}, lambda done, total, words: None)
    newer, older = slip_models.listing(works, "12m", 30)
    assert older.record["method"] == "base rate"
    with pytest.raises(Explained, match=r"may not speak\. Not enough history to test a method on"):
        slip_models.restore(ME, works, older.id, "because")
    assert slip_models.active(works, "12m", 30).id == newer.id


def test_a_model_with_other_bytes_is_refused_and_nothing_changes(works):
    newer, older = slip_models.listing(works, *QUESTION)
    tamper(older.id)
    before = slip.predictions(works, LAST)
    with pytest.raises(slip_models.Damaged, match="is not what was stored: its hash differs"):
        slip_models.restore(ME, works, older.id, "because")
    with pytest.raises(slip_models.Damaged):
        slip_models.compare(works, newer.id, older.id)
    pd.testing.assert_frame_equal(slip.predictions(works, LAST), before)
    assert slip_models.active(works, *QUESTION).id == newer.id


def test_where_the_speaking_model_was_changed_the_table_speaks_and_says_so(works):
    newer = slip_models.active(works, *QUESTION)
    tamper(newer.id)
    with pytest.raises(slip_models.Damaged):
        slip_models.loaded(works, newer)
    said = slip.predictions(works, LAST)
    assert set(said["method"]) - {"none"} == {"table"}
    told = slip.record(works, LAST)
    assert (told["method"], told["model"]) == ("phase x time left", None)
    assert "not what was stored" in told["note"]
    train(works)
    assert slip.record(works, LAST)["method"] == "model"


def test_bytes_that_bear_the_hash_and_are_no_model_are_refused(works, monkeypatch):
    newer = slip_models.active(works, *QUESTION)

    def refuse(data: bytes) -> None:
        raise ValueError("a type that is not on the list")

    monkeypatch.setattr("models.slip_bytes.from_bytes", refuse)
    with pytest.raises(slip_models.Damaged):
        slip_models.loaded(works, newer)


def test_two_models_are_compared_on_what_both_records_predicted_and_on_what_neither_learned(works):
    newer, older = slip_models.listing(works, *QUESTION)
    told = slip_models.compare(works, newer.id, older.id)
    assert (told.older.model.id, told.newer.model.id) == (older.id, newer.id)
    assert told.n_common == told.older.record.n == older.record["methods"]["model"]["n"]
    assert vars(told.older.record) == pytest.approx(vars(told.newer.record))
    assert told.last < LATER
    assert (told.n_since, told.older.since, told.newer.since) == (0, None, None)


def test_the_models_of_an_earlier_day_are_compared_on_what_came_after_both(works):
    train(Scope("works", works.data_version))
    with transaction() as work:
        facts = access.found(work, "works", lock=True)
        for number, day in enumerate(pd.date_range("2025-05-31", periods=2, freq="ME")):
            load(work, facts.id, day.date(), reports()[DATES[-2 + number]].assign(status="active"))
        work.registers.settle(facts.id, "projects", LAST)
        work.portfolios.raise_version(facts.id)
    newest, before, _ = slip_models.listing(works, *QUESTION)
    told = slip_models.compare(access.scope(ME, "works"), newest.id, before.id)
    assert told.n_since == told.newer.since.n > 0
    assert vars(told.newer.since) == pytest.approx(vars(told.older.since))


def test_models_of_two_questions_are_not_compared(works):
    slip_training.here(works, ME, {"horizon": "next", "days": 90}, lambda done, total, words: None)
    other = slip_models.active(works, "next", 90)
    with pytest.raises(Explained, match="different questions"):
        slip_models.compare(works, other.id, slip_models.active(works, *QUESTION).id)


def test_drift_tells_how_far_inputs_and_record_have_moved(works):
    told = slip_models.drift(works, *QUESTION)
    by_input = told.inputs.set_index("input")
    assert told.as_of == LAST
    assert by_input.loc["phase", "verdict"] == "steady"
    assert (by_input["noise"] >= 0).all()
    assert by_input["psi"].is_monotonic_decreasing
    assert told.record.n_recent + told.record.n_before == told.model.record["methods"]["model"]["n"]
    assert slip_models.drift(works, "12m", 90) is None


def test_an_explanation_sums_to_the_prediction_at_the_newest_and_at_an_earlier_date(works):
    for day in (LAST, DATES[-6]):
        said = slip.predictions(works, day).set_index("project_key")["probability"]
        for key in ("P-006", "P-007"):
            why = slip_explain.explain(works, key, day)
            assert why.method == "model"
            assert why.probability == pytest.approx(said[key], abs=1e-6)
            assert why.base + sum(added for _, added in why.parts) == pytest.approx(said[key], abs=1e-6)
            assert abs(why.parts[0][1]) > 0.1


def test_the_table_and_the_base_rate_explain_themselves_too(database_url):
    untrained = store(reports())
    for horizon, method in (("12m", "base rate"), ("next", "phase x time left")):
        why = slip_explain.explain(untrained, "P-006", LAST, horizon)
        assert why.method == method
        assert why.base + sum(added for _, added in why.parts) == pytest.approx(why.probability, abs=1e-9)


def test_a_project_without_a_prediction_is_refused_with_its_reason(works):
    with pytest.raises(Explained, match="no prediction at this date: completed"):
        slip_explain.explain(works, "P-000", LAST)
    with pytest.raises(NotFound):
        slip_explain.explain(works, "P-999", LAST)
