"""The worst judgment and its suggestion in Saaty's house, and the laws around it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import ahp, ahp_incomplete, ahp_repair

HOUSE = [5, 3, 7, 6, 6, 1 / 3, 1 / 4, 1 / 3, 5, 3, 3, 1 / 5, 1 / 7, 6, 3, 4, 6, 1 / 5, 1 / 3, 1 / 4, 1 / 7, 1 / 8]
HOUSE += [1 / 2, 1 / 5, 1 / 6, 1 / 5, 1 / 6, 1 / 2]
SCALE = [1 / 9, 1 / 5, 1 / 3, 1 / 2, 1, 2, 3, 5, 9]


def answered(values):
    n = round((1 + (1 + 8 * len(values)) ** 0.5) / 2)
    return n, dict(zip(zip(*np.triu_indices(n, 1), strict=True), values, strict=True))


def test_the_family_that_buys_a_house_errs_most_on_neighbourhood_against_condition():
    n, judgments = answered(HOUSE)
    full = ahp.priorities(ahp.from_upper_triangle(HOUSE))
    assert full.weights == pytest.approx([0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333], abs=6e-4)
    assert full.lambda_max == pytest.approx(9.669, abs=6e-4)
    found = ahp_repair.worst(n, judgments)
    assert found.pair == (2, 6)
    assert found.error == pytest.approx(5.32, abs=0.02)
    assert found.suggestion == pytest.approx(0.102 / 0.223, abs=0.005)
    assert found.on_scale == 0.5
    assert found.cr == full.cr
    assert found.cr_after == pytest.approx(0.083, abs=1e-3)
    assert found.weights_after == pytest.approx([0.175, 0.062, 0.103, 0.019, 0.034, 0.041, 0.221, 0.345], abs=1e-3)
    assert found.alters_ranking


@given(st.lists(st.floats(0.05, 1), min_size=5, max_size=5), st.integers(0, 9), st.sampled_from([6.0, 1 / 7]))
def test_one_judgment_spoilt_among_consistent_ones_is_found_and_mended(raw, place, factor):
    n, judgments = answered([raw[i] / raw[j] for i in range(5) for j in range(i + 1, 5)])
    pair = list(judgments)[place]
    exact = judgments[pair]
    found = ahp_repair.worst(n, {**judgments, pair: exact * factor})
    assert found.pair == pair
    assert found.suggestion == pytest.approx(exact)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(SCALE), min_size=6, max_size=6))
def test_no_judgment_replaced_by_its_suggestion_helps_more_than_the_most_helpful(values):
    n, judgments = answered(values)
    found = ahp_repair.most_helpful(n, judgments)
    ratios = []
    for pair in judgments:
        tried = ahp_repair.repair(n, judgments, pair)
        ratios.append(ahp_incomplete.weights(n, {**judgments, pair: tried.on_scale}).cr)
    now = ahp_incomplete.weights(n, judgments).cr
    assert (found.cr_after if found else now) == pytest.approx(min([now, *ratios]), abs=1e-8)


@given(st.lists(st.sampled_from(SCALE), min_size=6, max_size=6))
def test_the_suggestion_is_the_ratio_of_weights_without_the_judgment_by_another_way(values):
    n, judgments = answered(values)
    found = ahp_repair.worst(n, judgments)
    i, j = found.pair
    matrix = ahp.from_upper_triangle(values)
    matrix[i, j] = matrix[j, i] = 0
    matrix[i, i] = matrix[j, j] = 2
    level = np.ones(n)
    for _ in range(3000):
        level = matrix @ level / (matrix @ level).sum()
    assert found.suggestion == pytest.approx(level[i] / level[j], rel=1e-6)
    assert found.error == pytest.approx(max(ahp_repair.repair(n, judgments, pair).error for pair in judgments))


def test_the_ranking_is_altered_only_where_two_objectives_change_places():
    steady = ahp_repair.repair(3, {(0, 1): 3, (1, 2): 3, (0, 2): 5}, (0, 2))
    assert (steady.on_scale, steady.alters_ranking) == (9.0, False)
    turned = ahp_repair.repair(3, {(0, 1): 1 / 3, (1, 2): 2, (0, 2): 9}, (0, 2))
    before = ahp_incomplete.weights(3, {(0, 1): 1 / 3, (1, 2): 2, (0, 2): 9}).weights
    assert turned.alters_ranking == (np.argsort(before).tolist() != np.argsort(turned.weights_after).tolist())


def test_some_answers_are_enough_to_find_the_worst_and_bridges_are_not_judged():
    judgments = {(0, 1): 2, (1, 2): 2, (0, 2): 1 / 4, (2, 3): 9}
    assert ahp_repair.checkable(4, judgments) == [(0, 1), (0, 2), (1, 2)]
    assert ahp_repair.worst(4, judgments).pair != (2, 3)
    with pytest.raises(ValueError, match=r"say anything of \(2, 3\)"):
        ahp_repair.repair(4, judgments, (3, 2))


def test_answers_that_form_a_tree_have_no_worst():
    assert ahp_repair.worst(3, {(0, 1): 2, (1, 2): 2}) is None
    assert ahp_repair.most_helpful(3, {(0, 1): 2, (1, 2): 2}) is None


def test_the_three_answers_that_disagree_most_are_named():
    judgments = {(0, 1): 2, (1, 2): 3, (0, 2): 6, (2, 3): 2, (1, 3): 1 / 6}
    assert ahp_repair.disagreeing(4, judgments) == ((1, 2), (2, 3), (1, 3))
    assert ahp_repair.disagreeing(3, {(0, 1): 2, (1, 2): 3, (0, 2): 6}) is None
