"""On the Alignment page a number decides a rating, on a scale that is set beside it."""

import pytest
from streamlit.testing.v1 import AppTest

from services import alignment, measured
from services.access import Scope
from services.measured import Measure
from tests.pages.test_alignment import button, opened, words
from tests.services.rated_works import built, now
from tests.services.slip_works import LAST, ME


@pytest.fixture
def works(sqlite_url: str) -> Scope:
    return built(24)


def page() -> AppTest:
    at = opened()
    at.session_state["alignment_measure_open"] = True
    at.run()
    assert not at.exception
    return at


def field(at: AppTest, label: str):
    return next(item for item in [*at.text_input, *at.number_input] if item.label == label)


def test_a_scale_is_set_and_a_project_rated_by_its_number(works: Scope) -> None:
    at = page()
    assert "Nothing is counted on this objective yet" in words(at)
    field(at, "What is counted").set_value("Jobs added")
    field(at, "Unit").set_value("jobs")
    field(at, "Worth most at").set_value(900.0)
    button(at, "Save how it is measured").click()
    at.run()
    assert not at.exception
    assert measured.measures(now(), LAST) == {"O1": Measure("Jobs added", "jobs", "linear", 0.0, 900.0)}
    assert "Jobs added: worth nothing at 0 jobs, most at 900 jobs, linear between." in words(at)
    project = str(at.selectbox("alignment_measured_project_O1").value)
    field(at, "Measured, jobs").set_value(310.0).run()
    button(at, "Save and rate").click()
    at.run()
    assert not at.exception
    assert alignment.read(now(), LAST).ratings.loc[project, "O1"] == "moderate"


def test_ratings_that_differ_from_the_scale_are_applied_at_once(works: Scope) -> None:
    measured.set_measure(ME, works, LAST, "O1", Measure("Jobs", "jobs", "linear", 0, 900))
    measured.rate(ME, now(), LAST, "O1", {"P-006": 90.0, "P-007": 900.0})
    measured.set_measure(ME, now(), LAST, "O1", Measure("Jobs", "jobs", "linear", 0, 90))
    at = page()
    assert "2 projects measured; 1 is rated otherwise than the scale says, and the rating counts." in words(at)
    button(at, "Rate all of them by the scale").click()
    at.run()
    assert alignment.read(now(), LAST).ratings.loc["P-006", "O1"] == "extreme"
    assert "each rated as the scale says" in words(at)
