"""All steps at once, against every subset tried."""

from dataclasses import replace

import numpy as np
from hypothesis import assume, given, settings

from models.frontier_listed import every_step
from models.selection_reduction import reduce
from tests.models.selection_cases import best_of_each_cost, problems


@settings(max_examples=40)
@given(problems(periods=1, largest=7, grouped=False))
def test_every_step_is_listed_where_the_budget_is_the_only_limit(problem):
    problem = replace(problem, limits=(None,), total_limit=None, at_most=None)
    reduced = reduce(problem)
    assume(not isinstance(reduced, tuple))
    listed = every_step(problem, reduced)
    chosen = np.unpackbits(listed.packed, axis=1, count=len(problem.keys)).astype(bool)
    assert list(zip(listed.budget.tolist(), listed.value.tolist(), strict=True)) == best_of_each_cost(problem)
    assert (chosen.astype(int) @ problem.total_cost).tolist() == listed.budget.tolist()
    assert (chosen.astype(int) @ problem.value).tolist() == listed.value.tolist()
