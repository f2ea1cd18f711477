"""The start obeys everything, is near the best on larger problems, and improves where exchanges can."""

import numpy as np
from hypothesis import given, settings

from models.selection import first, select
from models.selection_limits import breaks_rule
from models.selection_problem import Group, Problem
from models.selection_reduction import Reduced, reduce
from models.selection_relaxation import relax
from models.selection_start import filled, start
from tests.models.selection_cases import allowed_values, chosen_keys, problems


@settings(max_examples=150)
@given(problems())
def test_the_start_obeys_every_limit_and_rule(problem):
    reduced = reduce(problem)
    if not isinstance(reduced, Reduced) or (relaxed := relax(reduced)) is None:
        return
    taken = start(reduced, relaxed)
    if taken is not None:
        assert breaks_rule(problem, chosen_keys(problem, reduced, taken)) is None


@settings(max_examples=150)
@given(problems())
def test_the_first_answer_is_allowed_and_its_bound_is_above_all_that_is(problem):
    allowed = allowed_values(problem)
    found = first(problem)
    if not allowed:
        assert found.status in ("infeasible", "unknown")
        return
    assert found.status != "infeasible"
    assert found.bound >= max(allowed.values()) - 1e-9
    if found.found:
        assert breaks_rule(problem, set(found.chosen)) is None
        assert found.value <= max(allowed.values()) + 1e-9


def large(candidates: int, options: int = 1) -> Problem:
    """Candidates with five limits; with options, one of each project's has to be taken."""
    random = np.random.default_rng(2)
    n = candidates * options
    cost = random.integers(10**5, 10**8, (n, 5))
    groups = [Group(f"project {i}", np.arange(n) // options == i, 1, 1) for i in range(candidates)]
    share = 0.5 if options == 1 else 0.9 / options
    limits = tuple(int(amount * share) for amount in cost.sum(axis=0))
    value = cost.sum(axis=1) / 1e7 + 10 * random.random(n)
    return Problem(tuple(map(str, range(n))), value, cost, limits, groups=tuple(groups) if options > 1 else ())


def test_the_first_answer_to_a_thousand_candidates_is_within_one_per_cent():
    assert first(large(1000)).gap < 0.01


def test_of_the_options_of_every_project_one_is_taken_at_once():
    problem = large(60, options=4)
    found = first(problem)
    assert found.found
    assert len(found.chosen) == 60
    assert select(problem, 1.0).value >= found.value


def test_what_a_group_lacks_is_filled_before_what_is_worth_more():
    asked = Group("north", [0, 0, 1], at_least=1)
    reduced = reduce(Problem(tuple("abc"), [9.0, 8, 1], [2, 2, 2], (4,), groups=(asked,)))
    nothing = np.zeros(3, dtype=bool)
    assert filled(reduced, nothing, reduced.value, reduced.value).tolist() == [True, False, True]
