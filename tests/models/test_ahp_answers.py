"""Answers as a graph: what they connect, what is missing, and weights by least squares."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.sparse.csgraph import connected_components

from models import ahp, ahp_answers

SIX = [(i, j) for i in range(6) for j in range(i + 1, 6)]
answers = st.dictionaries(st.sampled_from(SIX), st.sampled_from([1 / 9, 1 / 5, 1 / 3, 1, 2, 4, 7]))


@given(answers)
def test_the_parts_are_the_connected_components_of_the_answers(judgments):
    adjacency = np.zeros((6, 6))
    for pair in judgments:
        adjacency[pair] = 1
    count, label = connected_components(adjacency, directed=False)
    expected = sorted(np.flatnonzero(label == part).tolist() for part in range(count))
    assert ahp_answers.parts(6, judgments) == expected
    assert ahp_answers.connected(6, judgments) == (count == 1)


@given(answers)
def test_a_pair_is_either_answered_or_missing(judgments):
    missing = ahp_answers.unanswered(6, {(j, i): 1 / value for (i, j), value in judgments.items()})
    assert sorted([*missing, *judgments]) == SIX


@given(answers)
def test_least_squares_weights_are_those_of_a_general_solver(judgments):
    assume(ahp_answers.connected(6, judgments))
    design = np.zeros((len(judgments), 6))
    for row, (i, j) in enumerate(judgments):
        design[row, i], design[row, j] = 1, -1
    expected = np.linalg.lstsq(design, np.log(list(judgments.values())), rcond=None)[0]
    assert ahp_answers.log_weights(6, judgments) == pytest.approx(expected - expected.mean(), abs=1e-9)
    assert ahp_answers.laplacian(6, judgments) == pytest.approx(design.T @ design)


@given(st.lists(st.floats(1 / 9, 9), min_size=15, max_size=15))
def test_least_squares_of_all_answers_are_the_geometric_means_of_the_rows(values):
    found = np.exp(ahp_answers.log_weights(6, dict(zip(SIX, values, strict=True))))
    expected = ahp.weights(ahp.from_upper_triangle(values), "geometric")
    assert found / found.sum() == pytest.approx(expected, abs=1e-9)


def test_a_pair_in_the_other_order_counts_as_its_reciprocal():
    assert ahp_answers.checked(3, {(2, 0): 4.0, (0, 1): 3}) == {(0, 2): 0.25, (0, 1): 3.0}


@pytest.mark.parametrize(
    ("judgments", "complaint"),
    [
        ({(0, 3): 2}, r"\(0, 3\) is no pair of 3"),
        ({(1, 1): 1}, r"\(1, 1\) is no pair"),
        ({(0, 1): 0}, "positive number, not 0"),
        ({(0, 1): float("nan")}, "positive number"),
        ({(0, 1): 2, (1, 0): 0.5}, "judged twice"),
    ],
)
def test_what_is_no_judgment_of_a_pair_is_refused(judgments, complaint):
    with pytest.raises(ValueError, match=complaint):
        ahp_answers.checked(3, judgments)
