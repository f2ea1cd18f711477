"""Weights from some of the pairs: the published case, the full matrix, and the least eigenvalue found another way."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from models import ahp, ahp_answers, ahp_incomplete

DRINKS = [9, 5, 2, 1, 1, 1 / 2, 1 / 3, 1 / 9, 1 / 9, 1 / 9, 1 / 9, 1 / 3, 1 / 4, 1 / 3, 1 / 9, 1 / 2, 1, 1 / 3, 2]
DRINKS += [1 / 2, 1 / 3]
METHODS = ["eigenvector", "geometric"]
SAATY = [1 / 9, 1 / 7, 1 / 5, 1 / 3, 1 / 2, 1, 2, 3, 5, 7, 9]


def pairs(n):
    return [(i, j) for i in range(n) for j in range(i + 1, n)]


def answers(n):
    return st.dictionaries(st.sampled_from(pairs(n)), st.sampled_from(SAATY), min_size=n - 1)


def largest(logs, missing, entries):
    filled = logs.copy()
    for (i, j), entry in zip(missing, entries, strict=True):
        filled[i, j], filled[j, i] = entry, -entry
    return np.linalg.eigvals(np.exp(filled)).real.max()


@pytest.mark.parametrize("method", METHODS)
def test_the_missing_third_judgment_of_harker_is_the_product_of_the_other_two(method):
    found = ahp_incomplete.weights(3, {(0, 1): 2, (1, 2): 2}, method)
    assert found.weights == pytest.approx([4 / 7, 2 / 7, 1 / 7])
    assert found.completed_matrix[0, 2] == pytest.approx(4)
    assert (found.lambda_max, found.cr, found.ri) == (pytest.approx(3), 0, 0)
    assert (found.complete, found.answers, found.pairs) == (False, 2, 3)


@pytest.mark.parametrize("method", METHODS)
def test_with_all_answers_everything_is_that_of_the_full_matrix(method):
    matrix = ahp.from_upper_triangle(DRINKS)
    found = ahp_incomplete.weights(7, dict(zip(pairs(7), DRINKS, strict=True)), method)
    full = ahp.priorities(matrix, method)
    assert np.array_equal(found.weights, full.weights)
    assert (found.lambda_max, found.cr, found.ri, found.table) == (full.lambda_max, full.cr, full.ri, full.table)
    assert found.complete
    assert found.acceptable
    assert np.array_equal(found.completed_matrix, matrix)


@settings(max_examples=15, deadline=None)
@given(answers(5).filter(lambda judgments: len(judgments) < 10))
def test_no_other_entries_give_a_smaller_eigenvalue(judgments):
    assume(ahp_answers.connected(5, judgments))
    missing = ahp_answers.unanswered(5, judgments)
    found = ahp_incomplete.weights(5, judgments)
    logs = np.log(found.completed_matrix)
    other = minimize(
        lambda entries: largest(logs, missing, entries),
        np.zeros(len(missing)),
        method="Nelder-Mead",
        options={"xatol": 1e-6, "fatol": 1e-10, "maxiter": 4000, "maxfev": 4000},
    )
    assert found.lambda_max <= other.fun + 1e-9
    assert found.lambda_max == pytest.approx(other.fun, rel=1e-3)


@settings(max_examples=50, deadline=None)
@given(answers(7))
def test_at_the_missing_entries_found_the_eigenvalue_is_flat(judgments):
    assume(ahp_answers.connected(7, judgments))
    missing = ahp_answers.unanswered(7, judgments)
    logs = np.log(ahp_incomplete.weights(7, judgments).completed_matrix)
    entries = np.array([logs[pair] for pair in missing])
    for place in range(len(missing)):
        step = np.eye(len(missing))[place] * 1e-4
        slope = (largest(logs, missing, entries + step) - largest(logs, missing, entries - step)) / 2e-4
        assert slope == pytest.approx(0, abs=1e-5)


@settings(deadline=None)
@given(answers(6))
def test_logarithmic_least_squares_weights_minimise_the_squared_errors(judgments):
    assume(ahp_answers.connected(6, judgments))
    found = np.log(ahp_incomplete.weights(6, judgments, "geometric").weights)

    def error(levels):
        return sum((np.log(value) - levels[i] + levels[j]) ** 2 for (i, j), value in judgments.items())

    generator = np.random.default_rng(3)
    for _ in range(10):
        assert error(found) <= error(found + generator.normal(0, 0.1, 6)) + 1e-9


@settings(deadline=None)
@given(st.lists(st.floats(0.05, 1), min_size=6, max_size=6), st.sets(st.sampled_from(pairs(6)), min_size=5))
def test_answers_that_follow_known_weights_give_those_weights_back(raw, asked):
    assume(ahp_answers.connected(6, dict.fromkeys(asked, 1.0)))
    known = np.array(raw) / sum(raw)
    for method in METHODS:
        found = ahp_incomplete.weights(6, {(i, j): known[i] / known[j] for i, j in asked}, method)
        assert found.weights == pytest.approx(known, abs=1e-8)
        assert found.cr == pytest.approx(0, abs=1e-8)


@settings(max_examples=50, deadline=None)
@given(answers(6), st.permutations(range(6)))
def test_new_numbers_for_the_objectives_change_no_weight(judgments, order):
    assume(ahp_answers.connected(6, judgments))
    renamed = {(order[i], order[j]): value for (i, j), value in judgments.items()}
    for method in METHODS:
        before, after = ahp_incomplete.weights(6, judgments, method), ahp_incomplete.weights(6, renamed, method)
        assert after.weights[order] == pytest.approx(before.weights, abs=1e-7)
        assert after.cr == pytest.approx(before.cr, abs=1e-7)


def test_a_chain_of_extreme_answers_is_no_trouble():
    found = ahp_incomplete.weights(9, {(i, i + 1): 9 for i in range(8)})
    assert found.weights[:-1] / found.weights[1:] == pytest.approx([9] * 8)
    assert found.lambda_max == pytest.approx(9, abs=1e-6)


def test_the_random_index_falls_with_the_missing_pairs_as_published_and_as_simulated():
    assert ahp_incomplete.random_index(4, 1, "Saaty 2007") == pytest.approx(0.583, abs=0.015)
    assert ahp_incomplete.random_index(4, 2, "Saaty 2007") == pytest.approx(0.306, abs=0.015)
    assert [ahp_incomplete.random_index(n, (n - 1) * (n - 2) // 2) for n in (3, 5, 9)] == [0, 0, 0]
    scale = [*range(1, 10), *(1 / k for k in range(2, 10))]
    generator = np.random.default_rng(11)
    asked = [pair for pair in pairs(5) if pair not in {(0, 1), (2, 4)}]
    drawn = [
        ahp_incomplete.weights(5, dict(zip(asked, generator.choice(scale, 8), strict=True))).lambda_max
        for _ in range(1500)
    ]
    assert (np.mean(drawn) - 5) / 4 == pytest.approx(ahp_incomplete.random_index(5, 2, "Saaty 2007"), abs=0.05)


def test_the_ratio_of_some_answers_names_whose_index_it_uses():
    found = ahp_incomplete.weights(4, {(0, 1): 3, (1, 2): 3, (0, 2): 3, (2, 3): 2})
    assert found.table == "Saaty 1980, scaled as Agoston and Csato 2022"
    assert found.ri == pytest.approx(0.90 * (1 - 4 / 6))
    assert found.cr == pytest.approx((found.lambda_max - 4) / 3 / found.ri)
    assert found.acceptable == (found.cr <= 0.1)


def test_objectives_that_no_answers_connect_are_named():
    with pytest.raises(ValueError, match=r"\{0, 2\} with \{1, 3\} with \{4\}"):
        ahp_incomplete.weights(5, {(0, 2): 3, (1, 3): 5})


def test_one_objective_has_all_of_the_weight():
    found = ahp_incomplete.weights(1, {})
    assert (found.weights.tolist(), found.cr, found.complete) == ([1.0], 0, True)


def test_an_unknown_method_is_refused():
    with pytest.raises(ValueError, match="column average"):
        ahp_incomplete.weights(2, {(0, 1): 3}, "column average")
