"""Labels: checked by hand, against a slow loop, and against what was known at each date."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.slip_pairs import horizon_end, pairs


def report(key, as_of, finish, status=None, actual=None, carried=False):
    return dict(
        project_key=key, as_of=as_of, forecast_finish=finish, status=status, actual_finish=actual, carried=carried
    )


def frame_of(*rows):
    frame = pd.DataFrame(list(rows))
    for name in ("as_of", "forecast_finish", "actual_finish"):
        frame[name] = pd.to_datetime(frame[name])
    return frame


def labels(frame, horizon, days=30):
    made = pairs(frame, horizon, days)
    keys = zip(made["project_key"].astype(str), made["as_of"].dt.strftime("%Y-%m-%d"), strict=True)
    return dict(zip(keys, zip(made["moved_days"], made["slipped"], strict=True), strict=True))


def test_the_next_report_decides_and_exactly_the_limit_is_no_slip():
    frame = frame_of(
        report("a", "2024-01-31", "2024-06-01"),
        report("a", "2024-02-29", "2024-07-01"),
        report("a", "2024-03-31", "2024-08-01"),
        report("b", "2024-01-31", "2024-06-01"),
        report("b", "2024-03-31", None),
    )
    assert labels(frame, "next") == {("a", "2024-01-31"): (30, False), ("a", "2024-02-29"): (31, True)}


def test_a_project_that_is_never_reported_again_makes_no_pair():
    frame = frame_of(report("a", "2024-01-31", "2024-06-01"), report("b", "2024-02-29", "2024-06-01"))
    assert labels(frame, "next") == {}


def test_a_row_carried_forward_is_never_an_outcome():
    frame = frame_of(
        report("a", "2024-01-31", "2024-06-01"),
        report("a", "2024-02-29", "2024-06-01", carried=True),
        report("a", "2024-03-31", "2024-08-01"),
    )
    assert labels(frame, "next") == {("a", "2024-01-31"): (61, True)}


def test_nothing_is_learned_of_a_placeholder_neither_from_it_nor_as_an_outcome():
    frame = frame_of(
        report("a", "2024-01-31", "2024-06-01"),
        report("a", "2024-02-29", "2099-12-31"),
        report("a", "2024-03-31", "2024-08-01"),
        report("b", "2024-01-31", "2024-06-01"),
        report("b", "2024-02-29", "2099-12-31"),
        report("b", "2024-12-31", "2024-09-01"),
        report("b", "2025-01-31", "2024-09-01"),
    )
    assert labels(frame, "next") == {("b", "2024-12-31"): (0, False)}
    assert labels(frame, "12m") == {("b", "2024-01-31"): (92, True)}


def test_completion_late_is_a_slip_and_cancellation_has_no_outcome():
    frame = frame_of(
        report("a", "2024-01-31", "2024-02-10"),
        report("a", "2024-04-30", "2024-02-10", "completed", "2024-04-10"),
        report("b", "2024-01-31", "2024-02-10"),
        report("b", "2024-04-30", "2024-09-10", "cancelled"),
    )
    assert labels(frame, "next") == {("a", "2024-01-31"): (60, True)}


@pytest.mark.parametrize("status", ["proposed", "on hold", "completed", "cancelled"])
def test_states_without_a_prediction_make_no_pair(status):
    frame = frame_of(report("a", "2024-01-31", "2024-06-01", status), report("a", "2024-02-29", "2024-09-01", "active"))
    assert labels(frame, "next") == {}


def test_an_unfinished_project_is_never_on_time_while_its_horizon_runs():
    monthly = pd.date_range("2024-01-31", periods=12, freq="ME")
    frame = frame_of(*[report("a", date, "2026-06-01") for date in monthly])
    assert labels(frame, "12m") == {}
    over = frame_of(*[report("a", date, "2026-06-01") for date in [*monthly, pd.Timestamp("2025-01-31")]])
    assert labels(over, "12m") == {("a", "2024-01-31"): (0, False)}


def test_an_early_slip_is_known_no_sooner_than_a_forecast_that_held():
    monthly = pd.date_range("2024-01-31", periods=13, freq="ME")
    frame = frame_of(
        *[report("slips", date, "2026-06-01" if at == 0 else "2026-12-01") for at, date in enumerate(monthly)],
        *[report("holds", date, "2026-06-01") for date in monthly],
    )
    first = pairs(frame, "12m", 30).loc[lambda made: made["as_of"] == monthly[0]]
    assert first["slipped"].tolist() == [False, True]
    assert first["outcome_date"].dt.strftime("%Y-%m-%d").tolist() == ["2025-01-31"] * 2


def test_a_project_that_vanishes_inside_the_horizon_makes_no_pair_even_if_it_slipped_before():
    monthly = pd.date_range("2024-01-31", periods=14, freq="ME")
    frame = frame_of(
        *[report("stays", date, "2026-06-01") for date in monthly],
        report("gone", monthly[0], "2026-06-01"),
        report("gone", monthly[1], "2026-12-01"),
    )
    assert {key for key, _ in labels(frame, "12m")} == {"stays"}


def test_a_late_reporter_is_known_when_it_reports_again():
    monthly = pd.date_range("2024-01-31", periods=15, freq="ME")
    rows = [report("stays", date, "2026-06-01") for date in monthly]
    rows += [report("late", date, "2026-06-01") for date in [*monthly[:6], monthly[13]]]
    made = pairs(frame_of(*rows), "12m", 30)
    made = made[(made["project_key"] == "late") & (made["as_of"] == monthly[0])]
    assert made["outcome_date"].tolist() == [monthly[13]]


def test_twelve_months_reach_the_same_month_end_in_leap_years():
    ends = horizon_end(pd.Series(pd.to_datetime(["2023-02-28", "2024-02-29", "2024-01-31", "2023-06-15"])))
    assert ends.dt.strftime("%Y-%m-%d").tolist() == ["2024-02-29", "2025-02-28", "2025-01-31", "2024-06-15"]


def test_an_unknown_horizon_is_refused():
    with pytest.raises(ValueError, match="horizon"):
        pairs(frame_of(report("a", "2024-01-31", None)), "next week", 30)


DATES = pd.date_range("2021-01-31", periods=30, freq="ME")
STATUSES = [None, "active", "active", "active", "on hold", "proposed", "completed", "cancelled"]


@st.composite
def histories(draw):
    """Random small histories: gaps, blanks, statuses, carried rows, unequal dates."""
    seed, projects = draw(st.integers(0, 2**32 - 1)), draw(st.integers(1, 4))
    random = np.random.default_rng(seed)
    dates = DATES[np.sort(random.choice(len(DATES), draw(st.integers(1, 20)), replace=False))]
    rows = []
    for key in range(projects):
        finish = pd.Timestamp("2022-06-01") + pd.Timedelta(days=int(random.integers(0, 500)))
        for date in dates[random.random(len(dates)) < 0.8]:
            finish += pd.Timedelta(days=int(random.choice([0, 0, 20, 31, 100, -60])))
            status = str(random.choice(STATUSES)) if random.random() < 0.3 else "active"
            blank, actual = random.random() < 0.1, date if random.random() < 0.05 else None
            rows.append(report(f"p{key}", date, None if blank else finish, status, actual, bool(random.random() < 0.1)))
    rows = rows or [report("p0", dates[0], None)]
    return frame_of(*rows).sample(frac=1, random_state=seed % 1000)


def finish_of(row):
    if row.status == "cancelled":
        return None
    done = row.status == "completed" and pd.notna(row.actual_finish)
    finish = row.actual_finish if done else row.forecast_finish
    return None if pd.isna(finish) else finish


def slow_pairs(frame, horizon, days):
    """Return the labels by plain loops, written from the rules and not from the code."""
    fresh = frame[~frame["carried"]].sort_values(["project_key", "as_of"])
    dates = sorted(fresh["as_of"].unique())
    rows, made = list(fresh.itertuples(index=False)), {}
    for row in rows:
        if row.status in ("on hold", "proposed", "completed", "cancelled") or pd.isna(row.forecast_finish):
            continue
        later = [other for other in rows if other.project_key == row.project_key and other.as_of > row.as_of]
        if horizon == "next":
            found = (later[0].as_of, finish_of(later[0])) if later else None
        else:
            found = slow_year(row, later, dates)
        if found and found[1] is not None and found[0] <= dates[-1]:
            moved = (found[1] - row.forecast_finish).days
            made[row.project_key, row.as_of] = (found[0], moved, moved > days)
    return made


def slow_year(row, later, dates):
    end = row.as_of + pd.offsets.MonthEnd(12)
    inside = [other for other in later if other.as_of <= end]
    between = [date for date in dates if row.as_of < date <= end]
    finishes = [finish_of(other) for other in inside if finish_of(other) is not None]
    if any(other.status == "cancelled" for other in inside) or not finishes or not between:
        return None
    if any(other.status == "completed" for other in inside):
        return end, max(finishes)
    after = [other.as_of for other in later if other.as_of >= between[-1] and finish_of(other) is not None]
    return (max(end, after[0]), max(finishes)) if after else None


@pytest.mark.parametrize("horizon", ["next", "12m"])
@given(frame=histories())
@settings(max_examples=60, deadline=None)
def test_labels_agree_with_a_slow_loop(horizon, frame):
    frame["actual_finish"] = frame["actual_finish"].where(frame["status"] == "completed")
    made = pairs(frame, horizon, 30)
    fast = {
        (str(row.project_key), row.as_of): (row.outcome_date, row.moved_days, row.slipped)
        for row in made.itertuples(index=False)
    }
    assert fast == slow_pairs(frame, horizon, 30)


@pytest.mark.parametrize("horizon", ["next", "12m"])
@given(frame=histories(), share=st.floats(0, 1))
@settings(max_examples=40, deadline=None)
def test_what_was_known_at_a_date_is_what_the_history_up_to_it_gives(horizon, frame, share):
    dates = np.sort(frame.loc[~frame["carried"], "as_of"].unique())
    assume(len(dates) > 0)
    cut = pd.Timestamp(dates[int(share * (len(dates) - 1))])
    whole = pairs(frame, horizon, 30)
    then = pairs(frame[frame["as_of"] <= cut], horizon, 30)
    known = whole[whole["outcome_date"] <= cut].reset_index(drop=True)
    pd.testing.assert_frame_equal(known.astype(str), then[known.columns].astype(str))


@pytest.mark.parametrize("horizon", ["next", "12m"])
@given(frame=histories())
@settings(max_examples=25, deadline=None)
def test_rows_carried_forward_change_nothing(horizon, frame):
    with_them, without = pairs(frame, horizon, 30), pairs(frame[~frame["carried"]], horizon, 30)
    pd.testing.assert_frame_equal(with_them.astype(str), without.astype(str))
