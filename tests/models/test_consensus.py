"""Agreement on ranks, priorities and judgments against published figures and other ways to find them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import friedmanchisquare, spearmanr

from models import consensus

JUDGES = [
    [1, 3, 4, 5, 2, 8, 6, 7, 10, 9],
    [2, 1, 4, 5, 6, 3, 8, 7, 10, 9],
    [3, 2, 1, 5, 7, 4, 6, 8, 9, 10],
    [4, 2, 3, 1, 6, 7, 5, 9, 8, 10],
]
tied_ranks = st.lists(st.lists(st.integers(1, 4), min_size=5, max_size=5), min_size=3, max_size=6)
priorities = st.lists(st.lists(st.floats(0.01, 1), min_size=4, max_size=4), min_size=1, max_size=6)


def test_the_four_judges_have_their_published_concordance():
    found = consensus.concordance(JUDGES)
    assert found.rank_sums.tolist() == [10, 8, 12, 16, 21, 22, 25, 31, 37, 38]
    assert found.w == pytest.approx(0.7939, abs=5e-5)
    assert found.chi2 == pytest.approx(28.58, abs=5e-3)
    assert found.p == pytest.approx(0.00077, abs=2e-5)


@given(tied_ranks)
def test_with_ties_the_statistic_is_that_of_friedman(ranks):
    found = consensus.concordance(ranks)
    if found.w is None:
        assert all(len(set(row)) == 1 for row in ranks)
        return
    expected = friedmanchisquare(*np.transpose(ranks))
    assert found.chi2 == pytest.approx(expected.statistic, abs=1e-9)
    assert found.p == pytest.approx(expected.pvalue, abs=1e-9)
    assert -1e-12 <= found.w <= 1 + 1e-12


@given(st.lists(st.permutations(range(1, 7)), min_size=2, max_size=5))
def test_without_ties_it_is_the_mean_rank_correlation_of_all_pairs_of_people(ranks):
    m = len(ranks)
    correlations = [spearmanr(ranks[i], ranks[j]).statistic for i in range(m) for j in range(i + 1, m)]
    assert (m * consensus.concordance(ranks).w - 1) / (m - 1) == pytest.approx(np.mean(correlations), abs=1e-9)


def test_equal_ranks_may_be_numbered_in_any_usual_way():
    dense, mean = [[1, 2, 2, 3], [1, 1, 2, 3]], [[1, 2.5, 2.5, 4], [1.5, 1.5, 3, 4]]
    assert consensus.concordance(dense).w == consensus.concordance(mean).w


def test_people_who_all_rank_everything_equal_have_no_concordance():
    found = consensus.concordance([[1, 1, 1], [2, 2, 2]])
    assert (found.w, found.chi2, found.p) == (None, None, None)


@pytest.mark.parametrize("ranks", [[[1, 2, 3]], [[1], [1]], [[1, 2], [1, np.nan]]])
def test_too_few_people_or_objectives_or_ranks_are_refused(ranks):
    with pytest.raises(ValueError, match="two people or more"):
        consensus.concordance(ranks)


def test_the_published_priorities_have_their_published_consensus():
    found = consensus.shared_view([[0.5, 0.3, 0.2], [0.4, 0.4, 0.2], [0.6, 0.2, 0.2]])
    assert found == pytest.approx(0.9545, abs=5e-5)


@pytest.mark.parametrize("n", [2, 3, 5, 8])
def test_people_who_each_put_another_objective_first_as_far_as_the_scale_goes_share_nothing(n):
    assert consensus.shared_view((np.ones((n, n)) + 8 * np.eye(n)) / (n + 8)) == pytest.approx(0, abs=1e-9)
    assert consensus.shared_view(np.eye(n)) == 0


@given(st.lists(st.floats(0.01, 1), min_size=4, max_size=4), st.integers(1, 6))
def test_identical_people_agree_fully(one, people):
    assert consensus.shared_view([one] * people) == pytest.approx(1)


@given(priorities, st.permutations(range(4)))
def test_names_of_objectives_and_order_of_people_change_no_consensus(people, order):
    found = consensus.shared_view(people)
    assert 0 <= found <= 1
    assert consensus.shared_view(np.array(people)[::-1, order]) == pytest.approx(found, abs=1e-9)


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (0.49, "very low"),
        (0.5, "low"),
        (0.624, "low"),
        (0.625, "moderate"),
        (0.75, "high"),
        (0.874, "high"),
        (0.875, "very high"),
    ],
)
def test_the_bands_begin_at_their_lower_ends(value, word):
    assert consensus.band(value) == word


def test_priorities_below_zero_and_people_without_any_are_refused():
    with pytest.raises(ValueError, match="zero or more"):
        consensus.shared_view([[0.5, -0.5]])
    with pytest.raises(ValueError, match="above zero"):
        consensus.shared_view([[0.0, 0.0]])


def test_the_most_disputed_pair_comes_first_and_one_answer_is_no_dispute():
    people = [{(0, 1): 9.0, (1, 2): 2.0, (0, 2): 5.0}, {(1, 0): 9.0, (1, 2): 3.0}, {(0, 1): 1.0, (1, 2): 2.0}]
    found = consensus.most_disputed(3, people)
    assert [each.pair for each in found] == [(0, 1), (1, 2)]
    first = found[0]
    assert (first.answers, first.lowest, first.highest) == (3, pytest.approx(1 / 9), 9)
    assert first.mean == pytest.approx(1)
    assert first.spread == pytest.approx(np.log(9) * np.sqrt(2 / 3))
    assert first.factor == pytest.approx(np.exp(first.spread))
