"""What became of what was stated, with its base and interval, never said of a person."""

import pandas as pd

from models.stated_record import StatedRecord
from ui.wording import stated_record as wording

COLUMNS = ["group", "stated", "outcomes", "projects", "moved", "share", "low", "high"]
COLUMNS += ["days", "days_low", "days_high", "days_80"]


def record(*rows, too_few=(), others=""):
    told = [(*row, 0.0, -5.0, 31.0, 205.0) for row in rows]
    return StatedRecord(pd.DataFrame(told, columns=COLUMNS), tuple(too_few), others)


WHOLE = ("", "all", 120, 30, 51, 0.42, 0.35, 0.50)
GREEN = ("", "green", 100, 28, 45, 0.45, 0.41, 0.49)


def test_green_stands_beside_amber_or_red_and_whether_they_can_be_told_apart():
    said = wording.finding(record(WHOLE, GREEN, ("", "amber or red", 20, 9, 8, 0.40, 0.30, 0.52)), 30, "12m")
    assert said == (
        "Of 100 reports of green, 45% (41% to 49%) moved by more than 30 days within 12 months; of 20 of amber or red, "
        "40% (30% to 52%): too close to tell the two apart. At their furthest on the way, at least half did not move "
        "later, and eight in ten by no more than 205 days."
    )
    apart = wording.finding(record(WHOLE, GREEN, ("", "amber or red", 20, 9, 16, 0.80, 0.60, 0.90)), 30, "12m")
    assert "green held more often" in apart


def test_without_statuses_the_stated_finishes_are_told():
    said = wording.finding(record(WHOLE), 90, "next")
    assert said.startswith(
        "Of 120 stated finishes, 42% (35% to 50%) moved later by more than 90 days by the next report. At least half "
        "did not move later, and"
    )


def test_groups_too_small_are_named_with_where_they_went():
    assert wording.too_few(record(WHOLE)) == ""
    said = wording.too_few(record(WHOLE, too_few=["Parks", "Roads"], others="Others together"))
    assert said.endswith('are counted under "Others together": Parks, Roads.')
    assert "too few even together: Parks." in wording.too_few(record(WHOLE, too_few=["Parks"]))


def test_rows_read_as_words_and_the_worst_group_stands_first():
    shown = wording.rows(
        record(WHOLE, ("Roads", "all", 60, 9, 6, 0.1, 0.0, 0.2), ("Water", "all", 60, 9, 30, 0.5, 0.4, 0.6)), 30, "All"
    )
    assert wording.order(shown, "All", "") == ["All", "Water", "Roads"]
    assert shown["interval"].tolist()[0] == "35% to 50%"
    assert shown["days_interval"].tolist()[0] == "−5 to 31"
    assert shown["hover"].iloc[0].startswith("Any status: 51 of 120 outcomes moved more than 30 days")
