"""How often candidates are selected over many cases: as the best of all subsets of each case say it."""

from dataclasses import replace
from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.selection import Problem, select
from models.selection_draws import factors, scaled
from models.selection_limits import breaks_rule
from models.selection_problem import Group
from models.selection_robustness import Case, frequencies, inside, solved_case, stated
from tests.models.selection_cases import allowed_values, problems

FOUR = Problem(tuple("1234"), np.array([8.0, 11, 6, 4]), np.array([5, 7, 4, 3]), (14,))


def drawn(problem, within, count=20, seed=5):
    rng = np.random.default_rng(seed)
    values, costs = scaled(problem.value, within, count, rng), factors(len(problem.keys), within, count, rng)
    return [Case(value, factor) for value, factor in zip(values, costs, strict=True)]


@given(problems(largest=5), st.integers(0, 99))
def test_the_answer_to_each_case_is_the_best_of_all_its_subsets(problem, seed):
    best = select(problem)
    assume(best.found)
    for case in drawn(problem, 0.4, 4, seed):
        there = stated(problem, case)
        allowed = allowed_values(there)
        answer = solved_case(problem, best, case, 5.0)
        assert answer.found is bool(allowed)
        if allowed:
            assert allowed[answer.chosen] == pytest.approx(max(allowed.values()))


@given(problems(largest=5), st.integers(0, 99))
def test_the_frequency_is_the_share_of_the_cases_that_have_a_selection(problem, seed):
    best = select(problem)
    assume(best.found)
    cases = drawn(problem, 0.3, 5, seed)
    answers = [solved_case(problem, best, case, 5.0) for case in cases]
    found = [inside(problem, one) for one in answers if one.found]
    assert found or not frequencies(problem, best, cases).solved
    told = frequencies(problem, best, cases)
    assert (told.solved, told.solved + told.impossible) == (len(found), len(cases))
    np.testing.assert_allclose(told.share, np.mean(found, axis=0) if found else 0.0)
    assert told.proven == told.solved


def selections(problem):
    """All sets that obey every rule, as rows of 0 and 1."""
    subsets = chain.from_iterable(combinations(problem.keys, size) for size in range(len(problem.keys) + 1))
    rows = [[key in chosen for key in problem.keys] for chosen in subsets if breaks_rule(problem, set(chosen)) is None]
    return np.array(rows, dtype=float)


def core_indices(problem, low, high):
    """Share of the non-dominated selections that hold each candidate, for every value between low and high."""
    sets = selections(problem)
    kept = []
    for one in sets:
        worst = [(d > 0) @ (d * low) + (d < 0) @ (d * high) for d in sets - one]
        best = [(d > 0) @ (d * high) + (d < 0) @ (d * low) for d in sets - one]
        kept.append(not any(w >= 0 and b > 0 for w, b in zip(worst, best, strict=True)))
    return sets[kept].mean(axis=0)


@given(problems(largest=5), st.integers(0, 99))
def test_what_is_in_all_or_none_of_the_non_dominated_selections_is_in_all_or_none_of_the_draws(problem, seed):
    positive = replace(problem, value=np.abs(problem.value) + 1)
    best = select(positive)
    assume(best.found)
    values = scaled(positive.value, 0.5, 10, np.random.default_rng(seed))
    told = frequencies(positive, best, [Case(value) for value in values])
    index = core_indices(positive, positive.value * 0.5, positive.value * 1.5)
    assert (told.share[index == 1.0] == 1.0).all()
    assert (told.share[index == 0.0] == 0.0).all()


def test_what_is_dominated_in_every_draw_is_never_selected_and_what_dominates_always():
    problem = Problem(tuple("abc"), np.array([10.0, 5.0, 1.0]), np.array([2, 2, 2]), (2,))
    values = scaled(problem.value, 0.3, 50, np.random.default_rng(5))
    told = frequencies(problem, select(problem), [Case(value) for value in values])
    assert told.share.tolist() == [1.0, 0.0, 0.0]
    assert told.standing == ["core", "exterior", "exterior"]


def test_what_is_a_toss_is_borderline():
    problem = Problem(tuple("ab"), np.array([5.0, 5.0]), np.array([2, 2]), (2,))
    cases = [Case(value) for value in scaled(problem.value, 0.3, 200, np.random.default_rng(1))]
    told = frequencies(problem, select(problem), cases, jobs=2)
    assert told.standing == ["borderline", "borderline"]
    assert told.share.sum() == pytest.approx(1.0)


def test_equal_value_is_no_change():
    problem = Problem(tuple("ab"), np.array([5.0, 5.0]), np.array([2, 2]), (2,))
    best = replace(select(problem), chosen=("b",))
    assert frequencies(problem, best, [Case()] * 3).share.tolist() == [0.0, 1.0]


def test_cases_in_which_nothing_fits_are_counted_apart():
    forced = replace(FOUR, forced_in=frozenset("234"))
    cases = [Case(factor=np.full(4, factor)) for factor in (1.0, 1.2)]
    told = frequencies(forced, select(forced), cases)
    assert (told.solved, told.impossible, told.share.tolist()) == (1, 1, [0, 1, 1, 1])


def test_amounts_of_money_change_along_with_the_cost():
    carried = replace(FOUR, groups=(Group("carried:1", np.array([5, 7, 4, 3]), None, 14),), limits=(None,))
    case = Case(factor=np.full(4, 3.0))
    assert stated(carried, case, ("carried:1",)).groups[0].amount.tolist() == [15, 21, 12, 9]
    assert stated(carried, case).groups[0].amount.tolist() == [5, 7, 4, 3]


def test_a_case_in_which_nothing_is_worth_anything_is_not_solved():
    told = frequencies(FOUR, select(FOUR), [Case(np.zeros(4))])
    assert (told.solved, told.unsolved) == (0, 1)


def test_progress_can_end_the_work():
    def stop(done, of):
        raise KeyboardInterrupt(f"{done} of {of}")

    with pytest.raises(KeyboardInterrupt, match="1 of 3"):
        frequencies(FOUR, select(FOUR), [Case()] * 3, progress=stop)
