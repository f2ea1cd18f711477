"""Inputs become terms on scales that neither break nor invent anything."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.slip_inputs import CATEGORICAL
from models.slip_terms import BENT, CORE, NARROW, WIDE, chance, log_odds, terms, words

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
