"""Money that stays for the next period."""

import numpy as np
import pytest
from hypothesis import given

from models.carry_over import allowed
from models.selection import Problem, select
from models.selection_limits import breaks_rule
from tests.models.selection_cases import allowed_values, problems


def test_what_the_first_year_leaves_pays_for_the_second_and_not_the_other_way_round():
    early = Problem(("a",), [1.0], [[8, 2]], (5, 5))
    late = Problem(("a",), [1.0], [[2, 8]], (5, 5))
    assert select(allowed(late)).chosen == ("a",)
    assert select(allowed(early)).chosen == ()


def test_a_year_without_a_limit_neither_gives_nor_takes():
    problem = Problem(("a",), [1.0], [[1, 90, 9]], (5, None, 5))
    assert select(allowed(problem)).chosen == ("a",)
    assert select(allowed(Problem(("a",), [1.0], [[1, 90, 10]], (5, None, 5)))).chosen == ()


def pays(problem: Problem, chosen: tuple[str, ...]) -> bool:
    """Whether a purse that is filled and emptied period by period never runs dry."""
    inside = np.array([key in chosen for key in problem.keys])
    purse = 0
    for limit, spent in zip(problem.limits, problem.cost[inside].sum(axis=0).tolist(), strict=True):
        if limit is not None:
            purse += limit - spent
            if purse < 0:
                return False
    return True


@given(problems(periods=3, largest=6))
def test_exactly_the_sets_that_a_purse_pays_for_are_allowed(problem):
    free = Problem(problem.keys, problem.value, problem.cost, (None,) * 3)
    every = allowed_values(free)
    carried = allowed(Problem(problem.keys, problem.value, problem.cost, problem.limits))
    for chosen in every:
        assert (breaks_rule(carried, set(chosen)) is None) == pays(problem, chosen)


@given(problems(periods=2, largest=6))
def test_carrying_over_never_makes_a_selection_worth_less(problem):
    held, carried = select(problem), select(allowed(problem))
    if held.status == "optimal":
        assert carried.value >= held.value - 1e-9
        assert carried.value == pytest.approx(max(allowed_values(allowed(problem)).values()))
