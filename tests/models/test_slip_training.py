"""A model is trained on what was known at its date, and on how long each state had been watched."""

import numpy as np
import pandas as pd
import pytest

from models import slip_training
from models.slip_features import features
from models.slip_pairs import horizon_end, pairs_of
from models.slip_training import HORIZON_DAYS, exposure_of, training_pairs
from tests.models.slip_cases import reported

AT = pd.Timestamp("2023-03-31")


@pytest.fixture(scope="module")
def frame():
    return features(reported(projects=16, periods=20))


def trained(frame, horizon, at=AT, days=30):
    known = pairs_of(frame, horizon, days)
    return training_pairs(frame, known.loc[known["outcome_date"] <= at], horizon, days, at)


@pytest.mark.parametrize("horizon", ["next", "12m"])
def test_what_is_reported_after_the_date_changes_nothing(frame, horizon):
    cut = trained(features(reported(projects=16, periods=20).loc[lambda rows: rows["as_of"] <= AT]), horizon)
    whole = trained(frame, horizon)
    columns = ["as_of", "outcome_date", "slipped", "complete", "exposure_days", "time_left_days", "phase_slip_rate"]
    pd.testing.assert_frame_equal(whole[columns], cut[columns])
    assert (whole["outcome_date"] <= AT).all()


def test_a_pair_of_the_next_report_is_watched_until_that_report(frame):
    told = trained(frame, "next")
    np.testing.assert_array_equal(told["exposure_days"], (told["outcome_date"] - told["as_of"]).dt.days)
    assert told["complete"].all()


def test_a_pair_is_watched_until_the_report_that_told_its_outcome():
    told = pd.DataFrame(
        {
            "as_of": pd.to_datetime(["2024-01-31", "2024-01-31"]),
            "outcome_date": pd.to_datetime(["2024-02-29", "2024-12-31"]),
        }
    )
    assert exposure_of(told, "next").tolist() == [29.0, 335.0]
    assert exposure_of(told, "12m").tolist() == [HORIZON_DAYS] * 2


def test_states_still_watched_are_those_whose_twelve_months_are_not_over(frame):
    told = trained(frame, "12m")
    watched = told.loc[~told["complete"]]
    assert len(watched)
    assert (horizon_end(watched["as_of"]) > AT).all()
    assert (watched["exposure_days"] == (AT - watched["as_of"]).dt.days).all()
    assert (told.loc[told["complete"], "exposure_days"] == HORIZON_DAYS).all()


def test_a_watched_state_slipped_if_a_report_until_the_date_says_so(frame):
    watched = trained(frame, "12m").loc[lambda rows: ~rows["complete"]]
    for row in watched.iloc[::7].itertuples():
        of = frame.loc[(frame["project_key"] == row.project_key) & (frame["as_of"] <= AT)]
        begun = of.loc[of["as_of"] == row.as_of, "forecast_finish"].iloc[0]
        moved = (of.loc[of["as_of"] > row.as_of, "forecast_finish"].max() - begun).days
        assert (row.moved_days, row.slipped) == (moved, moved > 30)


@pytest.mark.parametrize("horizon", ["next", "12m"])
def test_no_more_than_the_newest_pairs_are_kept(frame, horizon, monkeypatch):
    monkeypatch.setattr(slip_training, "MOST_PAIRS", 50)
    monkeypatch.setattr(slip_training, "MOST_WATCHED", 20)
    told = trained(frame, horizon)
    assert len(told) == 50
    assert (~told["complete"]).sum() == (20 if horizon == "12m" else 0)
    assert told["as_of"].is_monotonic_increasing
