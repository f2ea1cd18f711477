"""Where a period stands and what a restatement changed, in sentences."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from services.publications import IN_REVIEW, OPEN, PUBLISHED, RESTATED, SIGNED_OFF, Period
from ui.wording import publications

JUNE = date(2026, 6, 30)
AT = datetime(2026, 7, 3, 9, 30, tzinfo=UTC)
SIGNED = ("Ann", AT)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(JUNE, OPEN, 1), "30 Jun 2026 is open: nobody has reviewed it yet."),
        (Period(JUNE, IN_REVIEW, 2), "30 Jun 2026 is in review."),
        (
            Period(JUNE, SIGNED_OFF, 3, *SIGNED),
            "30 Jun 2026 is signed off by Ann on 3 Jul 2026, 09:30 UTC; it is not published yet.",
        ),
        (
            Period(JUNE, PUBLISHED, 4, *SIGNED, "Bo", AT),
            "30 Jun 2026 was published by Bo on 3 Jul 2026, 09:30 UTC, signed off by Ann on 3 Jul 2026, 09:30 UTC.",
        ),
    ],
)
def test_where_a_period_stands(period: Period, words: str) -> None:
    assert publications.standing(period) == words


def test_a_restated_period_says_how_often() -> None:
    told = publications.standing(Period(JUNE, RESTATED, 6, *SIGNED, "Bo", AT, 2))
    assert told.endswith("It was restated twice since.")


def test_every_standing_has_a_word_and_buttons_say_what_happens() -> None:
    assert set(publications.STATUS) == {OPEN, IN_REVIEW, SIGNED_OFF, PUBLISHED, RESTATED}
    steps = [step for next_ones in publications.NEXT.values() for step in next_ones]
    assert set(steps) == set(publications.STEPS) == set(publications.DONE)
    assert publications.button("publish", JUNE) == "Publish 30 Jun 2026"
    assert publications.done("publish", JUNE) == "30 Jun 2026 is published."


def test_what_a_restatement_changed_money_first_and_nothing_that_stayed() -> None:
    before = {"late": 3, "forecast_cost": 5e6, "late_money": 1e6, "oldest_days": 30, "waiting": 2}
    after = {**before, "late": 4, "forecast_cost": 6e6, "oldest_days": None}
    told = publications.changed(before, after, "USD")
    assert told == "Forecast cost $5 m → $6 m; Late 3 → 4; Oldest decision waits 30 days → –"
    assert publications.changed(before, before, "USD") == "No figure: only rows behind them"


def test_a_figure_that_came_or_went_is_told() -> None:
    assert publications.difference({}, {"waiting": 2}, "USD") == ["Decisions waiting – → 2"]


def test_who_is_asked_for_a_restatement_is_told_of_which_dates() -> None:
    assert publications.will_restate([JUNE]).startswith("30 Jun 2026 is published")
    assert publications.will_restate([date(2026, 7, 31), JUNE]).startswith("2 dates from 30 Jun 2026 on are published")


def test_restated_points_of_a_course_are_named() -> None:
    assert publications.restated_on([]) == ""
    assert publications.restated_on([JUNE]) == "Restated since published: 30 Jun 2026."
    assert publications.restated_on([JUNE] * 5).endswith("and 2 others.")


def test_dates_stand_somewhere_in_a_word() -> None:
    dates = pd.Series(pd.to_datetime(["2026-06-30", "2026-07-31"]))
    assert publications.standings(dates, [Period(JUNE, PUBLISHED, 4)]) == ["Published", "Open"]


def test_the_cause_names_its_register() -> None:
    assert publications.cause("costs: july.csv withdrawn", {"costs": "Costs"}) == "Costs: july.csv withdrawn"
    assert publications.cause("something else", {}) == "something else"


def test_a_figure_as_published_says_what_it_is_today_and_one_not_kept_says_so() -> None:
    known = {"label": "Money", "value": "59%", "note": "of all", "help": "A share."}
    told = known | {"value": "51%"}
    assert publications.as_told(known, known) == known
    assert publications.as_told(told, known)["help"] == "A share. As published; by what is known today it is 59%."
    bare = {"label": "Money", "value": "–", "note": "Not recorded yet."}
    assert publications.as_told(bare, known)["note"] == "Not kept when this date was published."
    assert publications.as_told(bare, bare) == bare
