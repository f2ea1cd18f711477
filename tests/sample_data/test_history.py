"""What happened to the generated projects: laws of status, baselines and money, and how often forecasts slip."""

import numpy as np
import pytest

from sample_data import history
from sample_data.process import ACTIVE, CANCELLED, COMPLETED, LAST_STEP, PROPOSED
from sample_data.world import World


def later(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return values[:-1], values[1:]


def test_between_three_and_seven_in_twenty_states_slip_more_than_90_days_within_12_months(city: World) -> None:
    judged, slips = history.slips_within(city.history, 12, 90)
    assert judged.sum() > 3_000
    assert 0.30 <= slips.sum() / judged.sum() <= 0.35


def test_far_fewer_states_slip_by_the_next_month(city: World) -> None:
    judged, slips = history.slips_within(city.history, 1, 30)
    assert 0.03 <= slips.sum() / judged.sum() <= 0.12


def test_what_is_finished_stays_finished_and_stays_in_the_files(city: World) -> None:
    before, after = later(city.history.status)
    here, still = later(city.history.present)
    over = here & np.isin(before, (COMPLETED, CANCELLED))
    assert over.sum() > 500
    assert (after[over] == before[over]).all()
    assert still[over].all()
    assert (city.history.step[city.history.status == COMPLETED] == LAST_STEP).all()


def test_the_actual_finish_is_known_for_completed_projects_alone_and_lies_in_the_past(city: World) -> None:
    done = city.history.present & (city.history.status == COMPLETED)
    assert ((city.history.actual_finish != history.NO_DATE) & city.history.present == done).all()
    dates = np.broadcast_to(city.plan.dates[:, None], done.shape)
    assert (city.history.actual_finish[done] <= dates[done]).all()


def test_no_project_goes_back_a_step_or_returns_to_proposed(city: World) -> None:
    before, after = later(city.history.step)
    both = city.history.present[:-1] & city.history.present[1:]
    assert (after[both] >= before[both]).all()
    first, second = later(city.history.status)
    assert (first[both & (second == PROPOSED)] == PROPOSED).all()


def test_the_original_baseline_never_changes_and_never_lies_after_the_first_approved_one(city: World) -> None:
    base = city.baselines
    for project in range(city.plan.size):
        known = base.version[:, project] > 0
        assert np.unique(base.original[known, project]).size <= 1
        fresh = base.version[:, project] == 1
        assert (base.original[fresh, project] <= base.approved[fresh, project]).all()


def test_the_approved_baseline_changes_exactly_where_its_version_rises(city: World) -> None:
    base = city.baselines
    known = base.version[:-1] > 0
    moved = known & (base.approved[1:] != base.approved[:-1])
    risen = known & (base.version[1:] > base.version[:-1])
    assert risen.sum() >= 20
    assert (moved == risen).all()
    assert (base.version[1:] >= base.version[:-1]).all()


def test_some_baselines_moved_by_a_change_some_by_a_gate_and_some_on_no_record(city: World) -> None:
    reasons = city.baselines.reason[city.baselines.rebased]
    counts = [(reasons == reason).sum() for reason in (history.BY_CHANGE, history.BY_GATE, history.ON_NO_RECORD)]
    assert min(counts) >= 3


def test_a_budget_moves_only_with_an_approved_baseline(city: World) -> None:
    budget, base = city.money.approved_budget, city.baselines
    moved = (budget[:-1] >= 0) & (budget[1:] != budget[:-1])
    assert moved.any()
    assert base.rebased[1:][moved].all()
    assert np.isin(base.reason[1:][moved], (history.BY_CHANGE, history.BY_GATE)).all()


def test_money_spent_never_falls_and_never_passes_the_forecast(city: World) -> None:
    money, here = city.money, city.history.present
    both = here[:-1] & here[1:]
    assert (money.actual_cost[1:] >= money.actual_cost[:-1])[both].all()
    assert (money.actual_cost <= money.forecast_cost)[here].all()
    assert (money.actual_cost <= money.funding_released)[here & (city.history.status == ACTIVE)].all()


def test_a_project_that_is_split_ends_where_its_two_parts_begin(city: World) -> None:
    assert len(city.plan.splits) == 3
    for split in city.plan.splits:
        parts = list(split.children)
        assert not city.history.present[split.month :, split.parent].any()
        assert city.history.present[split.month, parts].all()
        assert not city.history.present[split.month - 1, parts].any()
        assert (city.history.forecast[split.month, parts] == city.history.forecast[split.month, split.parent]).all()
        total = city.money.forecast_cost[split.month, parts].sum()
        assert total == pytest.approx(city.money.forecast_cost[split.month, split.parent], abs=1_000)


def test_reported_status_lags_behind_and_looks_better_than_the_dates(city: World) -> None:
    late = city.history.forecast - city.baselines.approved
    live = city.history.present & (city.history.status == ACTIVE) & (city.baselines.version > 0)
    very_late = live & (late > 180)
    rated = city.ratings.schedule[very_late]
    green = (rated == 1).sum() / (rated > 0).sum()
    assert 0.1 < green < 0.6
    assured = city.ratings.assured[very_late & (city.ratings.assured > 0)]
    assert assured.mean() > rated[rated > 0].mean()
