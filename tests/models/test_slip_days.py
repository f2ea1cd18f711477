"""The distribution of a move: anchored on the chances, shaped by like cases, coherent throughout."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.slip_days import coherent, forecast, levels_told


def past(n=600, seed=3):
    """Designs move far once they move, constructions little; half of all hold."""
    random = np.random.default_rng(seed)
    phase = np.where(np.arange(n) % 2 == 0, "design", "build")
    size = np.where(phase == "design", random.integers(31, 600, n), random.integers(31, 120, n))
    return pd.DataFrame(
        {
            "phase": phase,
            "time_left_days": random.uniform(-200, 1500, n),
            "gap_days": random.choice([30.0, 120.0, np.nan], n),
            "moved_days": np.where(random.random(n) < 0.5, 0, size).astype(float),
            "outcome_date": pd.Timestamp("2024-01-31") + pd.to_timedelta(np.arange(n), unit="D"),
        }
    )


PAST = past()
STATES = pd.DataFrame({"phase": ["design", "build", "new"], "time_left_days": 400.0, "gap_days": [30.0, np.nan, 30.0]})
CHANCES = np.array([[0.6, 0.4], [0.3, 0.1], [0.5, 0.7]])


def test_the_chances_of_the_distribution_are_those_it_was_given():
    said = forecast(STATES, PAST, CHANCES)
    assert 1 - said.cumulative([30] * 3) == pytest.approx([0.6, 0.3, 0.5])
    assert 1 - said.cumulative([90] * 3) == pytest.approx([0.4, 0.1, 0.5])
    drawn = said.samples(20_000)
    assert (drawn > 30).mean(axis=1) == pytest.approx([0.6, 0.3, 0.5], abs=0.015)
    assert (drawn > 90).mean(axis=1) == pytest.approx([0.4, 0.1, 0.5], abs=0.015)


def test_a_chance_of_a_long_move_never_exceeds_that_of_a_short_one():
    said = coherent(CHANCES)
    assert (said[:, 1] <= said[:, 0]).all()
    assert said[:, 0].tolist() == CHANCES[:, 0].tolist()


@given(st.floats(0, 1), st.floats(0, 1), st.floats(-500, 3000))
@settings(max_examples=30, deadline=None)
def test_a_higher_level_is_never_an_earlier_move(one, other, left):
    state = pd.DataFrame({"phase": ["design"], "time_left_days": [left], "gap_days": [30.0]})
    moves = forecast(state, PAST, [[one, other]]).quantile(np.linspace(0, 1, 41))[0]
    assert (np.diff(moves) >= 0).all()


@given(st.floats(0.01, 0.98), st.floats(0, 1))
@settings(max_examples=30, deadline=None)
def test_a_higher_chance_never_makes_the_p80_earlier(chance, share):
    state = STATES.iloc[[0]]
    low = forecast(state, PAST, [[chance, chance * share]]).quantile([0.5, 0.8])
    high = forecast(state, PAST, [[chance + 0.02, (chance + 0.02) * share]]).quantile([0.5, 0.8])
    assert (high >= low).all()


def test_a_quantile_is_exceeded_as_often_as_it_says():
    said = forecast(STATES, PAST, CHANCES)
    for level in (0.1, 0.5, 0.8, 0.95):
        bound = said.quantile([level])[:, 0]
        assert (said.cumulative(bound) >= level - 1e-9).all()
        assert (said.cumulative(bound, below=True) <= level + 1e-9).all()


def test_like_cases_give_the_shape():
    said = forecast(STATES, PAST, np.tile([0.6, 0.4], (3, 1)))
    middle_of_far = said.quantile([0.8])[:, 0]
    assert middle_of_far[0] > 250 > 150 > middle_of_far[1] > 90


def test_few_like_cases_are_drawn_towards_all():
    one = PAST.iloc[[0]].assign(moved_days=400.0, phase="rare", time_left_days=400.0)
    rare = STATES.iloc[[0]].assign(phase="rare")
    alone = forecast(rare, pd.concat([PAST, one]), [[0.6, 0.4]]).quantile([0.7, 0.95])[0]
    crowd = pd.concat([PAST, *[one] * 200])
    many = forecast(rare, crowd, [[0.6, 0.4]]).quantile([0.7, 0.95])[0]
    assert alone[1] > 400 > alone[0]
    assert many.tolist() == [400, 400]


def test_an_interval_is_told_with_the_chances_and_its_levels_may_be_moved():
    said = forecast(STATES, PAST, CHANCES)
    told = said.table()
    assert told.columns.tolist() == ["p50_days", "p80_days", "chance_30", "chance_90"]
    assert told["p80_days"].tolist() == said.quantile([0.8])[:, 0].tolist()
    wider = said.table({0.8: 0.85})
    assert wider["p80_days"].tolist() == said.quantile([0.85])[:, 0].tolist()


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.01, 0.99), st.floats(0.01, 0.99))
@settings(max_examples=200, deadline=None)
def test_however_levels_are_moved_the_days_never_speak_against_the_chances(one, other, half, far):
    told = forecast(STATES, PAST, np.tile([one, other], (3, 1))).table({0.5: half, 0.8: far})
    for row in told.to_dict("records"):
        for middle, long in ((30, row["chance_30"]), (90, row["chance_90"])):
            for days, beyond in ((row["p50_days"], 0.5), (row["p80_days"], 0.2)):
                if abs(long - beyond) > 1e-6:
                    assert (days > middle) == (long > beyond)
        assert row["p50_days"] <= row["p80_days"]


@given(st.floats(0, 1), st.floats(0, 1))
@settings(max_examples=50, deadline=None)
def test_levels_that_are_not_moved_are_read_as_they_are(one, other):
    assert levels_told({}, coherent([[one, other]])).tolist() == [[0.5, 0.8]]


def test_a_level_is_moved_only_as_far_as_its_chance_allows():
    chances = np.array([[0.44, 0.1], [0.6, 0.18], [0.6, 0.3], [np.nan, np.nan]])
    read = levels_told({0.5: 0.7, 0.8: 0.95}, chances)
    assert read[:3, 0] == pytest.approx([0.56, 0.7, 0.7])
    assert read[:3, 1] == pytest.approx([0.9, 0.82, 0.95])
    narrower = levels_told({0.5: 0.3, 0.8: 0.6}, chances)
    assert narrower[:3] == pytest.approx(np.array([[0.3, 0.6], [0.4, 0.6], [0.4, 0.7]]))


def test_a_state_without_chances_has_no_move():
    said = forecast(STATES, PAST, [[0.6, 0.4], [np.nan, 0.1], [0.5, np.nan]])
    assert said.table().isna().all(axis=1).tolist() == [False, True, True]
    assert np.isnan(said.samples(5)[1]).all()


def test_without_phase_gap_or_a_case_in_a_class_there_is_still_an_answer():
    bare = PAST.loc[PAST["moved_days"] <= 30, ["time_left_days", "moved_days", "outcome_date"]]
    said = forecast(STATES[["time_left_days"]], bare, CHANCES)
    moves = said.quantile([0.3, 0.55, 0.99])[0]
    assert moves[0] <= 30 < moves[1] <= 90 < moves[2]


def test_states_are_said_alike_in_any_company():
    many = pd.concat([STATES] * 50, ignore_index=True)
    together = forecast(many, PAST, np.tile(CHANCES, (50, 1)))
    assert together.atoms[:3] == pytest.approx(forecast(STATES, PAST, CHANCES).atoms)
    assert forecast(STATES.head(0), PAST, np.zeros((0, 2))).table().empty


def test_what_is_no_chance_and_no_history_is_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        forecast(STATES, PAST, CHANCES + 0.5)
    with pytest.raises(ValueError, match="at least one pair"):
        forecast(STATES, PAST.head(0), CHANCES)
