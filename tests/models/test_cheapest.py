"""The cheapest selection costs what the cheapest of all subsets costs."""

import numpy as np
from hypothesis import given, settings

from models.cheapest import cheapest
from models.selection_problem import Group, Problem
from tests.models.selection_cases import allowed_values, problems


@settings(max_examples=80)
@given(problems())
def test_no_subset_that_obeys_everything_costs_less(problem):
    cost = dict(zip(problem.keys, problem.total_cost.tolist(), strict=True))
    allowed = [sum(cost[key] for key in chosen) for chosen in allowed_values(problem)]
    found = cheapest(problem)
    assert found.proven
    if not allowed:
        assert found.chosen is None
        assert found.conflicts
    else:
        assert int(problem.total_cost[found.chosen].sum()) == min(allowed)


def test_a_least_is_reached_with_the_cheapest_and_not_with_the_most_valuable():
    group = Group("two of three", np.ones(3, dtype=np.int64), at_least=2)
    problem = Problem(tuple("abc"), np.array([1.0, 2.0, 9.0]), np.array([3, 4, 5]), (None,), groups=(group,))
    assert cheapest(problem).chosen.tolist() == [True, True, False]
