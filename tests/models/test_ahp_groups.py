"""Several people's judgments and priorities together: the two ways agree under geometric means."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import ahp, ahp_groups, ahp_incomplete

PAIRS = [(i, j) for i in range(4) for j in range(i + 1, 4)]
judgment = st.floats(1 / 9, 9)
matrices = st.lists(st.lists(judgment, min_size=6, max_size=6).map(ahp.from_upper_triangle), min_size=1, max_size=5)
voting = st.lists(st.floats(0.1, 5), min_size=5, max_size=5)


@given(matrices, voting)
def test_priorities_of_joined_judgments_are_the_joined_priorities_under_geometric_means(people, weights):
    votes = weights[: len(people)]
    together = ahp.weights(ahp_groups.aij(people, votes), "geometric")
    apart = ahp_groups.aip([ahp.weights(matrix, "geometric") for matrix in people], votes)
    assert together == pytest.approx(apart, abs=1e-12)


def test_with_eigenvectors_the_two_ways_differ():
    people = [ahp.from_upper_triangle([3, 7, 3, 9, 1, 1 / 7]), ahp.from_upper_triangle([1 / 5, 2, 6, 4, 1 / 3, 8])]
    together = ahp.weights(ahp_groups.aij(people))
    apart = ahp_groups.aip([ahp.weights(matrix) for matrix in people])
    assert np.abs(together - apart).max() > 0.001


@given(matrices, voting)
def test_joined_judgments_are_still_reciprocal_and_between_those_of_the_people(people, weights):
    found = ahp.validated(ahp_groups.aij(people, weights[: len(people)]))
    assert np.all(found <= np.max(people, axis=0) * (1 + 1e-12))
    assert np.all(found >= np.min(people, axis=0) * (1 - 1e-12))


@given(matrices)
def test_two_votes_count_as_two_people_of_the_same_mind(people):
    votes = [2.0, *[1.0] * (len(people) - 1)]
    assert ahp_groups.aij(people, votes) == pytest.approx(ahp_groups.aij([people[0], *people]))


def test_a_person_of_weight_zero_changes_nothing():
    first, second = {(0, 1): 4.0}, {(0, 1): 1 / 9, (1, 2): 5.0}
    found = ahp_groups.combined(3, [first, second], [1, 0])
    assert (found.judgments, found.answers) == ({(0, 1): pytest.approx(4)}, {(0, 1): 1})


@given(matrices, voting)
def test_when_everyone_answers_every_pair_the_judgments_are_those_of_the_joined_matrix(people, weights):
    votes = weights[: len(people)]
    said = [{pair: matrix[pair] for pair in PAIRS} for matrix in people]
    found = ahp_groups.combined(4, said, votes)
    matrix = ahp_groups.aij(people, votes)
    assert found.judgments == pytest.approx({pair: matrix[pair] for pair in PAIRS})
    assert set(found.answers.values()) == {len(people)}


def test_each_pair_is_the_mean_of_those_who_answered_it():
    people = [{(0, 1): 2.0, (1, 2): 3.0}, {(1, 0): 1 / 8}, {(0, 2): 5.0, (1, 2): 12.0}]
    found = ahp_groups.combined(3, people, [1, 2, 3])
    assert found.judgments == pytest.approx(
        {(0, 1): 2 ** (1 / 3) * 8 ** (2 / 3), (0, 2): 5.0, (1, 2): 3**0.25 * 12**0.75}
    )
    assert found.answers == {(0, 1): 2, (0, 2): 1, (1, 2): 2}
    assert found.spread == pytest.approx(
        {(0, 1): np.log(4) * np.sqrt(2) / 3, (0, 2): 0, (1, 2): np.log(4) * np.sqrt(3) / 4}
    )
    assert ahp_incomplete.weights(3, found.judgments).complete


@given(matrices.filter(lambda people: len(people) > 1), voting)
def test_the_result_without_a_person_is_that_of_the_others(people, weights):
    votes = weights[: len(people)]
    found = ahp_groups.without_each(4, [{pair: matrix[pair] for pair in PAIRS} for matrix in people], votes)
    for place in range(len(people)):
        others = [matrix for each, matrix in enumerate(people) if each != place]
        expected = ahp.weights(ahp_groups.aij(others, np.delete(votes, place)))
        assert found[place] == pytest.approx(expected, abs=1e-9)


def test_a_result_that_hangs_on_one_person_is_missing_without_that_person():
    found = ahp_groups.without_each(3, [{(0, 1): 2, (1, 2): 2}, {(0, 1): 3}], method="geometric")
    assert np.isnan(found[0]).all()
    assert found[1] == pytest.approx([4 / 7, 2 / 7, 1 / 7])
    assert np.isnan(ahp_groups.without_each(2, [{(0, 1): 2}])).all()


@pytest.mark.parametrize("weights", [[1], [1, -1], [0, 0], [1, np.nan]])
def test_weights_that_are_no_votes_are_refused(weights):
    with pytest.raises(ValueError, match="2 numbers of zero or more"):
        ahp_groups.aip([[0.5, 0.5], [0.9, 0.1]], weights)


def test_nobody_different_objectives_and_a_priority_of_zero_are_refused():
    with pytest.raises(ValueError, match="nobody"):
        ahp_groups.aij([])
    with pytest.raises(ValueError, match="same objectives"):
        ahp_groups.aij([np.ones((2, 2)), np.ones((3, 3))])
    with pytest.raises(ValueError, match="positive"):
        ahp_groups.aip([[1.0, 0.0]])
