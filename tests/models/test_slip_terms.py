"""Inputs become terms on scales that neither break nor invent anything."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.slip_inputs import CATEGORICAL
from models.slip_terms import BENT, CORE, FAR_DAYS, NARROW, WIDE, chance, log_odds, terms, words

GAP = np.array([30.0])


@given(st.floats(1e-6, 1 - 1e-6))
def test_chance_and_log_odds_undo_each_other(probability):
    assert chance(log_odds(probability)) == pytest.approx(probability)


def test_each_list_of_terms_holds_the_one_before_and_bends_some():
    assert set(NARROW) < set(CORE) < set(WIDE)
    assert set(BENT) <= set(NARROW)


def test_every_term_named_is_made_and_is_missing_where_its_input_is():
    made = terms(pd.DataFrame({"time_left_days": [np.nan]}), GAP)
    assert set(WIDE) <= set(made)
    assert all(np.isnan(values).all() for name, values in made.items() if name != "exposure")


@pytest.mark.parametrize("left", [-1e6, -1, 0, 1, 1e7])
def test_any_time_left_gives_finite_terms(left):
    made = terms(pd.DataFrame({"time_left_days": [left]}), GAP)
    assert all(np.isfinite(made[name]).all() for name in ("overdue", "log_left", "left_over_exposure"))
    assert made["overdue"][0] == (left < 0)


def test_a_move_earlier_is_the_mirror_of_a_move_later():
    made = terms(pd.DataFrame({"time_left_days": [1.0, 1.0], "last_move_days": [90.0, -90.0]}), np.full(2, 30.0))
    assert made["last_move"].tolist() == pytest.approx([np.log(4), -np.log(4)])


@pytest.mark.parametrize(
    ("days", "moved", "later", "sooner", "far"),
    [
        (0.0, 0, 0, 0, 0),
        (90.0, 1, np.log(4), 0, 0),
        (-90.0, 1, 0, np.log(4), 0),
        (730.0, 1, np.log(73 / 3 + 1), 0, np.log((73 / 3 + 1) / (FAR_DAYS / 30 + 1))),
    ],
)
def test_the_last_move_is_told_by_whether_which_way_and_how_far(days, moved, later, sooner, far):
    made = terms(pd.DataFrame({"time_left_days": [1.0], "last_move_days": [days]}), GAP)
    told = [made[name][0] for name in ("last_moved", "last_later", "last_sooner", "last_far")]
    assert told == pytest.approx([moved, later, sooner, far])


def test_a_forecast_is_due_where_it_ends_while_it_is_watched():
    states = pd.DataFrame({"time_left_days": [29.0, 31.0, -400.0]})
    assert terms(states, np.full(3, 30.0))["due"].tolist() == [1, 0, 1]


def test_a_longer_watch_leaves_less_time_over_it():
    states = pd.DataFrame({"time_left_days": [300.0, 300.0]})
    short, long = terms(states, np.array([30.0, 120.0]))["left_over_exposure"]
    assert short - long == pytest.approx(np.log(4))


@pytest.mark.parametrize("kind", ["category", "object", "str"])
def test_words_are_text_whatever_they_are_kept_as(kind):
    column = pd.Series(["design", None, ""], dtype=kind)
    assert words(pd.DataFrame({"phase": column}), "phase").tolist() == ["design", "", ""]


@pytest.mark.parametrize("name", CATEGORICAL)
def test_a_column_of_words_that_is_absent_is_empty(name):
    assert words(pd.DataFrame(index=range(2)), name).tolist() == ["", ""]
