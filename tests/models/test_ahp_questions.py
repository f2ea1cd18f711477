"""Adaptive pairs: connected first, then where the ranking hangs; and how far some pairs tell what all would."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import ahp, ahp_answers, ahp_incomplete, ahp_questions

SCALE = np.array([*(1 / k for k in range(9, 1, -1)), *range(1, 10)], dtype=float)


def levels_of_a_person(generator, n):
    return np.log(generator.dirichlet(np.full(n, 2.0)))


def judged(generator, levels, error):
    """A full matrix on the scale 1 to 9 by a person whose logarithmic judgments err so much."""
    rows, columns = np.triu_indices(len(levels), k=1)
    said = levels[rows] - levels[columns] + generator.normal(0, error, len(rows))
    return ahp.from_upper_triangle(SCALE[np.abs(np.log(SCALE) - said[:, None]).argmin(axis=1)])


def full_matrix(seed, n):
    generator = np.random.default_rng(seed)
    return judged(generator, levels_of_a_person(generator, n), 0.5)


def interviewed(matrix, top=None):
    n, judgments = len(matrix), {}
    while not ahp_questions.stable(n, judgments, top):
        pair = ahp_questions.next_pair(n, judgments, top)
        if pair is None:
            break
        judgments[pair] = matrix[pair]
    return judgments


@pytest.mark.parametrize("n", [2, 3, 5, 8, 11])
def test_the_first_questions_connect_all_objectives_without_one_to_spare_and_evenly(n):
    judgments = {}
    for asked in range(n - 1):
        assert len(ahp_answers.parts(n, judgments)) == n - asked
        judgments[ahp_questions.next_pair(n, judgments)] = 3.0
    assert ahp_answers.connected(n, judgments)
    assert np.diag(ahp_answers.laplacian(n, judgments)).max() <= 2


@settings(max_examples=20, deadline=None)
@given(st.integers(3, 8), st.integers(0, 1000))
def test_every_pair_is_asked_once_and_every_objective_twice_before_any_thrice_is_needed(n, seed):
    matrix = full_matrix(seed, n)
    judgments = {}
    while (pair := ahp_questions.next_pair(n, judgments)) is not None:
        assert pair not in judgments
        assert pair[0] < pair[1]
        judgments[pair] = matrix[pair]
        if len(judgments) == n + 1:
            assert np.diag(ahp_answers.laplacian(n, judgments)).min() >= 2
    assert len(judgments) == n * (n - 1) // 2
    found = ahp_questions.outlook(n, judgments)
    assert found.stable
    assert found.reversal == pytest.approx(np.zeros((n, n)))


def test_two_objectives_close_in_rank_are_asked_before_two_far_apart():
    weights = np.array([0.40, 0.385, 0.15, 0.04, 0.025])
    asked = [(0, 2), (1, 2), (2, 3), (3, 4), (1, 4)]
    judgments = {(i, j): weights[i] / weights[j] for i, j in asked}
    assert ahp_questions.next_pair(5, judgments) == (0, 4)
    assert ahp_questions.next_pair(5, {**judgments, (0, 4): 16.0}) == (0, 1)


def test_the_reversal_of_an_order_is_as_likely_as_in_simulated_full_matrices():
    n = 5
    judgments = {(0, 1): 1.5, (1, 2): 2.0, (2, 3): 1.2, (3, 4): 1.5, (0, 4): 4.0, (1, 3): 2.0}
    found = ahp_questions.outlook(n, judgments)
    drawn = ahp_questions.plausible_weights(n, judgments, draws=20_000, seed=5)
    order = np.argsort(-found.weights)
    for place, i in enumerate(order):
        for j in order[place + 1 :]:
            assert (drawn[:, j] > drawn[:, i]).mean() == pytest.approx(found.reversal[i, j], abs=0.012)
            assert found.reversal[j, i] == 0


def test_weights_drawn_are_those_of_full_matrices_whose_missing_answers_are_drawn():
    n = 4
    judgments = {(0, 1): 2.0, (1, 2): 2.0, (2, 3): 1.5, (0, 3): 5.0}
    error = ahp_questions.judgment_error(n, judgments)
    generator = np.random.default_rng(8)
    levels, inverse = ahp_answers.log_weights(n, judgments), np.linalg.pinv(ahp_answers.laplacian(n, judgments))
    root = np.linalg.cholesky(error**2 * inverse + 1e-12 * np.eye(n))
    completed = []
    for truth in levels + generator.standard_normal((4000, n)) @ root.T:
        rest = {
            (i, j): np.exp(truth[i] - truth[j] + generator.normal(0, error))
            for i, j in ahp_answers.unanswered(n, judgments)
        }
        completed.append(ahp_answers.log_weights(n, {**judgments, **rest}))
    drawn = np.log(ahp_questions.plausible_weights(n, judgments, draws=4000, seed=1))
    drawn -= drawn.mean(axis=1, keepdims=True)
    assert drawn.mean(axis=0) == pytest.approx(np.mean(completed, axis=0), abs=0.03)
    assert np.cov(drawn.T) == pytest.approx(np.cov(np.transpose(completed)), abs=0.02)


def test_an_answer_that_nothing_checks_keeps_its_objective_open():
    judgments = {(0, 1): 9.0, (1, 2): 9.0, (0, 2): 9.0, (2, 3): 9.0}
    found = ahp_questions.outlook(4, judgments)
    assert not found.stable
    assert {pair for pair in found.open_pairs if 3 in pair} == {(0, 3), (1, 3), (2, 3)}


def test_clear_answers_of_one_mind_are_stable_before_all_are_given():
    weights = np.array([0.6, 0.25, 0.1, 0.04, 0.01])
    judgments = {(i, j): weights[i] / weights[j] for i, j in [(0, 1), (1, 2), (2, 3), (3, 4), (0, 4), (1, 3), (0, 2)]}
    assert ahp_questions.stable(5, judgments)
    assert not ahp_questions.stable(5, {pair: value**0.1 for pair, value in judgments.items()})


def test_orders_outside_the_first_ones_asked_for_keep_nothing_open():
    weights = np.array([0.7, 0.1, 0.095, 0.09, 0.015])
    cycle = [(0, 1), (1, 2), (2, 3), (3, 4), (0, 4)]
    judgments = {(i, j): weights[i] / weights[j] for i, j in cycle}
    everything = ahp_questions.outlook(5, judgments).open_pairs
    first = ahp_questions.outlook(5, judgments, top=1).open_pairs
    assert set(first) < set(everything)
    assert all(0 in pair for pair in first)


def test_a_person_who_contradicts_himself_is_taken_to_err_more():
    one_mind = {(0, 1): 2.0, (1, 2): 2.0, (0, 2): 4.0}
    assert ahp_questions.judgment_error(3, one_mind) < ahp_questions.USUAL_ERROR
    assert ahp_questions.judgment_error(3, {**one_mind, (0, 2): 1 / 9}) > ahp_questions.USUAL_ERROR


def test_unconnected_answers_are_not_stable_and_have_no_outlook():
    assert not ahp_questions.stable(4, {(0, 1): 3})
    with pytest.raises(ValueError, match="do not connect"):
        ahp_questions.outlook(4, {(0, 1): 3})


def test_the_same_answers_always_lead_to_the_same_question():
    matrix = full_matrix(2, 8)
    assert list(interviewed(matrix)) == list(interviewed(matrix))


def persons(generator, count):
    """Two full matrices of each person, as if asked on two days, the first with a ratio of 0.05 to 0.10."""
    found = []
    while len(found) < count:
        levels, error = levels_of_a_person(generator, 8), generator.uniform(0.35, 0.6)
        first, second = judged(generator, levels, error), judged(generator, levels, error)
        if 0.05 <= ahp.priorities(first).cr <= 0.10:
            found.append((first, second))
    return found


def test_eight_objectives_need_far_fewer_than_28_answers_for_nearly_the_same_result():
    asked, same, again, error, error_again, given_up = [], [], [], [], [], []
    for matrix, another_day in persons(np.random.default_rng(2026), 120):
        full, repeated = ahp.weights(matrix), ahp.weights(another_day)
        judgments = interviewed(matrix)
        found = ahp_incomplete.weights(8, judgments).weights
        best = set(np.argsort(-full)[:3])
        asked.append(len(judgments))
        same.append(set(np.argsort(-found)[:3]) == best)
        again.append(set(np.argsort(-repeated)[:3]) == best)
        error.append(np.abs(found - full).mean())
        error_again.append(np.abs(repeated - full).mean())
        given_up.append(np.sort(full)[-3:].sum() - full[np.argsort(-found)[:3]].sum())
    assert np.mean(asked) < 17
    assert np.percentile(asked, 90) <= 22
    assert np.mean(same) > 0.8 > np.mean(again) + 0.25
    assert np.mean(error) < 0.02 < np.mean(error_again)
    assert np.mean(given_up) < 0.005
