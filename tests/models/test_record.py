"""The measures: small cases by hand, and against scikit-learn."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss, roc_auc_score

from models import record

rows = st.lists(st.tuples(st.booleans(), st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.5001, 0.9, 1.0])), max_size=40)


def test_four_pairs_by_hand():
    said = record.scores([1, 0, 1, 0], [0.9, 0.6, 0.4, 0.1], [0.5, 0.5, 0.5, 0.5])
    assert said.n == 4
    assert said.base_rate == 0.5
    assert said.auc == 0.75
    assert said.brier == pytest.approx((0.01 + 0.36 + 0.36 + 0.01) / 4)
    assert said.skill == pytest.approx(1 - 0.185 / 0.25)
    assert said.average_precision == pytest.approx((1 + 2 / 3) / 2)
    assert said.precision_top == 1.0


@given(rows)
@settings(max_examples=60)
def test_auc_and_brier_agree_with_scikit_learn(pairs):
    y, p = np.array([a for a, _ in pairs], dtype=float), np.array([b for _, b in pairs], dtype=float)
    if len(np.unique(y)) == 2:
        assert record.auc(y, p) == pytest.approx(roc_auc_score(y, p))
        assert record.brier(y, p) == pytest.approx(brier_score_loss(y, p))
    else:
        assert np.isnan(record.auc(y, p))


def test_weights_count_as_repeated_rows():
    y, p, w = np.array([1, 0, 1, 0, 1]), np.array([0.2, 0.3, 0.3, 0.1, 0.9]), np.array([1, 3, 2, 0, 1])
    assert record.auc(y, p, w) == pytest.approx(record.auc(np.repeat(y, w), np.repeat(p, w)))


def test_skill_is_zero_for_the_base_rate_and_one_for_foresight():
    y = np.array([1.0, 0, 0, 0])
    assert record.skill(y, np.full(4, 0.25), np.full(4, 0.25)) == 0
    assert record.skill(y, y, np.full(4, 0.25)) == 1
    assert np.isnan(record.skill(np.ones(3), np.full(3, 0.5), np.ones(3)))


def test_the_top_fifth_counts_ties_at_their_mean_whatever_the_order():
    y, p = np.array([1, 0, 1, 0, 0, 0, 0, 0, 0, 0.0]), np.array([0.9, 0.5, 0.5] + [0.1] * 7)
    assert record.precision_top(y, p) == 0.75
    assert record.precision_top(y[::-1], p[::-1]) == 0.75


def test_calibration_of_a_constant_is_one_bin_with_its_noise():
    bins = record.calibration([1, 0, 0, 0], [0.25] * 4)
    assert bins["n"].tolist() == [4]
    assert bins["observed"].tolist() == [0.25]
    assert bins["noise"].iloc[0] == pytest.approx(np.sqrt(2 / np.pi * 4 * 0.1875) / 4)


@given(rows)
@settings(max_examples=60)
def test_bins_hold_every_row_once_and_never_split_one_probability(pairs):
    y, p = [a for a, _ in pairs], [b for _, b in pairs]
    bins = record.calibration(y, p, bins=5)
    assert bins["n"].sum() == len(pairs)
    assert len(bins) <= max(1, min(5, len(set(p)))) if pairs else bins.empty
    assert bins["predicted"].is_monotonic_increasing


def test_right_probabilities_err_about_as_much_as_the_noise_floor_says():
    random = np.random.default_rng(3)
    p = random.random(20_000)
    said = record.scores(random.random(20_000) < p, p, np.full(20_000, 0.5))
    assert 0.4 < said.calibration_error / said.calibration_noise < 1.8


def test_no_rows_give_no_figures():
    said = record.scores([], [], [])
    assert said.n == 0
    assert np.isnan([said.auc, said.brier, said.skill, said.average_precision, said.precision_top]).all()


def test_the_interval_by_project_is_repeatable_and_wider_than_by_row():
    random = np.random.default_rng(5)
    chance = np.repeat(random.random(30), 20)
    slips = np.repeat(random.random(30), 20) < chance
    by_project = record.interval_by_project(slips, chance, np.repeat(np.arange(30), 20))
    by_row = record.interval_by_project(slips, chance, np.arange(600))
    assert by_project == record.interval_by_project(slips, chance, np.repeat(np.arange(30), 20))
    assert np.ptp(by_project["auc"]) > np.ptp(by_row["auc"])
    low, high = by_project["auc"]
    assert low <= record.auc(slips, chance) <= high
