"""The model looks at the inputs declared, at nobody, and at nothing that came later."""

import numpy as np
import pandas as pd
import pytest

from models.slip_features import features
from models.slip_inputs import (
    BY_NAME,
    CATEGORICAL,
    COUNTS,
    GROUPS,
    INPUTS,
    NAMES,
    NUMERIC,
    REGISTER_COLUMNS,
    TELL_THE_DATE,
    of_group,
)
from models.slip_model import fit
from models.slip_pairs import pairs_of
from tests.models.slip_cases import reported

NEVER = ("sponsor", "manager", "total_schedule_changes", "actual_finish", "outcome_date", "moved_days", "slipped")


@pytest.fixture(scope="module")
def history():
    return reported(projects=24, periods=12)


@pytest.mark.parametrize("name", NEVER)
def test_nobody_and_no_outcome_is_an_input(name):
    assert name not in NAMES
    assert not any(name in given for given in NAMES)


def test_a_sponsor_and_a_manager_in_the_history_change_no_input(history):
    named = history.assign(sponsor=history["project_key"], manager="A. Person", total_schedule_changes=7)
    pd.testing.assert_frame_equal(features(history), features(named))


def test_each_input_has_one_name_and_one_group_and_groups_share_out_all():
    assert len(set(NAMES)) == len(INPUTS) == len(BY_NAME)
    assert sorted(NAMES) == sorted(name for group in GROUPS for name in of_group(group))
    assert sorted(NAMES) == sorted(NUMERIC + CATEGORICAL)


@pytest.mark.parametrize("item", INPUTS, ids=lambda item: item.name)
def test_rates_and_ratings_have_a_direction_and_words_have_none(item):
    assert not (item.categorical and item.monotone)
    if item.name.endswith("_rate"):
        assert item.monotone == 1


def test_every_input_is_made_from_the_columns_named(history):
    made = features(history[["project_key", "as_of", *[c for c in (*REGISTER_COLUMNS, *COUNTS) if c in history]]])
    pd.testing.assert_frame_equal(made[list(NAMES)], features(history)[list(NAMES)])


@pytest.mark.parametrize("cut", [2, 6, 10])
def test_whatever_comes_later_changes_no_input(history, cut):
    date = sorted(history["as_of"].unique())[cut]
    later = history["as_of"] > date
    other = history.assign(
        forecast_finish=history["forecast_finish"].where(~later, pd.Timestamp("2040-01-01")),
        phase=history["phase"].where(~later, "other"),
        department=history["department"].where(~later, "other"),
        category=history["category"].where(~later, "other"),
        rag_overall=history["rag_overall"].where(~later, 5),
        status=np.where(later, "completed", "active"),
    )
    before, changed, cut_off = (_known(rows, date) for rows in (history, other, history.loc[~later]))
    pd.testing.assert_frame_equal(before, changed)
    pd.testing.assert_frame_equal(before, cut_off)


def test_what_adds_up_since_a_project_was_first_seen_is_told_apart_from_what_can_drift():
    summed = {"reports_so_far", "slips_so_far", "moves_later", "cumulative_move_days", "rebaselines"}
    assert summed <= set(TELL_THE_DATE) <= set(NAMES)


def test_rows_carried_forward_change_no_input_and_no_prediction(history):
    repeated = history.assign(as_of=history["as_of"] + pd.Timedelta(days=7), carried=True)
    fresh, mixed = features(history), features(pd.concat([history.assign(carried=False), repeated]))
    columns = ["project_key", "as_of", *NAMES]
    pd.testing.assert_frame_equal(fresh[columns], mixed[columns])
    one, other = (fit(pairs_of(frame, "next", 30)).predict(frame) for frame in (fresh, mixed))
    pd.testing.assert_frame_equal(one, other)


def _known(rows, date):
    frame = features(rows)
    told = frame.loc[frame["as_of"] <= date, ["project_key", "as_of", *NAMES]].reset_index(drop=True)
    return told.astype({"project_key": str, **dict.fromkeys(CATEGORICAL, str)})
