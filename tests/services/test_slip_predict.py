"""What the command line tells of a date: the chances with the days that the page shows, and the record beside them."""

import pandas as pd
import pytest

from services import slip, slip_coverage, slip_ground, slip_predict
from tests.services.slip_works import LAST, reports, store


@pytest.fixture
def works(database_url):
    scope = store(reports())
    slip.refresh(scope)
    return scope


def test_each_project_with_a_chance_has_the_days_of_the_page_and_the_others_none(works):
    said = slip_predict.predict(works, LAST, "next", 30)
    ground = slip_ground.ground(works, LAST, "next")
    held = slip_coverage.coverage(works, ground)
    shown = slip_coverage.days(ground, held.levels).set_index("project_key")
    for row in said["projects"]:
        if row["probability"] is None:
            assert [row[name] for name in slip_predict.FAR] == [None] * 4
        else:
            assert [row[name] for name in slip_predict.FAR] == shown.loc[row["project_key"]].tolist()
            assert row["chance_30"] == row["probability"]
    assert len(said["projects"]) > len(shown) > 0
    assert said["days_record"]["n"] == held.judged


def test_the_record_is_that_of_the_method_that_speaks(works):
    said, record = slip_predict.predict(works, LAST, "next", 30), slip.record(works, LAST, "next", 30)
    assert (said["method"], said["note"]) == (record["method"], record["note"])
    assert said["record"]["auc"] == record["methods"][record["method"]]["auc"]
    assert {"n", "base_rate", "auc", "skill", "precision_top"} == set(said["record"])


def test_without_history_everything_is_told_as_missing(database_url):
    scope = store({LAST: reports()[LAST]})
    said = slip_predict.predict(scope, LAST, "12m", 30)
    assert (said["method"], said["record"], said["days_record"]) == ("", None, None)
    assert {row["p80_days"] for row in said["projects"]} == {None}


def test_a_placeholder_gets_no_prediction_and_does_not_count_among_those_expected(database_url):
    rows = reports()
    for part in rows.values():
        part.loc[part["project_key"] == "P-011", "forecast_finish"] = pd.Timestamp("2099-12-31").as_unit("s")
    scope = store(rows)
    slip.refresh(scope)
    said = slip_predict.predict(scope, LAST, "next", 30)
    by_key = {row["project_key"]: row for row in said["projects"]}
    assert by_key["P-011"]["reason_none"] == "placeholder date"
    assert by_key["P-011"]["probability"] is None
    assert said["expected"]["eligible"] == sum(row["probability"] is not None for row in said["projects"])
    assert "P-011" not in set(slip_ground.ground(scope, LAST, "next").cases[30]["project_key"].astype(str))
