"""What a rating counts: a measured one its own value, a judged one the number of its word, everywhere alike."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.strategic_value import RATING_SCALE
from services import (
    alignment,
    alignment_gaps,
    alignment_sensitivity,
    budget_scores,
    edits,
    measured,
    other_limits,
    portfolio_candidates,
    ratings_counted,
)
from services.access import Scope
from services.measured import Measure
from services.portfolio_candidates import Valuing
from services.workshops import funded
from tests.services.rated_works import built, now
from tests.services.slip_works import LAST, ME

JOBS = Measure("Jobs added", "jobs", "linear", 0, 900)
NUMBERS = st.lists(st.floats(-100, 1000), min_size=1, max_size=12)
SHAPES = st.sampled_from(
    [JOBS, replace(JOBS, shape="exponential", bend=2.5), replace(JOBS, shape="stepped", steps="0: 0; 300: 4; 700: 9")]
)


@pytest.fixture
def works(sqlite_url: str) -> Scope:
    scope = built(24)
    measured.set_measure(ME, scope, LAST, "O1", JOBS)
    measured.rate(ME, now(), LAST, "O1", {"P-006": 680.0, "P-008": 90.0})
    return now()


def rows(numbers: list[float], words: list[str | None]) -> pd.DataFrame:
    keys = [f"P{place}" for place in range(len(numbers))]
    return pd.DataFrame({"project_key": keys, "objective_key": "O1", "rating": words, "measured": numbers})


@given(NUMBERS, SHAPES)
def test_a_measured_rating_counts_its_value_and_its_word_is_the_nearest_one(
    numbers: list[float], measure: Measure
) -> None:
    valued = measured.values(measure, numbers)
    found = ratings_counted.counted(rows(numbers, valued["rating"].tolist()), {"O1": measure})["impact"]
    assert found.tolist() == valued["value"].tolist()
    distance = np.abs(found.to_numpy()[:, None] - np.array(list(RATING_SCALE.values())))
    held = [list(RATING_SCALE).index(word) for word in valued["rating"]]
    assert np.allclose(distance.min(axis=1), distance[range(len(held)), held])


def test_a_rating_given_otherwise_counts_as_its_word_and_none_is_made_up() -> None:
    found = ratings_counted.counted(rows([450.1, 450.1, 450.1, np.nan], ["low", "strong", None, "low"]), {"O1": JOBS})
    assert found["impact"].tolist() == pytest.approx([1.0, 4.501, np.nan, 1.0], nan_ok=True)


def test_a_scale_that_is_none_leaves_the_ratings_to_count() -> None:
    bent = replace(JOBS, shape="exponential", bend=0.0)
    assert ratings_counted.counted(rows([700.0], ["strong"]), {"O1": bent})["impact"].tolist() == [6.0]


def test_the_value_counts_in_the_ranking_the_money_and_the_gaps(works: Scope) -> None:
    shown = alignment.read(works, LAST)
    assert shown.ratings.loc[["P-006", "P-008"], "O1"].tolist() == ["strong", "low"]
    assert shown.impacts.loc[["P-006", "P-008"], "O1"].tolist() == pytest.approx([6.8, 0.9])
    score = shown.projects.set_index("project_key")["score"]
    assert score["P-006"] == pytest.approx(0.6 * 6.8 + 0.3 * 1)
    assert score["P-008"] == pytest.approx(0.6 * 0.9)
    cost = shown.projects.set_index("project_key")["cost_to_go"]
    only = alignment.read(works, LAST).money["cost"]
    served = {"P-006": 6.8 / 7.8, "P-007": 1.0, "P-008": 1.0}
    assert only["O1"] == pytest.approx(sum(float(cost[key]) * part for key, part in served.items()))
    gaps = alignment_gaps.gaps(works, LAST)
    assert gaps is not None
    assert gaps.objectives.set_index("objective_key").loc["O1", ["live_projects", "strong_projects"]].tolist() == [3, 2]


def test_the_ranking_answers_to_weights_by_the_value(works: Scope) -> None:
    found = alignment_sensitivity.read(works, LAST)
    assert found is not None
    growth = found.moves.set_index("objective_key").loc["O1"]
    low, high = ((share * 6.8 + (1 - share) * 0.75) for share in (0.5, 0.7))
    other = [(1 - share) * (0.75 * 9 + 0.25 * 1) for share in (0.5, 0.7)]
    assert growth["largest_swing"] == pytest.approx(max(high - low, other[0] - other[1]))


def test_a_value_near_none_serves_nothing_wherever_that_is_told(works: Scope) -> None:
    measured.rate(ME, works, LAST, "O1", {"P-008": 30.0})
    shown, gaps = alignment.read(now(), LAST), alignment_gaps.gaps(now(), LAST)
    assert shown.ratings.at["P-008", "O1"] == "none"
    assert gaps is not None
    assert gaps.projects.set_index("project_key").loc["P-008", "reason"] == "No objective"
    cost = shown.projects.set_index("project_key").at["P-008", "cost_to_go"]
    assert shown.money.at["No objective", "cost"] == pytest.approx(cost)


def test_a_budget_chooses_by_the_value(works: Scope) -> None:
    found = portfolio_candidates.read(works, LAST, Valuing("strategic")).projects.set_index("project_key")
    assert found.at["P-006", "value"] == pytest.approx(0.6 * 6.8 + 0.3 * 1)
    keys = ["P-006", "P-008", "P-999"]
    assert other_limits.contributions(works, LAST, keys)["O1"].tolist() == [6800, 900, 0]
    scores = budget_scores.known(works, LAST, keys, {})
    assert scores is not None
    place = scores.objectives.index("O1")
    assert scores.rated[:, place].tolist() == pytest.approx([6.8, 0.9, 0.0])
    assert scores.levels[:, place].tolist() == [3, 1, -1]


def test_a_workshop_funds_by_the_value(works: Scope) -> None:
    held = funded.ground(works, LAST)
    valued = funded.valued(held, {"O1": 0.5, "O2": 0.5, "O3": 0.0})
    assert dict(zip(valued.keys, valued.value, strict=True))["P-006"] == pytest.approx(0.5 * 6.8 + 0.5 * 1)


def test_a_rating_changed_by_hand_counts_as_such_until_the_scale_is_applied_again(works: Scope) -> None:
    alignment.rate(ME, works, LAST, [("P-006", "O1", "moderate")])
    assert alignment.read(now(), LAST).impacts.at["P-006", "O1"] == 3.0
    measured.rate(ME, now(), LAST, "O1", {"P-006": 680.0})
    assert alignment.read(now(), LAST).impacts.at["P-006", "O1"] == pytest.approx(6.8)


def test_the_scale_of_a_later_date_does_not_count_before(works: Scope) -> None:
    earlier = date(LAST.year, LAST.month, 1)
    rows_ = [{"project_key": "P-006", "objective_key": "O1", "rating": "strong"}]
    edits.edit_rows(ME, works, "impacts", earlier, rows_)
    found = ratings_counted.read(now(), earlier)
    assert found["impact"].tolist() == [6.0]
