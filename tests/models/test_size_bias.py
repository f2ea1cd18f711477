"""Size against score: constructed choices both ways, and the quarters counted by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.size_bias import auc, size_bias

COST = np.array([1, 2, 3, 4, 5, 6, 7, 80], dtype=float)
SCORE = np.array([5, 4, 6, 5, 6, 5, 7, 9], dtype=float)


def test_where_the_small_are_in_whatever_their_score_size_explains_better():
    found = size_bias(COST, SCORE, COST <= 4)
    assert found.explains_better
    assert (found.by_size, found.small_first) == (1, True)
    assert found.by_score < 0.5


def test_where_the_high_scores_are_in_score_explains_better():
    score = np.array([9, 1, 8, 2, 9, 1, 3, 9], dtype=float)
    found = size_bias(COST, score, score >= 8)
    assert not found.explains_better
    assert found.by_score == 1


def test_where_the_large_are_in_size_explains_better_too():
    found = size_bias(COST, -SCORE, COST >= 5)
    assert found.explains_better
    assert not found.small_first


def test_quarters_count_number_and_money():
    bands = size_bias(COST, SCORE, COST <= 3).bands
    assert bands["candidates"].tolist() == [2, 2, 2, 2]
    assert bands["chosen"].tolist() == [2, 1, 0, 0]
    assert bands["share_of_number"].tolist() == [1, 0.5, 0, 0]
    assert bands["share_of_money"].tolist() == [1, pytest.approx(3 / 7), 0, 0]
    assert (bands["low"].iloc[-1], bands["high"].iloc[-1]) == (7, 80)


def test_equal_costs_stand_in_one_band():
    bands = size_bias(np.array([1.0, 1, 1, 1, 1, 9, 9, 9]), SCORE, COST <= 3).bands
    assert bands["candidates"].tolist() == [5, 3]


@pytest.mark.parametrize("chosen", [np.zeros(8, dtype=bool), np.ones(8, dtype=bool), COST == 80])
def test_too_few_on_one_side_say_nothing(chosen):
    found = size_bias(COST, SCORE, chosen)
    assert np.isnan(found.by_size)
    assert not found.explains_better


def test_without_candidates_there_are_no_bands():
    assert size_bias([], [], []).bands.empty


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=1, max_size=12))
def test_the_area_is_the_share_of_pairs_in_the_right_order(rows):
    number, chosen = np.array([n for n, _ in rows], dtype=float), np.array([c for _, c in rows])
    pairs = [(a, b) for a, c in rows if c for b, d in rows if not d]
    expected = sum((a > b) + (a == b) / 2 for a, b in pairs) / len(pairs) if pairs else 0.5
    assert auc(number, chosen) == pytest.approx(expected)
