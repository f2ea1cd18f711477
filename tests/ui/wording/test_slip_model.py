"""Which model speaks, how a training goes, how two models compare and what has drifted, in sentences."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd
import pytest

from data_access.slip_models import ModelFacts
from models.record import Scores
from models.slip_baselines import BASE_RATE, MODEL, TABLE
from models.slip_drift import RecordDrift
from services.jobs import Job
from services.slip_models import Comparison, Side
from ui.wording import slip_model as wording

NOW = datetime(2026, 11, 27, 9, 5, tzinfo=UTC)
BEFORE = datetime(2026, 11, 20, 9, 5, tzinfo=UTC)
NAN = float("nan")
SCORED = {"method": MODEL, "methods": {MODEL: {"auc": 0.7781, "brier": 0.191, "skill": 0.2274}}}


def model(number: int = 3, **changes) -> ModelFacts:
    told = ModelFacts(
        id=number,
        portfolio_id=1,
        horizon="12m",
        days=30,
        as_of=date(2026, 10, 31),
        data_version=4,
        code_version="v",
        inputs=["phase"],
        pairs=4862,
        base_rate=0.404,
        record=SCORED,
        sha256="7cf144e44ab5" + "0" * 52,
        is_active=True,
        activations=1,
        made_by="R. Hill",
        made_at=NOW,
    )
    return replace(told, **changes)


def named(restored: bool) -> dict:
    return {"id": 3, "made_at": NOW.isoformat(), "restored": restored}


def job(**changes) -> Job:
    told = Job(1, "slip training", {}, "running", 480, 1000, "Training on long moves", "", "R. Hill", 4, NOW, None)
    return replace(told, **changes)


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"method": MODEL, "model": named(False)}, "The model made 27 Nov 2026, 09:05 UTC speaks."),
        (
            {"method": MODEL, "model": named(True)},
            "The model made 27 Nov 2026, 09:05 UTC speaks, let to speak again by hand.",
        ),
        (
            {"method": MODEL, "model": None, "fitted": "2026-04-30"},
            "At this date a model spoke that had learned from what was known by 30 Apr 2026.",
        ),
        ({"method": MODEL}, "At this date a model spoke that had learned from what was known then."),
        (
            {"method": TABLE, "note": "The table was nearer."},
            "The table of phase and time left speaks. The table was nearer.",
        ),
        ({"method": BASE_RATE, "note": "No skill."}, "No model speaks. No skill."),
        ({}, "No model speaks. Nothing has been reported yet."),
    ],
)
def test_what_gives_the_chances_is_said_with_why(record, said):
    assert wording.who_speaks(record) == said


def test_the_model_is_told_with_what_it_learned_from_who_made_it_and_its_hash():
    assert wording.active(model()) == (
        "Trained on 4,862 past cases known by 31 Oct 2026, of which 40% moved; made 27 Nov 2026, 09:05 UTC by R. Hill; "
        "hash 7cf144e44ab5."
    )
    assert wording.active(None) == "No model has been trained for this question yet."


def test_a_model_that_did_not_give_the_chances_shown_is_told_by_when_it_was_made():
    speaks = {"method": MODEL, "model": named(False)}
    assert wording.kept(speaks, model()) == wording.active(model())
    assert wording.kept({"method": TABLE, "model": None}, model()) == (
        f"The model made 27 Nov 2026, 09:05 UTC is kept for the newest date. {wording.active(model())}"
    )
    assert wording.kept({}, None) == wording.active(None)


def test_buttons_say_what_they_do():
    assert wording.train(date(2026, 10, 31)) == "Train the models on reports up to 31 Oct 2026"
    assert wording.restore(model()) == "Let the model made 27 Nov 2026, 09:05 UTC speak again"
    assert wording.name(model()) == "Made 27 Nov 2026, 09:05 UTC, from data until 31 Oct 2026"


def test_a_training_under_way_tells_what_it_does_and_how_far_it_is():
    assert wording.under_way(job()) == "Training on long moves (48% of all)"
    assert wording.under_way(job(state="queued", words="")) == "Waiting to begin"
    assert wording.under_way(job(state="queued", words="Waiting until another job has ended")) == (
        "Waiting until another job has ended"
    )


@pytest.mark.parametrize(
    ("state", "message", "said"),
    [
        ("failed", "Out of memory.", "failed. Out of memory. What it had finished by then is kept."),
        ("cancelled", "Called off; nothing was kept.", "was called off. What it had finished by then is kept."),
        ("done", "4 questions were worked out.", "ended well: 4 questions were worked out."),
    ],
)
def test_how_the_last_training_ended_is_said_with_who_asked_for_it(state, message, said):
    told = wording.ended(job(state=state, message=message))
    assert told == f"The last training, asked for by R. Hill on 27 Nov 2026, 09:05 UTC, {said}"


def test_nothing_is_said_of_the_end_of_a_training_that_goes_on_or_never_was():
    assert wording.ended(job()) == wording.ended(None) == ""


def test_models_are_listed_with_their_scores_and_which_speaks():
    silent = model(4, record={**SCORED, "method": TABLE})
    older = model(2, is_active=False, record={})
    told = wording.listing([model(), silent, older])
    assert list(told.columns) == list(wording.LISTED)
    assert "id" not in told.columns, "the row of the database is no name of a model"
    assert told["speaks"].tolist() == ["Speaks", "Silent: its record is not good enough", "–"]
    assert told.loc[0, ["auc", "brier", "skill"]].tolist() == [0.7781, 0.191, 0.2274]
    assert told.loc[2, ["auc", "brier", "skill"]].isna().all()
    assert wording.listing([]).empty


def scored(auc: float, skill: float) -> Scores:
    names = Scores.__dataclass_fields__
    return Scores(**{name: {"auc": auc, "skill": skill}.get(name, 100) for name in names})


def test_two_models_are_compared_on_one_past_and_on_what_came_after_both():
    older, newer = Side(model(2, made_at=BEFORE), scored(0.7, 0.1), None), Side(model(3), scored(0.75, 0.2), None)
    told = Comparison(older, newer, 1200, date(2024, 1, 31), date(2025, 10, 31), 0)
    assert wording.compared(told) == [
        "On the 1,200 predictions that both records hold, from 31 Jan 2024 to 31 Oct 2025: the model made 20 Nov 2026, "
        "09:05 UTC: AUC 0.700, Brier skill 0.100; the model made 27 Nov 2026, 09:05 UTC: AUC 0.750, Brier skill 0.200.",
        "No outcome is known yet that neither has learned from.",
    ]
    since = replace(told, older=replace(older, since=scored(0.6, 0.0)), n_since=40)
    assert wording.compared(since)[1] == (
        "On 40 cases that neither has learned from: the model made 20 Nov 2026, 09:05 UTC: AUC 0.600, Brier skill "
        "0.000; the model made 27 Nov 2026, 09:05 UTC: –."
    )
    apart = Comparison(Side(model(2), None, None), Side(model(3), None, None), 0, None, None, 0)
    assert wording.compared(apart)[0] == "Their records speak of no prediction in common."


def drifted(*verdicts: str) -> pd.DataFrame:
    names = ["spi_t", "open_issues", "phase", "age_days", "category"][: len(verdicts)]
    return pd.DataFrame({"input": names, "psi": 0.4, "noise": 0.1, "bins": 5, "verdict": verdicts})


def test_inputs_that_shifted_are_counted_and_named_as_people_know_them():
    assert wording.drifted(drifted("steady", "watch", "within chance")) == (
        "No input has shifted beyond what chance explains."
    )
    assert wording.drifted(drifted("shifted", "steady")) == (
        "1 of 2 inputs lies otherwise among today's projects than among the past cases learned from, the most: "
        "schedule index SPI(t)."
    )
    assert wording.drifted(drifted(*["shifted"] * 5)).endswith(
        "the most: schedule index SPI(t), open issues, phase and 2 more."
    )


def test_inputs_that_shift_by_themselves_are_counted_apart_from_those_judged():
    rows = drifted("shifted", "steady")
    assert wording.not_judged(rows, ["spi_t", "open_issues", "age_days", "gap_days"]) == (
        "The model reads 4 inputs. Not judged: 2 that projects share at a date or that grow as time goes by, since "
        "such inputs shift by themselves."
    )
    assert wording.not_judged(rows, ["spi_t", "open_issues"]) == ""


def test_the_table_of_drift_shows_no_column_name_and_no_verdict_of_the_code():
    told = wording.drift_rows(drifted("shifted", "watch", "within chance", "steady", "too new"))
    assert told["input"].tolist() == ["Schedule index SPI(t)", "Open issues", "Phase", "Age", "Category"]
    assert told["verdict"].tolist() == [
        "Shifted: look why",
        "Shifting: watch it",
        "No more than chance",
        "Steady",
        "Too new to judge",
    ]


def test_a_new_training_is_advised_only_where_it_would_learn_something():
    assert wording.remedy(date(2026, 9, 30), date(2026, 10, 31)) == (
        "A new training would take in what was reported after 30 Sep 2026."
    )
    assert wording.remedy(date(2026, 10, 31), date(2026, 10, 31)).endswith("a new training would not change it.")
    assert "new model" not in wording.DRIFT, "beside that sentence no shift may call for one"
    assert "0.25 and more is a marked shift" in wording.DRIFT


def test_whether_the_record_has_held_is_said_with_both_skills_and_the_gap():
    told = RecordDrift(
        pd.Timestamp("2025-05-31"), 6, 1700, 600, 0.22, 0.24, (0.18, 0.3), 0.01, -0.02, (-0.07, 0.03), ""
    )
    assert wording.record_drifted(told) == (
        "The record has held. Since 31 May 2025: skill 0.24 against 0.22 before. What moved, less what was said: −2 "
        "points, nine times in ten between −7 points and +3 points."
    )
    assert wording.record_drifted(replace(told, verdict="worse")).startswith("The record has become worse than chance")
    assert wording.record_drifted(replace(told, verdict="off")).startswith("The chances have lately been off")
    little = RecordDrift(None, 2, 90, 0, NAN, NAN, (NAN, NAN), NAN, NAN, (NAN, NAN), "too little")
    assert wording.record_drifted(little) == "Too few past dates to say whether the record has held."
