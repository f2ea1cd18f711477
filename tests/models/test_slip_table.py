"""The table of phase and time left: counts by hand, fallbacks, and a shape that survives JSON."""

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.slip_table import EDGES_DAYS, SlipTable, fit


def states(*rows):
    return pd.DataFrame(rows, columns=["phase", "time_left_days"])


@pytest.fixture
def train():
    """40 states in design with a year and more left, 8 in 10 slip; 40 in construction, 1 in 10."""
    design = states(*[("design", 400.0)] * 40).assign(slipped=[True] * 32 + [False] * 8)
    build = states(*[("construction", 400.0)] * 40).assign(slipped=[True] * 4 + [False] * 36)
    return pd.concat([design, build], ignore_index=True)


def test_cells_count_pairs_and_slips(train):
    said = fit(train).predict(states(("design", 500.0), ("construction", 366.0)))
    assert said["n"].tolist() == [40, 40]
    assert said["moved"].tolist() == [32, 4]
    assert said["time_left_from_days"].tolist() == [365, 365]
    assert said["time_left_to_days"].tolist() == [730, 730]
    assert said["phase"].tolist() == ["design", "construction"]
    assert 0.5 < said["probability"].iloc[0] <= 0.8
    assert 0.1 <= said["probability"].iloc[1] < 0.45


def test_the_bounds_of_a_band_belong_to_the_shorter_one_and_overdue_is_a_band(train):
    said = fit(train).predict(states(("design", 0.0), ("design", 0.5), ("design", 365.0), ("design", 5000.0)))
    assert said["time_left_to_days"].tolist() == [0, 91, 365, np.inf]
    assert said["time_left_from_days"].tolist() == [-np.inf, 0, 183, 1461]


def test_a_phase_never_seen_is_predicted_from_the_time_left(train):
    table = fit(train)
    said = table.predict(states(("close-out", 400.0)))
    assert said["n"].tolist() == [0]
    assert said["probability"].iloc[0] == pytest.approx(table.base_rate, abs=0.01)


def test_without_phases_the_table_rests_on_time_left_alone(train):
    bare = train.drop(columns="phase")
    table = fit(bare)
    assert table.phases == ("",)
    assert table.predict(bare)["n"].eq(80).all()


def test_a_missing_phase_is_a_level_of_its_own():
    table = fit(states((None, 10.0), ("design", 10.0)).assign(slipped=[True, False]))
    assert table.phases == ("", "design")


def test_a_state_without_time_left_has_no_prediction(train):
    said = fit(train).predict(states(("design", np.nan)))
    assert said[["probability", "low", "high"]].isna().all(axis=None)


def test_the_table_survives_json(train):
    table = fit(train)
    again = SlipTable.from_dict(json.loads(json.dumps(table.as_dict())))
    assert again == table
    asked = states(("design", 400.0), ("other", 1.0))
    pd.testing.assert_frame_equal(again.predict(asked), table.predict(asked))


def test_nothing_to_fit_on_is_refused(train):
    with pytest.raises(ValueError, match="pair"):
        fit(train.head(0))


def test_a_category_with_unused_levels_gives_the_same_table_as_text(train):
    wide = train.assign(phase=pd.Categorical(train["phase"], categories=["z", "design", "a", "construction"]))
    assert fit(wide) == fit(train)


@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "b", None]), st.floats(-4000, 9000), st.booleans()), min_size=1, max_size=60
    )
)
@settings(max_examples=40)
def test_every_probability_lies_inside_its_interval_and_between_none_and_all(rows):
    frame = pd.DataFrame(rows, columns=["phase", "time_left_days", "slipped"])
    asked = states(*[(phase, edge - 0.5) for phase in ("a", "b", "c", None) for edge in (*EDGES_DAYS, 9999)])
    said = fit(frame).predict(asked)
    assert ((said["probability"] > 0) & (said["probability"] < 1)).all()
    assert ((said["low"] <= said["probability"]) & (said["probability"] <= said["high"])).all()
