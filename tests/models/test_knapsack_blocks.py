"""Blocks of candidates that rules link, and the pairs of cost and value that no other beats."""

import numpy as np

from models.knapsack_blocks import blocks, efficient
from models.selection_problem import Problem
from models.selection_reduction import Reduced, reduce


def linked(**rules) -> list[list[tuple[int, float]]]:
    stated = Problem(tuple("abcd"), [5.0, 4, 3, 2], [4, 3, 2, 1], (None,), **rules)
    reduced = reduce(stated)
    assert isinstance(reduced, Reduced)
    found = blocks(reduced, np.array([4, 3, 2, 1]))
    assert found is not None
    return [list(zip(block.cost.tolist(), block.value.tolist(), strict=True)) for block in found]


def test_candidates_without_rules_are_taken_or_not_best_value_for_money_first():
    assert linked() == [[(0, 0), (1, 2)], [(0, 0), (2, 3)], [(0, 0), (3, 4)], [(0, 0), (4, 5)]]


def test_a_candidate_and_what_it_requires_have_three_combinations():
    assert [(0, 0), (3, 4), (7, 9)] in linked(requires=(("a", "b"),))


def test_candidates_that_exclude_each_other_are_never_combined():
    assert [(0, 0), (1, 2), (4, 5)] in linked(excludes=(("a", "d"),))


def test_only_pairs_that_no_other_beats_are_efficient():
    cost, value = np.array([3, 1, 1, 2, 4]), np.array([5.0, 1, 2, 2, 5])
    assert efficient(cost, value, 1e-9).tolist() == [2, 0]
