"""Value, cost and a third count at once: no point is beaten, and a fine grid finds every one there is."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.frontier_three import surface
from models.selection import Problem
from tests.models.selection_cases import allowed_values, problems

FOUR = Problem(tuple("1234"), np.array([8.0, 11, 6, 4]), np.array([5, 7, 4, 3]), (None,))
RISK = np.array([9, 1, 0, 2])


def unbeaten(problem, third, more_is_better):
    """Every point that no subset beats."""
    cost = dict(zip(problem.keys, problem.total_cost.tolist(), strict=True))
    count = dict(zip(problem.keys, third.tolist(), strict=True))
    sign = -1 if more_is_better else 1
    allowed = allowed_values(replace(problem, total_limit=None)).items()
    found = {(value, sum(cost[k] for k in keys), sign * sum(count[k] for k in keys)) for keys, value in allowed}

    def beaten(one):
        return any(o != one and o[0] >= one[0] and o[1] <= one[1] and o[2] <= one[2] for o in found)

    return {(value, spent, sign * other) for value, spent, other in found if not beaten((value, spent, other))}


@settings(max_examples=25, deadline=None)
@given(problems(largest=5, periods=2), st.booleans(), st.data())
def test_a_fine_grid_finds_every_point_and_a_coarse_one_none_that_is_beaten(problem, more_is_better, data):
    n = len(problem.keys)
    third = np.array(data.draw(st.lists(st.integers(0, 5), min_size=n, max_size=n)))
    true = unbeaten(problem, third, more_is_better)
    counts = sorted({other for _, _, other in true} | {0})
    found = surface(problem, third, sorted({spent for _, spent, _ in true} | {0}), counts, more_is_better)
    points = set(zip(found.points["value"], found.points["cost"], found.points["third"], strict=True))
    assert points == true
    assert found.points["proven"].all()
    assert bool(found.conflicts) == (not true)
    coarse = surface(problem, third, 3, 2, more_is_better).points
    assert set(zip(coarse["value"], coarse["cost"], coarse["third"], strict=True)) <= true


def test_the_same_value_with_less_risk_costs_more():
    points = surface(FOUR, RISK, range(20), range(13)).points.set_index("chosen")
    assert points.loc[[("2",)], "third"].tolist() == [1]
    assert points.loc[[("1", "4")], ["value", "cost", "third"]].to_numpy().tolist() == [[12, 8, 11]]
    assert ("1", "2", "3", "4") in points.index


def test_a_search_that_is_called_off_says_that_it_is_not_complete():
    found = surface(FOUR, RISK, range(20), range(13), watch=lambda done, most: done < 3)
    assert (found.asked, found.complete) == (3, False)
    assert len(found.points) == 3


def test_bounds_that_nothing_keeps_are_not_points():
    forced = replace(FOUR, forced_in=frozenset("1"))
    points = surface(forced, RISK, [4, 6, 12], [0, 8, 9]).points
    assert points[["cost", "third"]].to_numpy().tolist() == [[5, 9], [9, 9]]


@pytest.mark.parametrize("more_is_better", [True, False])
def test_evenly_spread_bounds_reach_from_the_least_to_the_most(more_is_better):
    found = surface(FOUR, RISK, 4, 4, more_is_better).points
    assert found["value"].max() == 29
    assert found["cost"].min() == 0
