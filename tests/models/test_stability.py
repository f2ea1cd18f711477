"""Changes against a reference are proposed only where they are worth more than the threshold."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.selection import Problem, select
from models.stability import stable
from tests.models.selection_cases import allowed_values, problems

FOUR = Problem(tuple("1234"), np.array([8.0, 11, 6, 4]), np.array([5, 7, 4, 3]), (8,))


@settings(max_examples=60)
@given(problems(), st.data())
def test_without_a_threshold_it_is_the_optimum_and_with_a_huge_one_as_much_of_the_reference_as_is_allowed(
    problem, data
):
    reference = data.draw(st.sets(st.sampled_from(problem.keys)))
    allowed = allowed_values(problem)
    free, held = stable(problem, reference, 0), stable(problem, reference, 1e12)
    if not allowed:
        assert free.selection.status == held.selection.status == "infeasible"
        return
    assert free.selection.value == pytest.approx(max(allowed.values()), abs=1e-9)
    most = max(len(reference.intersection(chosen)) for chosen in allowed)
    assert len(reference.intersection(held.selection.chosen)) == most
    as_many = [value for chosen, value in allowed.items() if len(reference.intersection(chosen)) == most]
    assert held.selection.value == pytest.approx(max(as_many), abs=1e-9)
    assert held.given_up == pytest.approx(max(allowed.values()) - held.selection.value, abs=1e-9)


@settings(max_examples=60)
@given(problems(grouped=False), st.integers(0, 5), st.data())
def test_each_dropped_project_is_worth_its_threshold(problem, threshold, data):
    reference = data.draw(st.sets(st.sampled_from(problem.keys)))
    found = stable(problem, reference, threshold + 0.5)
    for chosen, value in allowed_values(problem).items():
        fewer = len(reference.difference(found.selection.chosen)) - len(reference.difference(chosen))
        assert found.selection.value - value >= fewer * (threshold + 0.5) - 1e-9


def test_an_exchange_is_proposed_once_it_is_worth_more_than_the_threshold():
    kept, changed = stable(FOUR, {"1", "4"}, 2), stable(replace(FOUR, value=np.array([8.0, 17, 6, 4])), {"1", "4"}, 2)
    assert kept.selection.chosen == ("1", "4")
    assert (changed.adds, changed.drops) == (("2",), ("1", "4"))
    assert kept.given_up == select(FOUR).value - 12


def test_a_threshold_below_zero_is_refused():
    with pytest.raises(ValueError, match="zero or more"):
        stable(FOUR, set(), -1)
