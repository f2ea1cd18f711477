"""Days said at past dates are judged on what was said then, and the days shown today are read off where that held."""

import numpy as np
import pandas as pd
import pytest

from models import slip_days_record
from services import slip, slip_coverage, slip_ground, slip_why
from services.access import Scope
from tests.services.slip_works import DATES, LAST, reports, store


@pytest.fixture
def works(database_url: str) -> Scope:
    scope = store(reports())
    slip.refresh(scope)
    return scope


def ground(scope: Scope, day=LAST) -> slip_ground.Ground:
    told = slip_ground.ground(scope, day, "next")
    assert told is not None
    return told


def test_every_past_prediction_with_an_outcome_is_judged_once(works):
    found = slip_coverage.coverage(works, ground(works))
    said = {day: slip.predictions(works, day)["probability"].notna().sum() for day in DATES[:-1]}
    with_outcome = ground(works).cases[30].groupby("as_of").size()
    assert found.judged == found.known == found.by_date["n"].sum() > 200
    for row in found.by_date.to_dict("records"):
        assert row["n"] == with_outcome[row["as_of"]] <= said[row["as_of"].date()]
        assert 0 <= row["within_50"] <= row["within_80"] <= 1
    assert found.by_date["as_of"].max() == pd.Timestamp(DATES[-2])


def test_the_shares_are_those_of_the_rolling_record(works):
    found = slip_coverage.coverage(works, ground(works))
    by_level = found.told.set_index("level")
    weighted = np.average(found.by_date["within_80"], weights=found.by_date["n"])
    assert by_level.loc[0.8, "shown"] == pytest.approx(weighted)
    assert set(found.levels) == set(slip_days_record.LEVELS)


def test_nothing_that_came_later_is_read(works):
    early = DATES[-4]
    short = store({day: rows for day, rows in reports().items() if day <= early}, "short")
    slip.refresh(short)
    then, now = (slip_coverage.coverage(scope, ground(scope, early)) for scope in (short, works))
    pd.testing.assert_frame_equal(then.told, now.told)
    pd.testing.assert_frame_equal(then.by_date, now.by_date)
    assert then.levels == now.levels


def test_without_stored_predictions_nothing_is_judged_and_no_level_is_moved(database_url):
    scope = store(reports())
    found = slip_coverage.coverage(scope, ground(scope))
    assert (found.judged, found.known, len(found.by_date)) == (0, 0, 0)
    assert found.levels == {0.5: 0.5, 0.8: 0.8}


def test_of_very_many_predictions_whole_projects_are_left_out(works, monkeypatch):
    monkeypatch.setattr(slip_coverage, "MOST_JUDGED", 100)
    found = slip_coverage.coverage(works, ground(works))
    assert 0 < found.judged <= 100 < found.known
    assert found.by_date["n"].nunique() == 1


def test_the_days_shown_are_read_off_at_the_levels_that_hold(works):
    told = ground(works)
    plain, wider = (slip_coverage.days(told, {0.5: 0.5, 0.8: level}) for level in (0.8, 0.95))
    assert plain["project_key"].tolist() == wider["project_key"].tolist() == told.states["project_key"].tolist()
    assert (wider["p80_days"] >= plain["p80_days"]).all()
    assert (wider["p50_days"] == plain["p50_days"]).all()


def test_the_explanation_of_a_project_shows_the_same_days_as_the_list(works):
    told, levels = ground(works), {0.5: 0.6, 0.8: 0.95}
    asked = slip_why.explainer(works, LAST, "next", 30)
    listed = slip_coverage.days(told, levels).set_index("project_key")
    for key in ("P-006", "P-007"):
        why = slip_why.why(told, asked, key, 30, 0.3, {}, levels)
        assert why is not None
        assert [why.p50_days, why.p80_days] == listed.loc[key, ["p50_days", "p80_days"]].tolist()
