"""How often moves stayed within what was said: ties by their part, levels moved only where the past asks for it."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.slip_days_record import _said, coverage, levels_that_hold, rolling, within


def known(periods=10, projects=60, later_chance=0.4, seed=1):
    """Pairs of every month with outcomes one month on; two in five move, by 31 to 200 days."""
    random = np.random.default_rng(seed)
    n = periods * projects
    as_of = np.repeat(pd.date_range("2024-01-31", periods=periods, freq="ME"), projects)
    moved = np.where(random.random(n) < later_chance, random.integers(31, 200, n), 0).astype(float)
    return pd.DataFrame(
        {
            "project_key": np.tile([f"p{at}" for at in range(projects)], periods),
            "as_of": as_of,
            "outcome_date": as_of + pd.offsets.MonthEnd(1),
            "moved_days": moved,
            "time_left_days": 500.0,
            "phase": "build",
            "gap_days": 30.0,
        }
    )


def predicted(pairs, chance_30=0.4, chance_90=0.26):
    return pairs.assign(chance_30=chance_30, chance_90=chance_90)


def ranks(low, high):
    n = len(low)
    return pd.DataFrame(
        {"project_key": [f"p{at % 40}" for at in range(n)], "rank_low": low, "rank_high": high, "moved_days": 0.0}
    )


def test_right_chances_keep_their_levels():
    record = rolling(predicted(known()), known())
    told = coverage(record).set_index("level")
    assert told["share"].tolist() == pytest.approx([0.5, 0.8], abs=0.05)
    assert (told["low"] < told["share"]).all()
    assert (told["share"] < told["high"]).all()
    assert told["at_or_below"].loc[0.5] > 0.55
    assert (record[["level_50", "level_80"]].drop_duplicates().to_numpy() == [0.5, 0.8]).all()


def test_only_dates_with_enough_history_are_said_and_only_outcomes_known_then_are_used():
    pairs = known()
    record = rolling(predicted(pairs), pairs)
    assert record["as_of"].min() == pd.Timestamp("2024-05-31")
    changed = pairs.assign(moved_days=pairs["moved_days"].where(pairs["outcome_date"] <= "2024-08-31", 900.0))
    again = rolling(predicted(changed), changed)
    early = ["as_of", "p50_days", "p80_days", "level_50", "level_80"]
    cut = record["as_of"] <= "2024-08-31"
    pd.testing.assert_frame_equal(record.loc[cut, early], again.loc[cut, early])


def test_chances_far_too_low_move_the_levels_from_past_outcomes_alone():
    pairs = known(later_chance=0.7)
    record = rolling(predicted(pairs, 0.3, 0.1), pairs)
    first, last = record["level_80"].iloc[0], record["level_80"].iloc[-1]
    assert first == 0.8 < last
    told = coverage(record[record["as_of"] >= "2024-08-31"]).set_index("level")
    assert told["share"].loc[0.8] < 0.7
    assert abs(told["shown"].loc[0.8] - 0.8) < abs(told["share"].loc[0.8] - 0.8)


def test_what_is_told_as_shown_is_what_was_shown_where_the_chances_hold_the_levels_back():
    pairs = known(later_chance=0.7)
    record = rolling(predicted(pairs, 0.15, 0.1), pairs)
    assert (record["p80_days"] <= 30).all()
    assert (record["level_80"] <= 0.85).all()
    told = coverage(record).set_index("level")
    assert told.loc[0.8, "shown"] == pytest.approx((record["moved_days"] <= 30).mean(), abs=0.02)
    assert told.loc[0.8, "shown"] < 0.5


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.3, 0.7), st.floats(0.5, 0.99))
@settings(max_examples=15, deadline=None)
def test_a_move_counts_as_within_the_days_shown_only_where_it_is_not_beyond_them(chance, share, half, far):
    assume(all(abs(one - edge) > 1e-6 for one in (chance, chance * share) for edge in (0.2, 0.5)))
    pairs = known(periods=4)
    part, train = pairs.iloc[-60:], pairs.iloc[:180]
    said = _said(predicted(part, chance, chance * share), train, {0.5: half, 0.8: far})
    for name in ("50", "80"):
        counted = within(said, said[f"level_{name}"].to_numpy())
        beyond = (said["moved_days"] > said[f"p{name}_days"]).to_numpy()
        assert (counted[beyond] < 1e-6).all()
        assert (counted[(said["moved_days"] < said[f"p{name}_days"]).to_numpy()] > 1 - 1e-6).all()


def test_a_tie_counts_by_the_part_that_lies_inside():
    told = within(ranks([0.2, 0.0, 0.9, 0.5], [0.6, 0.4, 1.0, 0.5]), 0.5)
    assert told.tolist() == pytest.approx([0.75, 1.0, 0.0, 1.0])


def test_few_outcomes_or_a_small_miss_move_no_level():
    spread = np.linspace(0, 1, 400, endpoint=False)
    assert levels_that_hold(ranks(spread, spread)) == {0.5: 0.5, 0.8: 0.8}
    high = np.sqrt(spread)
    assert levels_that_hold(ranks(high[::8], high[::8])) == {0.5: 0.5, 0.8: 0.8}
    moved = levels_that_hold(ranks(high, high))
    assert moved[0.5] == pytest.approx(0.71, abs=0.011)
    assert moved[0.8] == pytest.approx(0.89, abs=0.011)


def test_a_level_is_moved_even_where_so_few_projects_could_miss_it_by_chance_alone():
    each = np.repeat([0.1, 0.2, 0.3, 0.5, 0.6, 0.7, 0.84, 0.88, 0.92, 0.96], 40)
    record = ranks(each, each).assign(project_key=np.repeat([f"p{at}" for at in range(10)], 40))
    far = coverage(record).set_index("level").loc[0.8]
    assert far["share"] == pytest.approx(0.6)
    assert far["low"] < 0.8 < far["high"]
    assert levels_that_hold(record)[0.8] == pytest.approx(0.88, abs=0.011)


def test_what_moving_the_levels_was_worth_is_told_of_the_dates_at_which_they_were_moved():
    pairs = known(later_chance=0.7)
    record = rolling(predicted(pairs, 0.3, 0.1), pairs)
    far = coverage(record).set_index("level").loc[0.8]
    moved = record[record.groupby("as_of")["level_80"].transform("max") > 0.8]
    assert 0 < far["moved_n"] == len(moved) < len(record)
    assert far["moved_share"] == pytest.approx(within(moved, 0.8).mean())
    assert far["moved_shown"] == pytest.approx(within(moved, moved["level_80"].to_numpy()).mean())
    assert far["moved_share"] < far["moved_shown"]
    held = coverage(rolling(predicted(known()), known())).set_index("level").loc[0.8]
    assert held["moved_n"] == 0
    assert np.isnan(held["moved_shown"])


def test_without_history_there_is_no_record():
    pairs = known(periods=2)
    record = rolling(predicted(pairs), pairs)
    assert record.empty
    told = coverage(record)
    assert told["n"].tolist() == [0, 0]
    assert told["share"].isna().all()
