"""Strategic value against the published case, its bounds for what is not rated, and where the money goes."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.strategic_value import (
    NO_OBJECTIVE,
    NOT_RATED,
    RATING_SCALE,
    alignment,
    contributions,
    impact_values,
    ranking_holds,
    scores,
    shares_from_points,
)
from tests.models.selection_cases import PUBLISHED


@pytest.fixture(scope="module")
def case() -> tuple[pd.Series, pd.DataFrame, pd.DataFrame]:
    table = pd.read_csv(PUBLISHED / "strategic_value_case.csv", index_col="project", keep_default_na=False)
    return table.iloc[0, 5:].astype(float), table.iloc[1:, 5:], table.iloc[1:, :5]


WEIGHTS = pd.Series({"growth": 50, "safety": 30, "green": 20})
RATINGS = pd.DataFrame(
    {
        "growth": ["extreme", "none", None, "strong"],
        "safety": ["low", "none", None, None],
        "green": ["none", "none", None, "moderate"],
    },
    index=["metro", "archive", "depot", "bridge"],
)


def test_all_twenty_one_published_priorities_come_out_at_two_decimals(case):
    weights, ratings, published = case
    found = (scores(weights, ratings)["priority"] * 100).round(2)
    assert len(found) == 21
    assert found.tolist() == published["priority_published_percent"].astype(float).tolist()


def test_points_become_shares_that_add_up_to_one():
    assert shares_from_points(pd.Series({"a": 30, "b": 10, "c": 0})).tolist() == [0.75, 0.25, 0.0]


@pytest.mark.parametrize("points", [[0, 0], [5, -1], [5, np.nan], [np.inf, 1]])
def test_points_that_make_no_shares_are_refused(points):
    with pytest.raises(ValueError, match="points"):
        shares_from_points(pd.Series(points, index=["a", "b"]))


def test_what_is_not_rated_adds_nothing_but_is_counted_and_bounded():
    bridge = scores(WEIGHTS, RATINGS).loc["bridge"]
    assert bridge["score"] == pytest.approx(0.5 * 6 + 0.2 * 3)
    assert (bridge["rated"], bridge["unrated"]) == (2, 1)
    assert bridge["highest_score"] == pytest.approx(bridge["score"] + 0.3 * 9)


def test_a_project_without_any_rating_could_still_be_worth_everything():
    depot = scores(WEIGHTS, RATINGS).loc["depot"]
    assert (depot["score"], depot["unrated"], depot["highest_score"]) == (0, 3, 9)


def test_an_objective_that_nobody_rated_counts_as_not_rated():
    assert scores(WEIGHTS, RATINGS.drop(columns="green"))["unrated"].tolist() == [1, 1, 3, 2]


def test_projects_that_are_all_worth_nothing_share_no_priority():
    nothing = scores(WEIGHTS, RATINGS.loc[["archive", "depot"]])
    assert nothing["priority"].tolist() == [0.0, 0.0]


def test_a_word_outside_the_scale_is_named():
    with pytest.raises(ValueError, match="huge"):
        impact_values(RATINGS.replace("extreme", "huge"))


def test_ratings_of_an_objective_without_a_weight_are_refused():
    with pytest.raises(ValueError, match="green"):
        contributions(WEIGHTS.drop("green"), RATINGS)


def test_contributions_add_up_to_the_score():
    table = contributions(WEIGHTS, RATINGS)
    assert table.loc["metro"].tolist() == pytest.approx([4.5, 0.3, 0.0])
    assert table.sum(axis=1).tolist() == pytest.approx(scores(WEIGHTS, RATINGS)["score"].tolist())
    assert table.loc["depot"].isna().all()


words = st.sampled_from([*RATING_SCALE, None])


@given(
    st.lists(st.lists(words, min_size=3, max_size=3), min_size=2, max_size=8),
    st.lists(st.integers(0, 100), min_size=3, max_size=3).filter(any),
)
def test_adding_or_removing_a_project_never_changes_the_order_of_the_others(rows, points):
    weights = pd.Series(points, index=list("abc"))
    ratings = pd.DataFrame(rows, columns=list("abc"), dtype=object)
    everyone = scores(weights, ratings)["score"].iloc[:-1]
    fewer = scores(weights, ratings.iloc[:-1])["score"]
    assert everyone.tolist() == fewer.tolist()


def test_money_is_split_by_impact_without_the_weights():
    cost = pd.Series({"metro": 100.0, "bridge": 90.0})
    split = alignment(WEIGHTS, RATINGS, cost)
    assert split.loc["growth", "cost"] == pytest.approx(100 * 9 / 10 + 90 * 6 / 9)
    assert split.loc["safety", "cost"] == pytest.approx(100 * 1 / 10)
    assert split.loc["green", "cost"] == pytest.approx(90 * 3 / 9)
    assert split["importance"].tolist() == pytest.approx([0.5, 0.3, 0.2, 0, 0])


def test_money_without_impact_and_money_without_ratings_stand_apart():
    cost = pd.Series({"metro": 100.0, "archive": 60.0, "depot": 30.0, "unlisted": 10.0})
    split = alignment(WEIGHTS, RATINGS, cost)
    assert split.loc[NO_OBJECTIVE, "cost"] == 60
    assert split.loc[NOT_RATED, "cost"] == 40
    assert split["cost_share"].sum() == pytest.approx(1)


def test_projects_of_unknown_cost_are_left_out_of_the_money():
    split = alignment(WEIGHTS, RATINGS, pd.Series({"metro": 100.0, "bridge": np.nan}))
    assert split["cost"].sum() == 100


def test_no_money_has_no_shares():
    assert alignment(WEIGHTS, RATINGS, pd.Series({"metro": 0.0}))["cost_share"].sum() == 0


def test_a_negative_cost_is_refused():
    with pytest.raises(ValueError, match="below zero"):
        alignment(WEIGHTS, RATINGS, pd.Series({"metro": -1.0}))


def order_at(weights: pd.Series, ratings: pd.DataFrame, objective: str, weight: float) -> list[str]:
    shares = shares_from_points(weights)
    scaled = shares * (1 - weight) / (1 - shares[objective])
    scaled[objective] = weight
    return scores(scaled, ratings)["score"].sort_values(ascending=False, kind="stable").index.tolist()


def test_the_ranking_holds_inside_the_interval_and_breaks_just_outside(case):
    weights, ratings, _ = case
    for objective in weights.index:
        found = ranking_holds(weights, ratings, objective)
        now = order_at(weights, ratings, objective, found.weight)
        assert found.lowest < found.weight < found.highest
        for inside in (found.lowest + 1e-6, found.highest - 1e-6):
            assert order_at(weights, ratings, objective, inside) == now
        for outside in (found.lowest - 1e-6, found.highest + 1e-6):
            assert order_at(weights, ratings, objective, outside) != now


def test_an_objective_that_holds_all_weight_has_nothing_to_vary_against():
    with pytest.raises(ValueError, match="all of the weight"):
        ranking_holds(pd.Series({"growth": 1, "safety": 0, "green": 0}), RATINGS, "growth")


def test_numbers_count_as_they_are_and_as_the_words_they_stand_for():
    numbers = impact_values(RATINGS)
    assert impact_values(numbers).equals(numbers)
    assert scores(WEIGHTS, numbers).equals(scores(WEIGHTS, RATINGS))
    moved = numbers.assign(green=[0.0, 0.0, np.nan, 4.25])
    assert scores(WEIGHTS, moved).loc["bridge", "score"] == pytest.approx(0.5 * 6 + 0.2 * 4.25)
    for beyond in (-0.1, 9.1):
        with pytest.raises(ValueError, match="from 0 to 9"):
            impact_values(numbers.assign(green=beyond))


@given(st.floats(0, 9), st.floats(0, 9))
def test_a_value_of_another_project_never_changes_a_score(value: float, other: float):
    numbers = impact_values(RATINGS)
    alone = scores(WEIGHTS, numbers.assign(green=[0.0, value, np.nan, 3.0]))["score"].drop("metro")
    beside = scores(WEIGHTS, numbers.assign(green=[other, value, np.nan, 3.0]))["score"].drop("metro")
    assert alone.equals(beside)
