"""The Slip risk page says how late beside each chance, never against it, and predicts nothing from a placeholder."""

import re

import pandas as pd
import pytest

from services import slip
from tests.pages.slip_page import opened, words
from tests.services.slip_works import reports, store

NEXT = "By the next committee"


@pytest.fixture
def works(sqlite_url: str) -> None:
    slip.refresh(store(reports()))


def test_the_list_says_how_late_beside_each_chance(works: None) -> None:
    listed = opened(slip_horizon=NEXT).dataframe[0].value
    assert listed.columns.tolist().index("How late") == listed.columns.tolist().index("Chance") + 1
    for row in listed.to_dict("records"):
        share, far = int(row["Chance"].strip("%<>")), re.findall(r"(\d+) days", row["How late"])
        assert row["How late"].endswith(("later", "eight of ten"))
        assert (int(far[-1] if far else 0) > 30) == (share >= 20)


def test_the_share_that_stayed_within_the_days_is_that_of_predictions(works: None) -> None:
    at = opened(slip_horizon=NEXT)
    held = next(frame.value for frame in at.dataframe if "Said on" in frame.value.columns)
    assert "Predictions" in held.columns
    assert "stayed within the days shown for eight in ten" in words(at)


def test_a_placeholder_has_no_chance_and_stands_among_those_without(sqlite_url: str) -> None:
    rows = reports()
    for part in rows.values():
        part.loc[part["project_key"] == "P-011", "forecast_finish"] = pd.Timestamp("2099-12-31").as_unit("s")
    slip.refresh(store(rows))
    at = opened(slip_horizon=NEXT)
    assert "of 54 projects to slip" in at.title[0].value
    assert "1 with a placeholder for a forecast finish, absurdly far away" in words(at)
    assert "Project 11" not in set(at.dataframe[0].value["Project"])
