"""Measures of value in words: each has all its words, and the warning about size says what is counted."""

from typing import get_args

import numpy as np
import pytest

from models.size_bias import size_bias
from services.candidate_benefits import Delay
from services.candidate_values import Measure
from ui.wording import budget_value

COST = np.array([1, 2, 3, 4, 5, 6, 7, 80], dtype=float)


def test_every_measure_has_a_name_and_a_sentence():
    every = set(get_args(Measure))
    assert every == set(budget_value.MEASURES) == set(budget_value.VALUE_OF) == set(budget_value.VALUES)
    assert every - {"category", "equal"} == set(budget_value.UNKNOWN)
    assert set(budget_value.DELAYS) == set(get_args(Delay))


def test_the_warning_names_the_outermost_quarters_and_what_to_try():
    bias = size_bias(COST, np.full(8, 3.0), COST <= 4)
    assert budget_value.size_warning(bias, "strategic") == (
        "Size explains the choice better than the score: 100% of the small projects are in and 0% of the large; "
        "try quality per unit of money."
    )
    assert budget_value.size_warning(bias, "quality").endswith("0% of the large.")


def test_there_is_no_warning_where_score_explains_the_choice():
    assert budget_value.size_warning(size_bias(COST, -COST, COST <= 4), "strategic") == ""


def test_there_is_no_warning_where_every_project_is_decided_by_hand():
    assert budget_value.size_warning(size_bias([], [], []), "strategic") == ""


def test_without_a_prediction_nothing_is_said_to_be_moved():
    assert budget_value.delayed("none", 0, 5) == ""
    assert "come as forecast" in budget_value.delayed("p50", 0, 5)
    assert "others" not in budget_value.delayed("p50", 5, 5)
    assert budget_value.inherited(0) == ""


@pytest.mark.parametrize("measure", [one for one in budget_value.MEASURES if one != "equal"])
def test_where_nothing_is_worth_anything_only_a_rated_value_speaks_of_rating(measure):
    said, pages = budget_value.worthless(measure)
    rated = measure in ("strategic", "quality", "category")
    assert ("rate" in said.replace("report", "")) == rated
    assert ("alignment" in dict(map(reversed, pages))) == (measure in ("strategic", "quality"))
