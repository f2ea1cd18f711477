"""The next best selections that differ enough: as all subsets, sorted by value, say them."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.selection import Problem, select
from models.selection_alternatives import alternatives
from tests.models.selection_cases import allowed_values, problems

FOUR = Problem(tuple("1234"), np.array([8.0, 11, 6, 4]), np.array([5, 7, 4, 3]), (14,))


@given(problems(largest=6), st.integers(1, 4), st.integers(1, 3))
def test_each_is_worth_the_most_among_all_subsets_that_differ_enough_from_those_before_it(problem, apart, count):
    best = select(problem)
    assume(best.found)
    known = [set(best.chosen)]
    allowed = {frozenset(chosen): value for chosen, value in allowed_values(problem).items()}
    found = alternatives(problem, best, count, apart)
    assert found.complete
    for one in found.found:
        far = [value for chosen, value in allowed.items() if all(len(chosen ^ other) >= apart for other in known)]
        assert one.selection.value == pytest.approx(max(far))
        assert all(len(set(one.selection.chosen) ^ other) >= apart for other in known)
        assert frozenset(one.selection.chosen) in allowed
        assert one.proven
        known.append(set(one.selection.chosen))
    if len(found.found) < count:
        assert not any(all(len(chosen ^ other) >= apart for other in known) for chosen in allowed)


def test_the_next_best_three_of_four_are_the_known_ones():
    found = alternatives(FOUR, select(FOUR), count=3, apart=1).found
    assert [one.selection.value for one in found] == [19, 18, 17]
    assert (found[0].enters, found[0].leaves, found[0].loss) == (("1",), ("3", "4"), 2)


def test_differences_can_be_counted_over_some_candidates_only():
    found = alternatives(FOUR, select(FOUR), count=1, apart=1, counted=("2",)).found[0]
    assert "2" not in found.selection.chosen
    assert found.selection.value == 18


def test_all_that_exist_are_all_that_are_given():
    decided = replace(FOUR, forced_in=frozenset("234"), forced_out=frozenset("1"))
    assert alternatives(decided, select(decided), count=3, apart=1) == alternatives(decided, select(decided), 1, 1)
    assert alternatives(decided, select(decided)).complete


def test_without_time_nothing_is_called_complete():
    found = alternatives(FOUR, select(FOUR), time_limit=0.0)
    assert (found.found, found.complete) == ((), False)
