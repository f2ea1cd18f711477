"""The Slip risk page says what it expects, why, how well it knew before, and what it cannot say."""

import pandas as pd
import pytest

from services import slip
from tests.pages.slip_page import opened, words
from tests.services import planted
from tests.services.slip_works import DATES, reports, store


@pytest.fixture
def works(sqlite_url: str) -> None:
    slip.refresh(store(reports()))


def test_the_headline_is_an_expectation_with_an_interval(works: None) -> None:
    at = opened(slip_horizon="By the next committee")
    assert (
        at.title[0].value.replace("\\", "").startswith("We expect 27 of 55 projects to slip more than 30 days by the")
    )
    assert "5 projects without a prediction" in words(at)


def test_what_is_of_the_whole_portfolio_says_so_where_a_part_is_shown(sqlite_url: str) -> None:
    rows = reports()
    for part in rows.values():
        part["department"] = ["Roads" if at < 30 else "Water" for at in part.index]
    slip.refresh(store(rows))
    asked = {"slip_horizon": "By the next committee"}
    whole, part = opened(**asked), opened(**asked, department="Roads")
    assert "27 of 55 projects" in whole.title[0].value.replace("\\", "")
    assert "27 of 55 projects" not in part.title[0].value.replace("\\", "")
    assert "of the whole portfolio" not in words(whole)
    assert "known outcomes of the whole portfolio" in words(part)


def test_days_and_horizon_are_in_the_address(works: None) -> None:
    at = opened(slip_days="90 days", slip_horizon="By the next committee")
    assert "slip more than 90 days by the next committee (about 31 May 2025)" in words(at)


def test_the_record_and_the_reasons_for_silence_are_on_the_page(works: None) -> None:
    said = words(opened(slip_horizon="By the next committee"))
    assert "Of 100 projects it called most likely, 100 moved; picking blindly would have found 50." in said
    assert "1 completed" in said
    assert "1 without a forecast finish" in said


def test_a_single_snapshot_teaches_what_is_missing(sqlite_url: str) -> None:
    store({DATES[0]: reports()[DATES[0]]})
    at = opened()
    assert any("too little history" in head.value for head in at.header)
    assert "60 in a portfolio with too little history" in words(at)


def test_a_portfolio_of_names_and_forecasts_alone_is_enough(sqlite_url: str) -> None:
    rows = {day: part[["project_key", "name", "forecast_finish", "source_row"]] for day, part in reports().items()}
    store(rows)
    at = opened(slip_horizon="By the next committee")
    assert "We expect" in at.title[0].value
    listed = at.dataframe[0].value
    assert "Status" not in listed.columns
    assert listed["Why"].str.len().min() > 20


def test_where_the_table_is_no_better_every_project_gets_the_base_rate_and_the_page_says_so(sqlite_url: str) -> None:
    rows = reports()
    for number, part in enumerate(rows.values()):
        moves = 61 * (min(number, 8) * (part.index % 2 == 0) + max(number - 8, 0) * (part.index % 2 == 1))
        finish = pd.Timestamp("2032-06-30") + pd.to_timedelta(moves, unit="D")
        part["forecast_finish"] = pd.DatetimeIndex(finish).astype("datetime64[s]")
    store(rows)
    at = opened(slip_horizon="By the next committee")
    assert "every project gets the base rate" in " ".join(item.value for item in at.info).replace("\\", "")
    labels = [one.label for one in at.metric]
    assert "Of the fifth called most likely" not in labels
    assert "The rejected table ranked right" in labels
    said = words(at)
    assert "Every project gets the same chance, so none is called most likely" in said
    assert "projects that the rejected table called most likely" in said
    assert "projects it called most likely" not in said
    assert "One rate stands for all projects, that of" in said
    assert "Nothing known of this project moves it" not in said
    assert "worked out apart" not in said


def test_without_a_forecast_finish_the_page_names_that_and_not_the_history(sqlite_url: str) -> None:
    store({day: part.drop(columns="forecast_finish") for day, part in reports().items()})
    at = opened()
    heads = [head.value for head in at.header]
    assert "No live project here gives a forecast finish" in heads
    assert not any("too little history" in head for head in heads)


def test_a_second_date_of_outcomes_is_named_where_two_big_snapshots_lack_it(sqlite_url: str) -> None:
    store(dict(list(reports(400).items())[:2]))
    said = words(opened(slip_horizon="By the next committee"))
    assert "400 are known for this horizon, on one date. Missing: a second date of outcomes." in said


def test_the_weightiest_trap_stands_under_the_headline(sqlite_url: str) -> None:
    planted.load(planted.trapped())
    at = opened(slip_horizon="By the next committee")
    captions = [item.value.replace("\\", "") for item in at.caption]
    (line,) = [one for one in captions if one.startswith("Take care: ")]
    assert line.startswith("Take care: only survivors are held")
    assert captions.index(line) < 4
