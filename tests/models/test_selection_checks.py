"""Open items checked in whole numbers, and the cut that bars what breaks a limit."""

import numpy as np
from hypothesis import given

from models.selection_checks import broken, obeys
from models.selection_limits import breaks_rule
from models.selection_problem import Group, Problem
from models.selection_reduction import Reduced, reduce
from tests.models.selection_cases import chosen_keys, problems


@given(problems())
def test_the_check_of_open_items_agrees_with_the_check_of_candidates(problem):
    reduced = reduce(problem)
    if not isinstance(reduced, Reduced):
        return
    m = len(reduced.members)
    for number in range(2**m):
        taken = np.array([number >> i & 1 for i in range(m)], dtype=bool)
        assert obeys(reduced, taken) == (breaks_rule(problem, chosen_keys(problem, reduced, taken)) is None)


def test_the_fewest_items_that_overrun_a_limit_may_not_be_taken_together_again():
    reduced = reduce(Problem(tuple("abc"), [1.0, 1, 1], [3, 5, 4], (8,)))
    cut = broken(reduced, np.array([True, True, True]))
    assert (sorted(cut.items.tolist()), cut.at_most) == ([1, 2], 1)


def test_of_what_could_reach_a_missed_least_one_has_to_be_taken():
    asked = Group("north", [1, 1, 0], at_least=1)
    reduced = reduce(Problem(tuple("abc"), [1.0, 1, 1], [3, 5, 4], (8,), groups=(asked,)))
    cut = broken(reduced, np.array([False, False, True]))
    assert (cut.items.tolist(), cut.at_least) == ([0, 1], 1)
