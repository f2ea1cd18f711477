"""The statement of a selection refuses what would make its answer meaningless."""

import numpy as np
import pytest

from models.selection_problem import Problem


def problem(**changes) -> Problem:
    given = {"keys": ("a", "b"), "value": np.array([1.0, 2]), "cost": np.array([[1, 2], [3, 4]]), "limits": (5, None)}
    return Problem(**(given | changes))


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"keys": ("a", "a")}, "share a key"),
        ({"value": np.array([1.0])}, "values of shape"),
        ({"cost": np.array([[1, 2]] * 3)}, "costs of shape"),
        ({"limits": (5,)}, "2 periods of cost but 1 limits"),
        ({"limits": (5, 2.5)}, "whole money units"),
        ({"cost": np.array([[0.1, 1], [1, 1]])}, "whole money units"),
        ({"cost": np.array([[np.nan, 1], [1, 1]])}, "not whole or missing"),
        ({"cost": np.array([[-1, 1], [1, 1]])}, "below zero"),
        ({"cost": np.full((2, 2), 4 * 10**18)}, "64 bits"),
        ({"value": np.array([1.0, np.nan])}, "finite"),
        ({"value": np.array([0.0, -1])}, "no candidate has a value above zero"),
        ({"forced_in": frozenset({"z"})}, "not among the candidates: z"),
        ({"requires": (("a", "y"),)}, "not among the candidates: y"),
        ({"periods": ("2026",)}, "names for 2 periods"),
    ],
)
def test_a_statement_that_makes_no_sense_is_refused(changes, complaint):
    with pytest.raises(ValueError, match=complaint):
        problem(**changes)


def test_costs_of_one_period_may_come_as_one_column():
    single = problem(cost=np.array([1.0, 3.0]), limits=(5,))
    assert single.cost.shape == (2, 1)
    assert single.cost.dtype == np.int64


def test_periods_are_numbered_when_they_have_no_names():
    assert problem().periods == ("1", "2")


def test_the_total_cost_adds_the_periods():
    assert problem().total_cost.tolist() == [3, 7]


def test_the_arrays_given_are_copied_not_kept():
    value = np.array([1.0, 2])
    stated = problem(value=value)
    value[0] = 99
    assert stated.value[0] == 1
