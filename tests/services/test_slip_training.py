"""Training: what the model says takes the table's place, whole or not at all, and only for the data it was made of."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from data_access import reading, transaction
from models import slip_run
from services import access, derived, intake, jobs, period_summary, slip, slip_store, slip_training
from services.access import Scope
from services.errors import Explained
from tests.services import slip_stand_in
from tests.services.slip_works import DATES, LAST, ME, load, reports, store

QUESTION = ("next", 30)


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    slip_stand_in.put_in(monkeypatch)


@pytest.fixture
def works(database_url: str) -> Scope:
    return store(reports())


def train(scope: Scope, **arguments) -> dict:
    return slip_training.here(scope, ME, arguments, lambda done, total, words: None)


def models(scope: Scope, question=QUESTION) -> list:
    with reading() as work:
        return work.slip_models.listing(access.found(work, scope.portfolio).id, *question)


def actions(scope: Scope) -> list[str]:
    with reading() as work:
        return list(work.journal.entries(access.found(work, scope.portfolio).id)["action"])


def test_the_model_takes_the_place_of_the_table_at_every_date(works):
    derived.refresh(works)
    before = {day: slip.predictions(works, day) for day in (DATES[-4], LAST)}
    told = train(works)
    assert told["status"] == "done"
    assert [question["method"] for question in told["questions"]] == ["model", "base rate"] * 2
    for day, table in before.items():
        now = slip.predictions(works, day)
        assert set(now["method"]) - {"none"} == {"model"}
        np.testing.assert_allclose(now["probability"], 0.05 + 0.9 * table["probability"])
        assert now["reason"].tolist() == table["reason"].tolist()
        assert now["reason_none"].tolist() == table["reason_none"].tolist()
        assert now[["low", "high"]].isna().all(axis=None)


def test_the_record_says_who_speaks_and_how_all_methods_did(works):
    train(works)
    told, earlier = slip.record(works, LAST), slip.record(works, DATES[-4])
    (model,) = models(works)
    assert told["method"] == "model"
    assert (told["model"]["id"], told["model"]["sha256"]) == (model.id, model.sha256)
    assert (model.as_of, model.data_version, model.is_active) == (LAST, works.data_version, True)
    assert model.record["methods"] == told["methods"]
    assert {"model", "phase x time left", "base rate"} <= set(told["methods"])
    assert earlier["model"] is None
    assert earlier["methods"]["model"]["n"] < told["methods"]["model"]["n"]
    assert max(row["origin"] for row in earlier["origins"]) < DATES[-4].isoformat()
    assert 0 <= earlier["correlation"] < 1


def test_what_was_said_of_a_date_is_the_same_once_more_is_known(works, database_url):
    early = DATES[-4]
    short = store({day: rows for day, rows in reports().items() if day <= early}, "short")
    for scope in (short, works):
        train(scope, horizon="next", days=30)
    pd.testing.assert_frame_equal(slip.predictions(works, early), slip.predictions(short, early))
    told, known = slip.record(short, early), slip.record(works, early)
    for name in ("methods", "correlation", "method", "note", "base_rate", "training_pairs", "calibration", "table"):
        assert known[name] == told[name], name


def test_training_is_wanted_until_it_is_done_and_again_after_a_later_date(works):
    assert slip_training.is_wanted(works)
    train(works)
    assert not slip_training.is_wanted(works)
    with transaction() as work:
        facts = access.found(work, "works", lock=True)
        load(work, facts.id, date(2025, 5, 31), reports()[LAST])
        work.registers.settle(facts.id, "projects", date(2025, 5, 31))
        work.derived.forget(facts.id, date(2025, 5, 31))
        work.portfolios.raise_version(facts.id)
    now = access.scope(ME, "works")
    assert slip_training.is_wanted(now)
    derived.refresh(now)
    assert set(slip.predictions(now, date(2025, 5, 31))["method"]) == {"table", "none"}
    assert set(slip.predictions(now, LAST)["method"]) == {"model", "none"}


def test_a_withdrawal_forgets_what_rested_on_it_and_no_more(works):
    train(works)
    with reading() as work:
        uploads = work.uploads.listing(access.found(work, "works").id)
    last = next(one["id"] for one in uploads if one["snapshots"][0]["as_of"] == DATES[-3])
    intake.withdraw(ME, works, last, "wrong file")
    now = access.scope(ME, "works")
    derived.refresh(now)
    assert set(slip.predictions(now, LAST)["method"]) == {"table", "none"}
    assert set(slip.predictions(now, DATES[-4])["method"]) == {"model"}


def test_the_figures_of_periods_count_what_the_model_expects(works):
    derived.refresh(works)
    made = period_summary.made(works)
    train(works)
    figures = period_summary.stored(works)[LAST]
    assert figures["expected"] == pytest.approx(slip.predictions(works, LAST, "12m")["probability"].sum())
    assert period_summary.made(works) > made
    assert period_summary.pending(works) == 0


def test_data_that_move_between_two_questions_are_learned_from_in_the_end(works, monkeypatch):
    made = []
    monkeypatch.setattr("services.jobs.worker.REST_SECONDS", 0.01)

    def moving(*given, **named):
        run = slip_stand_in.model_run(*given, **named)
        made.append(given[1:3])
        if len(made) == 2:
            with transaction() as work:
                work.portfolios.raise_version(access.found(work, "works").id)
        return run

    monkeypatch.setattr("models.slip_run.model_run", moving)
    assert train(works)["status"] == "done"
    assert made == [*slip_store.QUESTIONS[:2], *slip_store.QUESTIONS]
    assert {model.data_version for model in models(works, ("12m", 30))} == {works.data_version + 1}


def test_a_training_that_fails_leaves_each_question_as_it_was_or_whole(works, monkeypatch):
    derived.refresh(works)
    before = slip.predictions(works, LAST, "12m")

    def failing(history, horizon, days, **named):
        if horizon == "12m":
            raise Explained("Out of memory.")
        return slip_stand_in.model_run(history, horizon, days, **named)

    monkeypatch.setattr("models.slip_run.model_run", failing)
    with pytest.raises(Explained, match="Out of memory"):
        train(works)
    assert jobs.newest(works, slip_training.KIND).state == "failed"
    assert len(models(works)) == 1
    assert models(works, ("12m", 30)) == []
    pd.testing.assert_frame_equal(slip.predictions(works, LAST, "12m"), before)
    assert slip_training.is_wanted(works)


def test_a_store_that_breaks_in_the_middle_leaves_nothing(works, monkeypatch):
    derived.refresh(works)
    before = slip.predictions(works, LAST)

    def broken(*given, **named):
        raise RuntimeError("disk full")

    monkeypatch.setattr(period_summary, "predicted_anew", broken)
    with pytest.raises(RuntimeError):
        train(works)
    assert models(works) == []
    pd.testing.assert_frame_equal(slip.predictions(works, LAST), before)


def test_too_little_history_leaves_no_model_and_is_not_tried_again(database_url):
    short = store({DATES[0]: reports()[DATES[0]]})
    told = train(short)
    assert {question["method"] for question in told["questions"]} == {""}
    assert "Not enough history" in told["questions"][0]["note"]
    assert models(short) == []
    assert not slip_training.is_wanted(short)
    assert set(slip.predictions(short, DATES[0])["reason_none"]) == {"not enough history"}


def test_only_so_many_models_of_a_question_are_kept_and_the_newest_speaks(works, monkeypatch):
    monkeypatch.setattr("data_access.slip_models.KEPT", 2)
    for _ in range(3):
        train(works, horizon="next", days=30)
    kept = models(works)
    assert [model.is_active for model in kept] == [True, False]
    assert slip.record(works, LAST)["model"]["id"] == kept[0].id
    assert actions(works).count("slip model trained") == 3


def test_nothing_is_started_where_the_settings_say_so_or_nothing_is_wanted(works, monkeypatch):
    started = []
    monkeypatch.setattr("services.jobs.child.spawn", started.append)
    assert slip_training.begin_where_wanted(works, ME) is None
    monkeypatch.setattr(slip_training.settings(), "train", "auto")
    job = slip_training.begin_where_wanted(works, ME)
    assert started == [job]
    jobs.cancel(ME, works, job)
    train(works)
    assert slip_training.begin_everywhere(ME) == []


def test_no_chance_of_a_longer_move_is_above_that_of_a_shorter_one(database_url, monkeypatch):
    scope = store(reports())
    usual = slip_stand_in.model_run

    def surer(history, horizon, days, *given, **named):
        made = usual(history, horizon, days, *given, **named)
        if days == 90:
            made.predictions["probability"] = 0.97
        return made

    monkeypatch.setattr(slip_run, "model_run", surer)
    slip_training.here(scope, ME, {"horizon": "next"}, lambda done, total, words: None)
    shorter, longer = (slip.predictions(scope, LAST, "next", days)["probability"].dropna() for days in (30, 90))
    assert len(longer) == len(shorter) > 0
    assert (longer.to_numpy() <= shorter.to_numpy()).all()
    assert (longer == shorter).any()
