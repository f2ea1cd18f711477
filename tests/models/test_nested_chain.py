"""A chain of selections looked up: steps, what the next one adds, and the money below the first."""

import numpy as np

from models.nested import chain
from models.selection import Problem

FOUR = Problem(tuple("1234"), np.array([8.0, 11, 6, 4]), np.array([5, 7, 4, 3]), (14,))


def test_the_table_lists_what_each_step_adds():
    steps = chain(FOUR, {"1"}).frame()
    assert steps["cost"].tolist() == steps["budget"].tolist() == [0, 5, 8, 12, 19]
    assert steps["value"].tolist() == [0, 8, 12, 18, 29]
    assert steps["entered"].tolist() == [(), ("1",), ("4",), ("3",), ("2",)]
    assert not any(steps["left"])


def test_a_budget_between_two_steps_buys_the_lower_one():
    found = chain(FOUR, {"1"})
    assert [found.position(budget) for budget in (-1, 0, 7, 8, 1000)] == [-1, 0, 1, 2, 4]
    assert found.at(7).total_cost == 5
