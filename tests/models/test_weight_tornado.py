"""How each weight moves scores and ranks, against scores found anew with the moved weights."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import strategic_value, weight_tornado

WORDS = list(strategic_value.RATING_SCALE)
NAMES = ["growth", "safety", "people"]


def table(cells):
    return pd.DataFrame(cells, columns=NAMES, index=[f"P{place}" for place in range(len(cells))])


cases = st.tuples(
    st.lists(st.integers(1, 60), min_size=3, max_size=3).map(lambda points: pd.Series(points, index=NAMES)),
    st.lists(st.lists(st.sampled_from([*WORDS, None]), min_size=3, max_size=3), min_size=2, max_size=5).map(table),
)


@settings(max_examples=30, deadline=None)
@given(cases, st.floats(0.01, 1))
def test_scores_at_both_ends_are_those_of_the_moved_weights(case, move):
    weights, ratings = case
    found = weight_tornado.swings(weights, ratings, move)
    shares = strategic_value.shares_from_points(weights)
    for objective in NAMES:
        part = found[found["objective"] == objective].set_index("project")
        for end, weight in (
            ("low", max(0, shares[objective] - move)),
            ("high", min(1, shares[objective] + move)),
        ):
            changed = shares * (1 - weight) / (1 - shares[objective])
            changed[objective] = weight
            expected = strategic_value.scores(changed, ratings)["score"]
            assert part[f"weight_{end}"].iloc[0] == pytest.approx(weight)
            assert part[f"score_{end}"].to_numpy() == pytest.approx(expected.to_numpy(), abs=1e-9)
        assert part["swing"].to_numpy() == pytest.approx((part["score_high"] - part["score_low"]).abs().to_numpy())


@settings(max_examples=30, deadline=None)
@given(cases)
def test_within_the_interval_no_two_projects_change_places_and_just_outside_some_do(case):
    weights, ratings = case
    shares = strategic_value.shares_from_points(weights)
    impacts = strategic_value.impact_values(ratings).fillna(0.0).to_numpy()
    found = weight_tornado.intervals(weights, ratings)
    for place, objective in enumerate(NAMES):
        row = found.loc[objective]
        assert row["weight"] == pytest.approx(shares[objective])
        now = impacts @ shares.to_numpy()
        for weight in np.linspace(row["lowest"], row["highest"], 7):
            then = impacts @ weight_tornado.moved(shares.to_numpy(), place, weight)
            assert not np.any((now[:, None] > now + 1e-9) & (then[:, None] < then - 1e-9))
        for weight, inside in (
            (row["lowest"] - 1e-4, row["lowest"] > 1e-3),
            (row["highest"] + 1e-4, row["highest"] < 0.999),
        ):
            if inside:
                then = impacts @ weight_tornado.moved(shares.to_numpy(), place, weight)
                assert np.any((now[:, None] > now + 1e-9) & (then[:, None] < then))


def test_the_weight_that_moves_most_projects_comes_first():
    ratings = table([["extreme", "none", "low"], ["strong", "moderate", "low"], ["none", "extreme", "low"]])
    moves = weight_tornado.swings(pd.Series([50, 45, 5], index=NAMES), ratings, 0.2)
    found = weight_tornado.by_objective(moves)
    assert found.index.tolist() == ["safety", "growth", "people"]
    assert found["projects_moved"].tolist() == [2, 2, 0]
    assert found["largest_swing"].tolist()[:2] == pytest.approx([3.6 - 0.4 * 0.05 / 0.55, 3.6 - 0.4 * 0.05 / 0.5])
    assert found.loc["growth", "largest_move"] == 2
    assert moves["rank"].tolist()[:3] == [1, 2, 3]
    assert moves["rank_low"].tolist()[:3] == [3, 2, 1]


def test_equal_scores_share_the_better_rank():
    ratings = table([["low", "low", "low"], ["low", "low", "low"], ["none", "none", "none"]])
    assert weight_tornado.swings(pd.Series([1, 1, 1], index=NAMES), ratings)["rank"].tolist()[:3] == [1, 1, 3]


def test_an_objective_with_all_of_the_weight_does_not_move():
    weights = pd.Series([1, 0, 0], index=NAMES)
    ratings = table([["low", "low", "none"], ["none", "low", "extreme"]])
    found = weight_tornado.swings(weights, ratings)
    assert found["swing"].tolist()[:2] == [0, 0]
    assert weight_tornado.intervals(weights, ratings).loc["growth"].isna().tolist() == [False, True, True]


@pytest.mark.parametrize("move", [0, -0.1, 1.5])
def test_a_move_of_nothing_or_more_than_all_is_refused(move):
    with pytest.raises(ValueError, match="at most 1"):
        weight_tornado.swings(pd.Series([1, 1, 1], index=NAMES), table([["low"] * 3]), move)
