"""Ratings of a project are told with who gave them, and nothing is made up where nothing is written."""

from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from models.strategic_value import RATING_SCALE
from services.workshops.traced import Traced
from ui.wording import alignment_ratings as wording

RATED = pd.DataFrame(
    {
        "objective_key": ["O1", "O2"],
        "name": ["Growth", "Safety"],
        "rating": ["strong", None],
        "meaning": ["Adds 500 jobs", None],
        "evidence": ["Page 4", None],
        "by": ["Ada", None],
        "at": [datetime(2026, 11, 2, 9, 30, tzinfo=UTC), None],
        "source": ["impacts.csv", ""],
    }
)


def test_a_rating_is_told_with_who_gave_it_and_a_missing_one_is_a_dash():
    rows = wording.rows(RATED)
    assert rows["rating"].tolist() == ["Strong, 6", "–"]
    assert rows.loc[0, "by"] == "Ada, impacts.csv"
    assert rows.loc[1, ["by", "at", "meaning"]].isna().all()
    assert rows.loc[0, "at"].startswith("2 Nov 2026")


def test_a_measured_rating_is_told_with_its_value():
    assert wording.rows(RATED, pd.Series({"O1": 6.8, "O2": None}))["rating"].tolist() == ["Strong, 6.8 of 9", "–"]


def test_a_rating_that_a_workshop_found_is_told_with_who_decided_and_why_otherwise():
    held = Traced(4, "Ratings", datetime(2026, 11, 1, 9, tzinfo=UTC), "Board", "Ines", ())
    decided = RATED.assign(workshop=[held, None], reason=[None, None])
    told = "Board (noted by Ines), on Workshop Ratings, 1 Nov 2026"
    assert wording.rows(decided).loc[0, "by"] == told
    otherwise = decided.assign(reason=["The report is old", None])
    assert wording.rows(otherwise).loc[0, "by"] == f"{told}. Otherwise than found: The report is old"
    assert pd.isna(wording.rows(otherwise).loc[1, "by"])
    in_evidence = otherwise.assign(evidence=["Decided otherwise: The report is old", None])
    assert wording.rows(in_evidence).loc[0, "by"] == told
    both = decided.assign(workshop=[held, held], reason=[None, "The report is old"])
    assert wording.rows(both)["by"].tolist() == [told, f"{told}. Otherwise than found: The report is old"]


def test_a_meaning_reads_as_written_and_as_usual_where_nothing_is():
    assert wording.meaning({"means_low": "Saves $5"}, "low") == "Saves \\$5"
    assert wording.meaning({"means_low": None}, "low") == "Helps a little, or indirectly"
    assert wording.meaning({}, "not rated") == ""


def test_a_rating_without_a_written_meaning_means_what_is_usual_and_a_missing_one_nothing():
    rows = wording.rows(RATED.assign(meaning=None, rating=["strong", None]))
    assert rows.loc[0, "meaning"] == "Without it the objective is clearly harder to reach"
    assert pd.isna(rows.loc[1, "meaning"])


def test_phones_and_the_page_tell_the_same_of_each_level():
    phone = Path(__file__).resolve().parents[3] / "ui" / "join" / "screens.js"
    told = phone.read_text("utf-8").split("const RATES = [")[1].split("];")[0]
    assert [each for each in told.split('"') if each.strip(" ,\n")] == [wording.USUAL[word] for word in RATING_SCALE]
