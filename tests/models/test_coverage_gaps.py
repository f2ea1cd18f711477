"""Objectives without live projects and projects without objectives, counted cell by cell."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import coverage_gaps
from models.strategic_value import NO_OBJECTIVE, NOT_RATED, RATING_SCALE

WEIGHTS = pd.Series({"growth": 60, "safety": 30, "people": 10})
rows = st.lists(
    st.tuples(st.booleans(), st.lists(st.sampled_from([*RATING_SCALE, None]), min_size=3, max_size=3)), max_size=6
)


@given(rows)
def test_every_count_is_that_of_the_cells(cells):
    ratings = pd.DataFrame([words for _, words in cells], columns=WEIGHTS.index, index=range(len(cells)))
    live = pd.Series([is_live for is_live, _ in cells], index=range(len(cells)), dtype=bool)
    found = coverage_gaps.found(WEIGHTS, ratings, live)
    uncovered = 0.0
    for place, objective in enumerate(WEIGHTS.index):
        words = [row[place] for is_live, row in cells if is_live]
        serving = [word for word in words if word not in (None, "none")]
        got = found.objectives.loc[objective]
        assert got["live_projects"] == len(serving)
        assert got["strong_projects"] == sum(word in ("strong", "extreme") for word in serving)
        assert got["other_projects"] == sum(row[place] not in (None, "none") for is_live, row in cells if not is_live)
        assert got["unrated"] == words.count(None)
        assert got["uncovered"] == (not serving)
        uncovered += 0 if serving else WEIGHTS[objective] / 100
    assert found.uncovered_weight == pytest.approx(uncovered)
    expected = {
        number: NOT_RATED if set(row) == {None} else NO_OBJECTIVE
        for number, (is_live, row) in enumerate(cells)
        if is_live and set(row) <= {None, "none"}
    }
    assert found.projects["reason"].to_dict() == expected


def test_projects_and_objectives_without_any_rating_are_gaps_too():
    ratings = pd.DataFrame({"growth": ["strong", "none"]}, index=["A", "B"])
    found = coverage_gaps.found(WEIGHTS, ratings, pd.Series({"A": True, "C": True}))
    assert found.objectives["uncovered"].to_dict() == {"growth": False, "safety": True, "people": True}
    assert found.projects["reason"].to_dict() == {"C": NOT_RATED}
    assert found.projects["unrated"].to_dict() == {"C": 3}
    assert found.uncovered_weight == pytest.approx(0.4)


def test_an_objective_without_a_weight_is_refused():
    with pytest.raises(ValueError, match="no weight for the objective beauty"):
        coverage_gaps.found(WEIGHTS, pd.DataFrame({"beauty": ["low"]}), pd.Series([True]))


@given(st.lists(st.floats(0, 9), min_size=1, max_size=12))
def test_measured_values_are_counted_as_the_rating_nearest_to_them(values):
    words, scale = list(RATING_SCALE), list(RATING_SCALE.values())
    nearest = [words[min(range(5), key=lambda level: (abs(value - scale[level]), level))] for value in values]
    live = pd.Series(True, index=range(len(values)))
    one = pd.Series({"growth": 1.0})
    found, told = (
        coverage_gaps.found(one, pd.DataFrame({"growth": column}, index=live.index), live)
        for column in (values, nearest)
    )
    assert found.objectives.equals(told.objectives)
    assert found.projects.equals(told.projects)
