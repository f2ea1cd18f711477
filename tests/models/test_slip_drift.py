"""Drift: nothing where nothing moved, a shift where one was made, and chance told apart from both."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.slip_drift import SHIFTED, drift, inputs_drift, record_drift

RANDOM = np.random.default_rng(7)


def states(n: int, shift: float = 0.0, phases: tuple[float, ...] = (0.5, 0.3, 0.2)) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "project_key": [f"P-{one}" for one in range(n)],
            "time_left_days": RANDOM.normal(300 + 100 * shift, 100, n),
            "phase": RANDOM.choice(["Design", "Build", "Close"], n, p=phases),
        }
    )


def drifts(before: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    return inputs_drift(before, now, ["time_left_days", "not there"], ["phase"]).set_index("input")


@given(st.lists(st.integers(1, 1000), min_size=2, max_size=12))
def test_equal_shares_have_no_drift(counts):
    before = np.array(counts)
    same = drift(before, before)
    assert same.psi == pytest.approx(0.0, abs=1e-12)
    assert same.verdict == "steady"


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=2, max_size=12))
def test_drift_is_never_negative_and_the_same_both_ways(counts):
    before, now = (np.array(part) for part in zip(*counts, strict=True))
    assert drift(before, now).psi >= 0
    assert drift(before, now).psi == pytest.approx(drift(now, before).psi)


def test_the_index_is_the_published_sum():
    told = drift(np.array([5000, 5000]) * 1000, np.array([6000, 4000]) * 1000)
    assert told.psi == pytest.approx(0.1 * np.log(0.6 / 0.5) - 0.1 * np.log(0.4 / 0.5), abs=1e-6)


def test_two_samples_of_one_law_stay_under_the_noise_and_a_shift_of_a_deviation_stands_out():
    before = states(3000)
    same, moved = drifts(before, states(3000)), drifts(before, states(3000, 1.0, (0.2, 0.3, 0.5)))
    assert list(same["verdict"]) == ["steady", "steady"]
    assert (same["psi"] < same["noise"] * 2).all()
    assert (moved["psi"] > SHIFTED).all()
    assert set(moved["verdict"]) == {"shifted"}
    assert "not there" not in same.index


def test_an_input_kept_from_some_date_on_is_held_against_the_cases_since_then():
    before = states(3000).assign(as_of=np.repeat(pd.to_datetime(["2024-01-31", "2025-01-31", "2026-01-31"]), 1000))
    late = before.assign(time_left_days=before["time_left_days"].where(before["as_of"] > "2024-06-30"))
    now = states(1000)
    told = drifts(late, now)
    assert told.loc["time_left_days", "verdict"] == "steady"
    since = drifts(late[late["as_of"] > "2024-06-30"], now)
    assert told.loc["time_left_days", "psi"] == pytest.approx(since.loc["time_left_days", "psi"])
    gone = drifts(late, now.assign(time_left_days=np.nan))
    assert gone.loc["time_left_days", "verdict"] == "shifted"
    assert drifts(late, states(1000, 1.0)).loc["time_left_days", "verdict"] == "shifted"


def test_an_input_that_no_case_held_is_too_new_to_judge():
    before = states(300).assign(as_of=pd.Timestamp(2024, 1, 31), time_left_days=np.nan)
    told = drifts(before, states(300))
    assert told.loc["time_left_days", "verdict"] == "too new"
    assert told.index[-1] == "time_left_days"
    never = drifts(before, states(300).assign(time_left_days=np.nan))
    assert never.loc["time_left_days", "verdict"] == "steady"


def test_the_noise_is_what_chance_reaches_one_time_in_twenty():
    before = states(20_000)
    told = [drifts(before, states(60)).loc["time_left_days"] for _ in range(300)]
    above = np.mean([row["psi"] > row["noise"] for row in told])
    assert 0.02 <= above <= 0.10


def test_few_projects_are_not_called_shifted_by_chance():
    before = states(2000)
    told = drifts(before, states(12)).loc["time_left_days"]
    assert told["noise"] > SHIFTED
    assert told["verdict"] in ("steady", "within chance")


def test_values_that_go_missing_are_a_shift():
    now = states(500).assign(time_left_days=np.nan)
    assert drifts(states(500), now).loc["time_left_days", "verdict"] == "shifted"


def record(recent_rate: float | None = None) -> pd.DataFrame:
    parts = []
    for number, origin in enumerate(pd.date_range("2024-01-31", periods=12, freq="ME")):
        chance = RANDOM.uniform(0.05, 0.95, 200)
        truth = chance if recent_rate is None or number < 9 else np.full(200, recent_rate)
        keys = [f"P-{one}" for one in range(200)]
        rows = {"project_key": keys, "as_of": origin, "model": chance, "slipped": RANDOM.random(200) < truth}
        parts.append(pd.DataFrame(rows))
    return pd.concat(parts, ignore_index=True)


def test_a_record_that_goes_on_as_before_has_no_drift():
    told = record_drift(record(), "model")
    assert (told.origins, told.n_recent, told.n_before) == (3, 600, 1800)
    assert told.verdict == ""
    assert told.gap_interval[0] < 0 < told.gap_interval[1]
    assert told.skill_interval[0] < told.skill_recent < told.skill_interval[1]


def test_a_record_that_breaks_is_called_worse_or_off():
    assert record_drift(record(0.5), "model").verdict == "worse"
    off = record().assign(model=lambda rows: rows["model"].where(rows["as_of"] < "2024-10-01", rows["model"] * 0.7))
    assert record_drift(off, "model").verdict in ("off", "worse")
    assert record_drift(off, "model").gap_recent > 0.1


def test_three_origins_are_too_little():
    rows = record()
    short = rows[rows["as_of"] <= "2024-03-31"]
    assert record_drift(short, "model").verdict == "too little"
    assert record_drift(short.head(0), "model").verdict == "too little"
