"""A number is valued on the fixed scale of its objective, and the nearest rating is its word."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services import alignment, measured, objectives
from services.access import Scope
from services.errors import Explained
from services.measured import Measure
from tests.services.rated_works import built, now
from tests.services.slip_works import LAST, ME

JOBS = Measure("Jobs added", "jobs", "linear", 0, 900)
NUMBERS = st.floats(-1e6, 1e6)


@pytest.fixture
def works(sqlite_url: str) -> Scope:
    scope = built(24)
    measured.set_measure(ME, scope, LAST, "O1", JOBS)
    return now()


@pytest.mark.parametrize(
    ("measure", "numbers", "ratings"),
    [
        (JOBS, [-5, 90, 200, 450, 451, 760, 9999], ["none", "low", "low", "moderate", "strong", "extreme", "extreme"]),
        (replace(JOBS, worst=900, best=0), [0, 900], ["extreme", "none"]),
        (replace(JOBS, shape="exponential", bend=3.0), [0, 450, 900], ["none", "strong", "extreme"]),
        (replace(JOBS, shape="stepped", steps="0: 0; 100: 3; 500: 9"), [99, 100, 500], ["none", "moderate", "extreme"]),
    ],
)
def test_each_shape_gives_its_ratings(measure: Measure, numbers: list[float], ratings: list[str]) -> None:
    found = measured.values(measure, numbers)
    assert found["rating"].tolist() == ratings
    assert found["value"].between(0, 9).all()


@given(st.lists(NUMBERS, min_size=1, max_size=8), NUMBERS)
def test_a_project_added_never_changes_the_value_of_another(numbers: list[float], added: float) -> None:
    alone = measured.values(JOBS, numbers)
    together = measured.values(JOBS, [*numbers, added]).iloc[:-1]
    assert alone.equals(together)


def test_what_is_measured_decides_the_rating_that_counts(works: Scope) -> None:
    assert measured.rate(ME, works, LAST, "O1", {"P-006": 90.0, "P-008": 900.0}) == 2
    ratings = alignment.read(now(), LAST).ratings["O1"]
    assert ratings[["P-006", "P-008"]].tolist() == ["low", "extreme"]
    rows = measured.read(now(), LAST, "O1").set_index("project_key")
    assert rows["value"].to_dict() == pytest.approx({"P-008": 9.0, "P-006": 0.9})
    assert not rows["differs"].any()


def test_a_scale_that_changes_tells_which_ratings_differ_until_they_are_applied(works: Scope) -> None:
    measured.rate(ME, works, LAST, "O1", {"P-006": 90.0})
    measured.set_measure(ME, now(), LAST, "O1", replace(JOBS, best=90.0))
    rows = measured.read(now(), LAST, "O1")
    assert rows.loc[0, ["suggested", "rating", "differs"]].tolist() == ["extreme", "low", True]
    measured.rate(ME, now(), LAST, "O1", {"P-006": 90.0})
    assert not measured.read(now(), LAST, "O1")["differs"].any()


def test_a_measure_is_taken_away_and_its_ratings_stay(works: Scope) -> None:
    measured.rate(ME, works, LAST, "O1", {"P-006": 900.0})
    assert measured.set_measure(ME, now(), LAST, "O1", None) == 1
    assert measured.measures(now(), LAST) == {}
    assert alignment.read(now(), LAST).ratings.loc["P-006", "O1"] == "extreme"
    with pytest.raises(Explained, match="Nothing is counted"):
        measured.rate(ME, now(), LAST, "O1", {"P-006": 1.0})


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        (replace(JOBS, best=0.0), "cannot be used"),
        (replace(JOBS, shape="exponential"), "cannot be used"),
        (replace(JOBS, shape="stepped", steps="100: high"), "cannot be used"),
        (replace(JOBS, shape="stepped", steps=""), "cannot be used"),
        (replace(JOBS, shape="curved"), "cannot be used"),
        (replace(JOBS, unit=" "), "no name or no unit"),
    ],
)
def test_a_scale_that_is_none_is_refused(works: Scope, measure: Measure, words: str) -> None:
    with pytest.raises(Explained, match=words):
        measured.set_measure(ME, works, LAST, "O1", measure)
    with pytest.raises(Explained, match='no objective "O9"'):
        objectives.check_known("O9", {})


def test_numbers_of_nobody_and_no_numbers_are_refused(works: Scope) -> None:
    for numbers in ({"P-999": 1.0}, {"P-006": float("nan")}):
        with pytest.raises(Explained):
            measured.rate(ME, works, LAST, "O1", numbers)
    assert now() == works
