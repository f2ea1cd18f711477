"""Weights from pairwise judgments against published matrices, and the refusal of what is no such matrix."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import ahp

DRINKS = [9, 5, 2, 1, 1, 1 / 2, 1 / 3, 1 / 9, 1 / 9, 1 / 9, 1 / 9, 1 / 3, 1 / 4, 1 / 3, 1 / 9, 1 / 2, 1, 1 / 3, 2]
DRINKS += [1 / 2, 1 / 3]
LEADER = [4, 3, 7, 1 / 3, 3, 5]
EDUCATION = [3, 1 / 5, 1 / 7]
CAR = [3, 7, 3, 9, 1, 1 / 7]


@pytest.mark.parametrize(
    ("judgments", "decimals", "expected", "table", "ratio"),
    [
        (DRINKS, 3, [0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327], "Saaty 1980", 0.022),
        (LEADER, 4, [0.5476, 0.1266, 0.2699, 0.0559], "Saaty 1980", 0.044),
        (EDUCATION, 3, [0.188, 0.081, 0.731], "Saaty 2007", 0.062),
        (CAR, 3, [0.510, 0.234, 0.041, 0.215], "Saaty 1980", 0.0738),
    ],
)
def test_published_matrices_have_their_published_weights_and_ratios(judgments, decimals, expected, table, ratio):
    found = ahp.priorities(ahp.from_upper_triangle(judgments), table=table)
    assert found.weights == pytest.approx(expected, abs=0.6 * 10**-decimals)
    assert found.cr == pytest.approx(ratio, abs=0.0006)
    assert found.acceptable


def test_the_drinks_matrix_has_its_published_eigenvalue():
    assert ahp.priorities(ahp.from_upper_triangle(DRINKS)).lambda_max == pytest.approx(7.17663, abs=1e-5)


def test_tables_of_different_authors_give_different_ratios():
    matrix = ahp.from_upper_triangle(CAR)
    ratios = {table: ahp.priorities(matrix, table=table).cr for table in ahp.TABLES}
    largest = ahp.priorities(matrix).lambda_max
    assert ratios["Saaty 1980"] == pytest.approx((largest - 4) / 3 / 0.90)
    assert ratios["Saaty 2007"] == pytest.approx((largest - 4) / 3 / 0.89)
    assert ratios["Alonso and Lamata 2006"] == pytest.approx((largest - 4) / (2.7699 * 4 - 4.3513 - 4))


def test_a_table_that_ends_too_early_says_which_one_goes_on():
    with pytest.raises(ValueError, match="Alonso"):
        ahp.random_index(11, "Saaty 1980")
    assert ahp.random_index(15, "Saaty 2007") == 1.59
    with pytest.raises(ValueError, match="no random index"):
        ahp.random_index(5, "nobody")


positive = st.floats(0.1, 10)


@given(st.lists(positive, min_size=3, max_size=3))
def test_eigenvector_and_geometric_mean_agree_for_three_objectives(judgments):
    matrix = ahp.from_upper_triangle(judgments)
    assert ahp.weights(matrix, "eigenvector") == pytest.approx(ahp.weights(matrix, "geometric"), abs=1e-9)


def test_eigenvector_and_geometric_mean_differ_for_four_objectives():
    matrix = ahp.from_upper_triangle(CAR)
    assert np.abs(ahp.weights(matrix, "eigenvector") - ahp.weights(matrix, "geometric")).max() > 0.004


@given(st.lists(st.floats(0.05, 1), min_size=1, max_size=9))
def test_judgments_that_follow_known_weights_give_those_weights_back(raw):
    known = np.array(raw) / sum(raw)
    for method in ("eigenvector", "geometric"):
        found = ahp.priorities(known[:, None] / known, method)
        assert found.weights == pytest.approx(known, abs=1e-9)
        assert found.cr == pytest.approx(0, abs=1e-9)


def test_two_objectives_cannot_contradict_each_other():
    found = ahp.priorities([[1, 4], [0.25, 1]])
    assert found.weights == pytest.approx([0.8, 0.2])
    assert (found.ci, found.cr, found.ri) == (0, 0, 0)


def test_an_upper_triangle_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match="4 judgments"):
        ahp.from_upper_triangle([1, 2, 3, 4])
    with pytest.raises(ValueError, match="positive"):
        ahp.from_upper_triangle([1, 0, 3])


@pytest.mark.parametrize(
    ("matrix", "complaint"),
    [
        ([[1, 2, 3], [0.5, 1, 2]], "as many rows as columns"),
        ([[1, -2], [-0.5, 1]], "row 1, column 2: every judgment is a positive number"),
        ([[1, np.nan], [1, 1]], "row 1, column 2: every judgment"),
        ([[1, 3], [0.33, 1]], "3 and 0.33 are not reciprocal"),
        ([[2, 3], [1 / 3, 1]], "row 1, column 1: an objective compared with itself is 1"),
    ],
)
def test_what_is_no_matrix_of_judgments_is_refused_by_cell(matrix, complaint):
    with pytest.raises(ValueError, match=complaint):
        ahp.priorities(matrix)


def test_an_unknown_method_is_refused():
    with pytest.raises(ValueError, match="column average"):
        ahp.weights([[1, 2], [0.5, 1]], "column average")
