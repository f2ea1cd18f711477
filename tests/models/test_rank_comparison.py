"""Rank by value against reported priority: two coefficients found another way, and the differences."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr

from models import rank_comparison

ranks = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 4)), min_size=2, max_size=8)


@given(ranks)
def test_both_coefficients_are_those_counted_pair_by_pair(pairs):
    first, second = np.transpose(pairs)
    found = rank_comparison.compared(pd.Series(first), pd.Series(second))
    if len(set(first)) < 2 or len(set(second)) < 2:
        assert (found.spearman, found.kendall) == (None, None)
        return
    i, j = np.triu_indices(len(first), 1)
    a, b = np.sign(first[i] - first[j]), np.sign(second[i] - second[j])
    assert found.kendall == pytest.approx((a * b).sum() / np.sqrt((a**2).sum() * (b**2).sum()))
    assert found.spearman == pytest.approx(spearmanr(first, second).statistic)


@given(st.permutations(range(1, 7)))
def test_the_same_ranking_agrees_fully_and_its_reverse_not_at_all(order):
    rank = pd.Series(order)
    same, reverse = rank_comparison.compared(rank, rank * 10), rank_comparison.compared(rank, -rank)
    assert (same.spearman, same.kendall) == (pytest.approx(1), pytest.approx(1))
    assert (reverse.spearman, reverse.kendall) == (pytest.approx(-1), pytest.approx(-1))
    assert not same.differences["difference"].any()


def test_the_largest_differences_come_first_and_say_who_reports_too_high():
    names = ["Atlas", "Borealis", "Comet", "Delta"]
    found = rank_comparison.compared(pd.Series([1, 2, 3, 4], index=names), pd.Series([2, 3, 4, 1], index=names))
    assert found.differences.index.tolist() == ["Delta", "Atlas", "Borealis", "Comet"]
    assert found.differences["difference"].tolist() == [3, -1, -1, -1]


def test_projects_without_one_of_the_two_are_counted_and_close_the_ranks():
    found = rank_comparison.compared(
        pd.Series({"A": 1.0, "B": 2, "C": 3, "D": np.nan}), pd.Series({"A": 1.0, "C": 9, "E": 2, "B": np.nan})
    )
    assert (found.projects, found.left_out) == (2, 3)
    assert found.differences["rank"].tolist() == [1, 2]
    assert found.kendall == pytest.approx(1)


def test_one_project_says_nothing_of_agreement():
    found = rank_comparison.compared(pd.Series([1]), pd.Series([1]))
    assert (found.spearman, found.kendall, found.projects) == (None, None, 1)
