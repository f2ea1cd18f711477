"""A version is told by what it changed, and what was lost by money, never with more known than is."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd

from services.objective_versions import Change, Lost, Version
from services.workshops.traced import Departure, Traced
from ui.wording import alignment_versions as wording


def version(*changes: Change) -> Version:
    at = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
    return Version(3, 7, date(2026, 10, 31), at, "Ada", "Edited by Ada", True, 2, changes)


def projects(**columns: list) -> pd.DataFrame:
    base = {"name": ["Ash", "Birch"], "cost_to_go": [900.0, 100.0], "exit_cost": [50.0, None], "gone": ["", ""]}
    return pd.DataFrame({**base, **columns})


def test_each_kind_of_change_has_its_words_and_the_rest_is_counted():
    found = version(
        Change("Growth", "Weight", 60.0, 12.5),
        Change("Safe streets", "Name", "Safety", "Safe streets"),
        Change("Clean air", "", None, "there"),
        Change("Noise", "", "there", None),
        Change("Growth", "Owner", None, "Ada"),
    )
    assert wording.told(found) == [
        "Growth from 60 to 12.50 points",
        "Safety is now called Safe streets",
        "Clean air added",
        "Noise taken out",
        "1 more change",
    ]
    assert wording.label(found) == "Version 3 of 31 Oct 2026, Growth from 60 to 12.50 points"
    assert wording.told(version()) == ["2 objectives recorded first"]


def test_exit_cost_is_summed_only_where_it_is_known():
    said = wording.lost(Lost(version(), projects(), 40), "USD")
    assert said == (
        "2 live projects of 40 lost alignment, with $1 k to go; stopping them would cost $50 for the 1 whose exit "
        "cost is known."
    )
    unknown = wording.lost(Lost(version(), projects(exit_cost=[None, None], gone=["Noise", ""]), 40), "USD")
    assert "is not known of any; 1 of them served an objective that is gone." in unknown


def test_nothing_lost_is_said_with_the_threshold():
    assert "fell by 0.1 or more" in wording.lost(Lost(version(), projects().iloc[:0], 40), "USD")


def test_a_version_that_a_workshop_led_to_says_who_decided_and_what_departs():
    departed = Departure(("O1",), "Growth", 25.0, 30.0, "Growth was promised.")
    workshop = Traced(4, "Weights of 2027", datetime(2026, 11, 1, 9, tzinfo=UTC), "Board", "Ines", (departed,))
    rows = wording.rows([replace(version(), workshop=workshop), version()])
    assert rows["by"].tolist() == ["Board (noted by Ines)", "Ada"]
    assert rows["source"].tolist() == ["Workshop Weights of 2027, 1 Nov 2026", "Edited here"]
    assert rows["why"].tolist() == ["Growth: 30 instead of 25 points. Growth was promised.", ""]


def test_the_table_says_where_each_version_came_from():
    rows = wording.rows([version()])
    assert rows.loc[0, ["version", "by", "source"]].tolist() == [3, "Ada", "Edited here"]
