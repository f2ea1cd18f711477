"""The section on the model: who speaks, training beside the visit, stored models, drift, what it is for, and days."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_access import transaction
from services import access, jobs, slip, slip_models, slip_training
from services.access import Scope
from tests.services import slip_stand_in
from tests.services.slip_works import DATES, LAST, ME, reports, store
from ui.navigation import entry
from ui.wording.formats import moment

ROOT = Path(__file__).resolve().parents[2]
QUESTION = ("next", 30)
TRAIN = "Train the models on reports up to 30 Apr 2025"


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    slip_stand_in.put_in(monkeypatch)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The jobs for which a process of their own would have been made."""
    found: list[int] = []
    monkeypatch.setattr("services.jobs.child.spawn", found.append)
    return found


@pytest.fixture
def works(sqlite_url: str, started: list[int]) -> Scope:
    scope = store(reports())
    slip.refresh(scope)
    return scope


def train(scope: Scope) -> None:
    slip_training.here(scope, ME, {"horizon": "next", "days": 30}, lambda done, total, words: None)


def opened(*open_boxes: str, **query: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
    at.query_params["slip_horizon"] = "By the next committee"
    for key, value in query.items():
        at.query_params[key] = value
    for box in open_boxes:
        at.session_state[box] = True
    at.switch_page(str(entry("slip_risk").path))
    at.run()
    assert not at.exception
    return at


def words(at: AppTest) -> str:
    found = [*at.title, *at.header, *at.markdown, *at.caption, *at.error]
    return " ".join(item.value for item in found).replace("\\", "")


def labels(at: AppTest) -> list[str]:
    return [button.label for button in at.button]


def table(at: AppTest, column: str):
    return next(frame.value for frame in at.dataframe if column in frame.value.columns)


def progress(at: AppTest):
    return at.get("progress")[0].proto


def change(job: int, **values) -> None:
    with transaction() as work:
        work.jobs.change(job, {"heartbeat_at": datetime.now(UTC), **values})


def test_before_any_training_the_page_says_so_and_offers_one_by_what_it_does(works):
    at = opened()
    assert "The table of phase and time left speaks." in words(at)
    assert "No model has been trained for this question yet." in words(at)
    assert TRAIN in labels(at)


def test_the_model_that_speaks_is_named_with_what_it_learned_from(works):
    train(works)
    model = slip_models.active(works, *QUESTION)
    said = words(opened())
    speaks = f"The model made {moment(model.made_at)} speaks."
    assert f"{speaks} Trained on {model.pairs} past cases known by 30 Apr 2025" in said
    assert model.sha256[:12] in said


def test_at_an_earlier_date_the_page_tells_what_spoke_then_from_what_is_kept_now(works):
    train(works)
    model = slip_models.active(works, *QUESTION)
    said = words(opened(as_of=DATES[-4].isoformat()))
    assert "At this date a model spoke that had learned from what was known by" in said
    kept = f"The model made {moment(model.made_at)} is kept for the newest date."
    assert f"{kept} Trained on {model.pairs} past cases" in said
    assert TRAIN in labels(opened(as_of=DATES[-4].isoformat()))


def test_the_button_begins_a_training_beside_the_visit_and_shows_how_far_it_is(works, started):
    at = opened()
    at.button(key="slip_model_train").click().run()
    assert not at.exception
    job = jobs.newest(works, slip_training.KIND)
    assert (started, job.state) == ([job.id], "queued")
    assert TRAIN not in labels(at)
    assert progress(at).text.replace("\\", "") == "Waiting to begin"
    change(job.id, state="running", done=480, total=1000, words="Training on long moves")
    at.run()
    assert progress(at).text.replace("\\", "") == "Training on long moves (48% of all)"
    assert progress(at).value == 48


def test_a_training_that_somebody_else_asked_for_is_followed_too(works):
    jobs.ask(works, access.Actor("R. Hill", "admin"), slip_training.KIND)
    assert "Call it off" in labels(opened())


def test_a_training_is_called_off_and_the_page_says_so(works):
    job, _ = jobs.ask(works, ME, slip_training.KIND)
    change(job, state="running", done=1, total=4, words="Training")
    at = opened()
    at.button(key="slip_model_call_off").click().run()
    assert not at.exception
    assert "Calling it off" in progress(at).text
    assert at.button(key="slip_model_call_off").disabled
    change(job, state="cancelled", message="The work was called off; what it had not finished is not kept.")
    at.run()
    assert "was called off. What it had finished by then is kept." in words(at)
    assert TRAIN in labels(at)


def test_a_training_that_failed_says_why(works):
    job, _ = jobs.ask(works, ME, slip_training.KIND)
    change(job, state="failed", message="Out of memory.")
    said = words(opened())
    assert "failed. Out of memory. What it had finished by then is kept." in said


def test_who_may_not_train_is_refused_in_words(works, monkeypatch):
    monkeypatch.setattr("ui.actions.slip_models.actor", lambda: access.Actor("reader", "viewer"))
    at = opened()
    at.button(key="slip_model_train").click().run()
    assert "Ask its administrator." in words(at)
    assert jobs.newest(works, slip_training.KIND) is None


def test_one_stored_model_is_listed_and_nothing_can_be_compared_or_restored(works):
    train(works)
    at = opened()
    listed = table(at, "Which speaks")
    assert listed["Which speaks"].tolist() == ["Speaks"]
    assert "One model is stored for this question." in words(at)
    assert not {"Compare two models", "Let another model speak again"} & {box.label for box in at.expander}


def test_two_stored_models_are_compared_on_the_same_predictions(works):
    train(works)
    train(works)
    at = opened("slip_compare")
    assert table(at, "Which speaks")["Which speaks"].tolist() == ["Speaks", "–"]
    assert "predictions that both records hold" in words(at)
    at.selectbox(key="slip_compare_other").set_value(at.selectbox(key="slip_compare_one").value).run()
    assert "Choose two different models." in words(at)


def test_an_older_model_speaks_again_with_a_reason_and_not_without(works):
    train(works)
    older = slip_models.active(works, *QUESTION).id
    train(works)
    at = opened("slip_restore")
    assert any(label.startswith("Let the model made ") for label in labels(at))
    assert at.button(key="slip_restore_now").disabled
    assert "Say first, in a sentence, why it should speak" in words(at)
    at.text_input(key=f"slip_restore_reason_{older}").set_value("The newest learned from a wrong file.").run()
    assert not at.button(key="slip_restore_now").disabled
    assert "Say first, in a sentence" not in words(at)
    at.button(key="slip_restore_now").click().run()
    assert not at.exception
    assert slip_models.active(works, *QUESTION).id == older
    assert "UTC speaks, let to speak again by hand." in words(at)
    assert slip.record(works, LAST)["model"]["restored"] is True


def test_inputs_that_shifted_are_shown_by_names_that_people_know(works):
    train(works)
    at = opened("slip_drift")
    shown = table(at, "By chance alone up to")
    assert {"Phase", "Time to the forecast finish"} <= set(shown["Input"])
    assert not shown.astype(str).map(lambda cell: "_" in cell).any(axis=None)
    assert "The model has learned from all that was known by 30 Apr 2025" in words(at)


def test_drift_is_worked_out_only_once_somebody_asks(works, monkeypatch):
    train(works)
    monkeypatch.setattr("services.slip_models.drift", lambda *_: pytest.fail("nobody asked"))
    assert "Whether it still fits what it meets" in [box.label for box in opened().expander]


def test_the_card_says_what_the_model_is_for_and_what_it_looks_at(works):
    train(works)
    said = words(opened())
    assert "**What it must not be used for.** Rating people." in said
    assert "**What it looks at.** 2 inputs" in said
    assert "- Time left: time to the forecast finish" in said


def test_days_are_shown_as_intervals_beside_how_they_held(works):
    at = opened()
    assert "past predictions" in words(at)
    assert "stayed within the days shown for eight in ten" in words(at)
    held = table(at, "Within eight in ten")
    assert held["Said on"].is_monotonic_decreasing
    at.segmented_control(key="slip_far_as").set_value("Table").run()
    assert not at.exception
    assert table(at, "Half to eight in ten")["Half to eight in ten"].str.contains("day|no later").all()


def test_before_any_outcome_of_days_the_page_says_that_nothing_is_known_of_them(sqlite_url):
    store(reports())
    assert "No days said at a past date by the method that speaks now have an outcome yet" in words(opened())
