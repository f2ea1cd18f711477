"""The stated process: hazards move in the documented direction, moves are heavy-tailed and never shrink."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sample_data import process
from sample_data.process import ACTIVE, CANCELLED, COMPLETED, ON_HOLD, PROPOSED, SlipProcess, State

PARAMETERS = SlipProcess()
TODAY, LATER = 20_000, 20_030


def state(count: int, status: int = ACTIVE, step: int = 7, days_left: int = 900) -> State:
    filled = (np.full(count, value, dtype=np.int64) for value in (status, step, TODAY + days_left, 0))
    return State(*filled, pace=np.ones(count))


@given(
    phase=st.integers(0, 5),
    department=st.integers(0, 7),
    pace=st.floats(0.4, 2.0),
    months=st.floats(0.1, 90),
    more=st.floats(0.0, 60),
)
def test_more_time_left_never_raises_the_chance_of_a_slip(
    phase: int, department: int, pace: float, months: float, more: float
) -> None:
    both = np.array([months, months + more])
    hazards = process.slip_hazard(PARAMETERS, np.full(2, phase), both, np.full(2, pace), np.full(2, department))
    assert 0 < hazards[1] <= hazards[0] < 1


@given(phase=st.integers(0, 5), months=st.floats(0.1, 90), pace=st.floats(0.4, 1.5))
def test_a_slower_kind_of_work_is_never_less_likely_to_slip(phase: int, months: float, pace: float) -> None:
    paces = np.array([pace, pace * 1.3])
    hazards = process.slip_hazard(PARAMETERS, np.full(2, phase), np.full(2, months), paces, np.zeros(2, dtype=int))
    assert hazards[0] <= hazards[1]


def test_hazards_follow_the_order_of_the_department_effects() -> None:
    departments = np.argsort(PARAMETERS.department_effects)
    hazards = process.slip_hazard(PARAMETERS, np.full(8, 2), np.full(8, 20.0), np.ones(8), departments)
    assert (np.diff(hazards) > 0).all()


def test_a_forecast_in_the_past_moves_at_least_eight_times_in_ten() -> None:
    hazards = process.slip_hazard(PARAMETERS, np.arange(6), np.full(6, -1.0), np.ones(6), np.full(6, 6))
    assert (hazards >= PARAMETERS.overdue_hazard).all()


def test_need_falls_from_phase_to_phase_and_ends_at_half_of_the_last() -> None:
    need = process.needed_months(PARAMETERS, np.arange(6), np.ones(6))
    assert (np.diff(need) < 0).all()
    assert need[-1] == pytest.approx(PARAMETERS.phase_months[-1] / 2)


def test_moves_are_heavy_tailed_and_bounded() -> None:
    draws = np.random.default_rng(5).random((2, 200_000))
    ones = np.ones(200_000)
    days = process.move_days(PARAMETERS, 20 * ones, 20 * ones, ones, draws)
    assert days.min() >= PARAMETERS.smallest_move_days
    assert days.max() <= PARAMETERS.largest_move_days
    assert np.quantile(days, 0.99) > 4 * np.median(days)


def test_the_share_that_slips_in_a_month_is_the_hazard() -> None:
    begin = state(200_000)
    after = process.advance(PARAMETERS, begin, TODAY, LATER, np.random.default_rng(1))
    active = after.status == ACTIVE
    expected = process.slip_hazard(
        PARAMETERS, np.array([2]), np.array([900 / process.DAYS_PER_MONTH]), np.ones(1), np.zeros(1, dtype=int)
    )[0]
    assert (after.forecast > begin.forecast)[active].mean() == pytest.approx(expected, rel=0.05)


@pytest.mark.parametrize("status", [COMPLETED, CANCELLED])
def test_what_is_over_never_changes_again(status: int) -> None:
    begin = state(5_000, status)
    after = process.advance(PARAMETERS, begin, TODAY, LATER, np.random.default_rng(2))
    assert (after.status == status).all()
    assert (after.forecast == begin.forecast).all()


def test_work_on_hold_stands_still_until_it_resumes_with_a_slip() -> None:
    begin = state(50_000, ON_HOLD)
    after = process.advance(PARAMETERS, begin, TODAY, LATER, np.random.default_rng(3))
    resumed = after.status == ACTIVE
    assert resumed.mean() == pytest.approx(PARAMETERS.resume, rel=0.1)
    assert (after.forecast[resumed] > begin.forecast[resumed]).all()
    assert (after.forecast[~resumed] == begin.forecast[~resumed]).all()


def test_a_completed_project_finished_between_the_two_dates() -> None:
    begin = state(50_000, step=process.LAST_STEP - 1, days_left=40)
    after = process.advance(PARAMETERS, begin, TODAY, LATER, np.random.default_rng(4))
    done = after.status == COMPLETED
    assert done.any()
    assert (after.forecast[done] > TODAY).all()
    assert (after.forecast[done] <= LATER).all()


def test_a_proposed_project_that_starts_gets_a_new_forecast() -> None:
    begin = state(50_000, PROPOSED, step=0, days_left=3_000)
    after = process.advance(PARAMETERS, begin, TODAY, LATER, np.random.default_rng(6))
    started = after.status == ACTIVE
    assert started.mean() == pytest.approx(PARAMETERS.start, rel=0.1)
    low, high = (
        factor * sum(PARAMETERS.phase_months) * process.DAYS_PER_MONTH + LATER for factor in PARAMETERS.optimism
    )
    assert after.forecast[started].min() >= low - 1
    assert after.forecast[started].max() <= high
