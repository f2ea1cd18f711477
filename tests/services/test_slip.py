"""Slip predictions as services: stored and worked out alike, on every project or with the reason why not."""

import pandas as pd
import pytest

from data_access import transaction
from services import access, portfolios, slip, slip_backtest, slip_store
from services.access import Scope
from tests.services.slip_works import DATES, LAST, ME, reports, store


@pytest.fixture
def works(database_url: str) -> Scope:
    """A portfolio whose last date lacks the report of project P-005."""
    rows = reports()
    rows[LAST] = rows[LAST].drop(index=5)
    return store(rows)


def test_every_project_has_a_chance_with_a_reason_or_the_reason_why_not(works: Scope) -> None:
    said = slip.predictions(works, LAST).set_index("project_key")
    assert len(said) == 60
    without = said["reason_none"] != ""
    assert (said["probability"].isna() == without).all()
    assert ((said["reason"] == "") == without).all()
    told = said["reason_none"].loc[["P-000", "P-001", "P-002", "P-003", "P-004", "P-005"]].tolist()
    assert told == ["completed", "on hold", "not started", "cancelled", "no forecast", "carried forward"]
    assert said.loc["P-006", "probability"] > 0.9
    assert "to its forecast finish; such projects moved" in said.loc["P-006", "reason"]
    assert said.loc["P-007", "probability"] < 0.1
    assert set(said["method"]) == {"table", "none"}


def test_stored_predictions_equal_those_worked_out_at_once(works: Scope) -> None:
    early = DATES[-4]
    asked = [(day, horizon) for day in (early, LAST) for horizon in ("next", "12m")]
    before = [(slip.predictions(works, *case), slip.expectation(works, *case)) for case in asked]
    assert slip.refresh(works) == len(DATES) * len(slip_store.QUESTIONS)
    assert slip.refresh(works) == 0
    for case, (rows, count) in zip(asked, before, strict=True):
        pd.testing.assert_frame_equal(slip.predictions(works, *case), rows)
        assert slip.expectation(works, *case) == count


def test_the_expectation_is_the_sum_of_the_chances_and_lies_in_its_interval(works: Scope) -> None:
    rows = slip.predictions(works, LAST)
    count = slip.expectation(works, LAST)
    assert count.expected == pytest.approx(rows["probability"].sum())
    assert count.low <= round(count.expected) <= count.high <= count.eligible == rows["probability"].notna().sum()
    some = slip.expectation(works, LAST, keys={"P-006", "P-007"})
    assert some.eligible == 2


def test_what_was_known_later_changes_nothing_said_before(works: Scope) -> None:
    early = DATES[-3]
    short = store({day: rows for day, rows in reports().items() if day <= early}, "short")
    then, known = slip.predictions(short, early), slip.predictions(works, early)
    pd.testing.assert_frame_equal(known, then)
    assert slip.record(works, early) == slip.record(short, early)


def test_the_record_stands_beside_the_base_rate_and_each_plain_rule(works: Scope) -> None:
    told = slip.record(works, LAST)
    assert told["methods"]["phase x time left"]["skill"] > 0.9
    assert set(told["methods"]) == {"phase x time left", "base rate", "slipped last time"}
    assert sum(part["n"] for part in told["calibration"]) == told["methods"]["base rate"]["n"]
    assert [row["origin"] for row in told["origins"]] == sorted(row["origin"] for row in told["origins"])
    cells = slip.risk_table(works, LAST)
    assert cells["n"].sum() == told["training_pairs"]
    assert (cells["moved"] <= cells["n"]).all()


def test_the_backtest_is_told_as_the_command_line_prints_it(works: Scope) -> None:
    told = slip_backtest.backtest(works, "next", 30, DATES[8])
    assert {"base_rate", "model", "baselines", "origins"} <= set(told)
    assert {"name", "auc", "average_precision", "brier", "skill", "n"} <= set(told["model"])
    assert min(row["origin"] for row in told["origins"]) >= DATES[8].isoformat()
    listed = slip.predict(works, LAST)["projects"]
    chances = [row["probability"] for row in listed]
    assert chances == sorted(chances, key=lambda chance: -1 if chance is None else chance, reverse=True)


def test_one_report_gives_no_prediction_and_says_that_history_is_short(database_url: str) -> None:
    single = store({DATES[0]: reports()[DATES[0]]})
    said = slip.predictions(single, DATES[0])
    assert set(said["reason_none"]) == {"not enough history"}
    assert slip.expectation(single, DATES[0]) == slip.Expectation(0.0, 0, 0, 0)
    assert slip.record(single, DATES[0])["method"] == ""
    assert slip.risk_table(single, DATES[0]).empty
    assert slip.horizon_words(single, DATES[0], "next") == "by the next committee"


def test_an_empty_portfolio_is_told_as_empty(database_url: str) -> None:
    portfolios.create(ME, "new", "New", "USD")
    scope = access.scope(ME, "new")
    assert slip.predictions(scope, LAST).empty
    assert slip.expectation(scope, LAST).eligible == 0
    assert slip.record(scope, LAST) == {}
    assert slip_backtest.backtest(scope, "next", 30)["model"]["name"] == "phase x time left"
    assert slip.refresh(scope) == 0


def test_the_horizon_is_said_with_its_date(works: Scope) -> None:
    assert slip.horizon_words(works, LAST, "next") == "by the next committee (about 31 May 2025)"
    assert slip.horizon_words(works, LAST, "12m") == "within 12 months (by 30 Apr 2026)"


def test_what_a_reader_does_not_see_is_no_evidence_either(works: Scope) -> None:
    every = set(slip.predictions(works, LAST)["project_key"])
    some = Scope(works.portfolio, works.data_version, hidden=frozenset(every - {"P-006", "P-007"}))
    assert slip.predictions(some, LAST)["project_key"].tolist() == ["P-006", "P-007"]
    assert slip.record(some, LAST)["training_pairs"] < slip.record(works, LAST)["training_pairs"] / 20


def test_a_large_portfolio_says_that_its_predictions_are_pending(works: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slip_store, "AT_ONCE_ROWS", 100)
    with pytest.raises(slip.Pending, match="still being worked out"):
        slip.predictions(works, LAST)
    slip.refresh(works)
    assert slip.expectation(works, LAST).eligible > 0


def test_predictions_of_data_that_moved_meanwhile_are_not_stored(works: Scope) -> None:
    def move(done: int, total: int, text: str) -> None:
        with transaction() as work:
            work.portfolios.raise_version(access.found(work, "works").id)

    assert slip.refresh(works, move) == 0


def test_rows_that_sum_others_are_neither_evidence_nor_predicted(database_url: str) -> None:
    rows = reports()
    for part in rows.values():
        part["parent_key"] = None
        part.loc[10:, "parent_key"] = "P-008"
    scope = store(rows)
    said = slip.predictions(scope, LAST).set_index("project_key")
    assert said.loc["P-008", "reason_none"] == "sum of other rows"
    assert slip.record(scope, LAST)["training_pairs"] == 59 * 15 - 2
