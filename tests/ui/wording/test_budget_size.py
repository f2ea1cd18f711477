"""The choice by size, in words: the warning, its absence, and where nothing can be said."""

import numpy as np

from models.size_bias import size_bias
from ui.wording import budget_size

COST = np.arange(1.0, 13.0)


def test_size_that_explains_the_choice_better_is_warned_of_with_both_figures():
    bias = size_bias(COST, np.ones(12), COST <= 6)
    said = budget_size.finding(bias, "strategic")
    assert said.startswith("Size explains the choice better than the score: 100% of the small projects are in")
    assert said.endswith("has the higher score in 50% of all pairs, and is the cheaper one in 100%.")


def test_score_that_explains_the_choice_is_said_without_a_warning():
    score = np.tile([1.0, 2.0], 6)
    said = budget_size.finding(size_bias(COST, score, score > 1), "strategic")
    assert said.startswith("Score explains the choice at least as well as size.")
    assert "the dearer one in" in said


def test_of_too_few_projects_nothing_is_said():
    assert budget_size.finding(size_bias(COST[:4], COST[:4], COST[:4] > 2), "strategic") == budget_size.TOO_FEW
