"""The statement of a selection survives JSON exactly, and what is not one is refused in words."""

import json
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given

from models.selection import select
from models.selection_problem import Problem
from services.errors import Explained
from services.problem_json import from_json, to_json
from tests.models.selection_cases import problems

BEYOND_FLOATS = 2**53 + 1


def through_text(problem: Problem) -> Problem:
    return from_json(json.loads(json.dumps(to_json(problem), allow_nan=False)))


def alike(one: Problem, other: Problem) -> bool:
    for field in fields(Problem):
        first, second = getattr(one, field.name), getattr(other, field.name)
        if field.name == "groups":
            rows = [[(g.name, g.at_least, g.at_most, g.amount.tolist()) for g in groups] for groups in (first, second)]
            if rows[0] != rows[1]:
                return False
        elif isinstance(first, np.ndarray):
            if first.dtype != second.dtype or first.shape != second.shape or first.tolist() != second.tolist():
                return False
        elif first != second:
            return False
    return True


@given(problems())
def test_a_problem_comes_back_as_it_was_with_every_rule_and_group(problem):
    assert alike(problem, through_text(problem))


@given(problems())
def test_what_comes_back_is_solved_to_the_same_answer(problem):
    one, other = select(problem), select(through_text(problem))
    assert (one.status, one.chosen, one.value, one.total_cost) == (
        other.status,
        other.chosen,
        other.value,
        other.total_cost,
    )


def test_amounts_beyond_what_floats_hold_stay_exact():
    problem = Problem(("a", "b"), np.array([0.1, 1 / 3]), np.array([[BEYOND_FLOATS], [1]]), (BEYOND_FLOATS,))
    back = through_text(problem)
    assert back.cost.tolist() == [[BEYOND_FLOATS], [1]]
    assert back.limits == (BEYOND_FLOATS,)
    assert back.value.tolist() == [0.1, 1 / 3]


@pytest.mark.parametrize("change", [{"format": 99}, {"keys": ["a", "a"]}, {"cost": [[1.5], [1]]}, {"value": None}])
def test_what_is_no_statement_is_refused_in_words(change):
    problem = Problem(("a", "b"), np.array([1.0, 2.0]), np.array([[1], [2]]), (3,))
    with pytest.raises(Explained):
        from_json({**to_json(problem), **change})
    with pytest.raises(Explained):
        from_json({"format": 1})
