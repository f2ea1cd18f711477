"""Days said at past dates are judged on what was said then, and the days shown today are read off where that held."""

import numpy as np
import pandas as pd
import pytest

from data_access import transaction
from models import slip_days_record
from models.slip_baselines import MODEL, TABLE
from services import access, slip, slip_coverage, slip_ground, slip_store, slip_training, slip_why
from services.access import Scope
from tests.services import slip_stand_in
from tests.services.slip_works import DATES, LAST, ME, reports, store


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


def test_the_days_judged_are_those_of_the_method_that_speaks_now(database_url, monkeypatch):
    slip_stand_in.put_in(monkeypatch)
    scope = store(reports())
    slip_training.here(scope, ME, {"horizon": "next"}, lambda done, total, words: None)
    scope = access.scope(ME, scope.portfolio)
    by_model = slip_coverage.coverage(scope, ground(scope))
    tables = {}
    with transaction() as work:
        facts = access.found(work, scope.portfolio)
        for days in slip_ground.SLIP_DAYS:
            rows, record = work.derived.predictions(facts.id, LAST, "next", days, slip_store.METHODS)
            assert record["method"] == MODEL
            # As after a correction of the newest rows, until the next training.
            spoken = (rows.assign(probability=rows["table"]), record | {"method": TABLE})
            work.derived.store_predictions(facts.id, LAST, "next", days, slip_store.TRAINED, *spoken)
            early, _ = work.derived.predictions(facts.id, DATES[-2], "next", days, slip_store.METHODS)
            tables[days] = early.set_index("project_key")["table"].dropna()
    by_table = slip_coverage.coverage(scope, ground(scope))
    assert by_table.judged >= by_model.judged > 0
    assert (by_table.told["share"] != by_model.told["share"]).all()
    said = slip_coverage._said(scope, ground(scope), ground(scope).cases[30]["as_of"])
    told = said[said["as_of"] == pd.Timestamp(DATES[-2])].set_index("project_key")
    assert told["chance_30"].to_dict() == pytest.approx(tables[30].to_dict())


def test_a_method_of_which_no_past_date_holds_anything_has_no_record_of_days(works):
    with transaction() as work:
        facts = access.found(work, works.portfolio)
        for days in slip_ground.SLIP_DAYS:
            rows, record = work.derived.predictions(facts.id, LAST, "next", days, slip_store.METHODS)
            spoken = (rows, record | {"method": MODEL})
            work.derived.store_predictions(facts.id, LAST, "next", days, slip_store.QUICK, *spoken)
    found = slip_coverage.coverage(works, ground(works))
    assert (found.judged, found.known) == (0, 0)
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
