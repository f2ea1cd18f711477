"""Ratings of a project are told with who gave them, and nothing is made up where nothing is written."""

from datetime import UTC, datetime

import pandas as pd

from ui.wording import alignment_ratings as wording

RATED = pd.DataFrame(
    {
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


def test_a_meaning_reads_as_written():
    assert wording.meaning({"means_low": "Saves $5"}, "low") == "Saves \\$5"
    assert wording.meaning({"means_low": None}, "low") == ""
    assert wording.meaning({}, "not rated") == ""
