"""The sentences of the Portfolio page are true to its terms."""

from datetime import date

import pytest

from models.expected_count import ExpectedCount
from services.partial_dates import Outstanding
from ui.wording import portfolio

NOW = {
    "live": 283,
    "forecast": 270,
    "baselined": 268,
    "late": 112,
    "late_money": 4.2e9,
    "costed": 250,
    "forecast_cost": 106.0,
    "approved_budget": 100.0,
    "to_go": 1000.0,
}
EXPECTED = ExpectedCount(240, 67.4, 60, 75, 0.8, 0.02)


def test_the_finding_tells_the_fact_and_then_the_prediction_with_its_interval():
    said = portfolio.finding(NOW, 90, EXPECTED, date(2027, 12, 31), 40, 8)
    assert said == (
        "112 of 268 live projects with an approved date are more than 90 days late. "
        "We expect 60 to 75 to slip more than another 30 days by December 2027; 8 of the 40 most likely report green."
    )


def test_where_only_part_has_reported_the_finding_says_of_how_many_and_who_is_to_come():
    to_come = Outstanding(28, 100, ("Parks",), date(2026, 10, 31))
    part = ExpectedCount(28, 12.4, 9, 16, 0.8, 0.02)
    said = portfolio.finding(NOW, 90, part, date(2027, 11, 30), 6, 6, to_come)
    assert said.endswith(
        "Of the 28 that reported we expect 9 to 16 to slip more than another 30 days by November 2027; 6 of the 6 most "
        "likely report green. 1 department (100 live projects) has yet to report for this date; its newest chances are "
        "of 31 Oct 2026."
    )


def test_the_course_of_expected_slips_leaves_out_a_date_of_which_only_part_had_reported():
    periods = [NOW | {"expected": 50.0, "partial": False}, NOW | {"expected": 12.0, "partial": True}]
    late, _, expected, *_ = portfolio.trends(periods, True)
    assert expected == (50.0, None)
    assert late == (112, 112), "who has not reported is counted there as last reported"


def test_where_all_live_projects_have_an_approved_date_the_base_is_said_shortly():
    assert (
        portfolio.finding(NOW | {"baselined": 283, "late": 1}, 90)
        == "1 of 283 live projects is more than 90 days late."
    )


def test_without_baselines_nothing_is_called_late():
    bare = NOW | {"baselined": 0, "late": 0, "moved": 30, "moved_money": 5.0}
    said = portfolio.finding(bare, 90)
    assert said == "30 of 270 live projects with a forecast now finish more than 90 days later than first reported."
    figure = portfolio.lateness(bare, None, "", "USD", 90)
    assert (figure["label"], figure["value"]) == ("Moved since first seen", "30")


def test_of_a_first_snapshot_nothing_is_said_to_have_moved_or_not():
    first = NOW | {"baselined": 0, "late": 0, "forecast": 4, "live": 4, "moved": None, "moved_money": None}
    assert portfolio.finding(first, 90) == (
        "4 live projects. How far forecasts move cannot be said yet: there is one snapshot, and it takes two."
    )
    figure = portfolio.lateness(first, None, "", "USD", 90)
    assert (figure["value"], figure["note"]) == ("–", portfolio.MOVES_LATER)


def test_forecasts_without_approved_dates_are_not_called_missing():
    assert portfolio.finding(NOW | {"baselined": 0}, 90) == "283 live projects; none has an approved date."


def test_without_any_forecast_the_finding_says_so():
    said = portfolio.finding(NOW | {"baselined": 0, "forecast": 0}, 90)
    assert said == "283 live projects; none reports a forecast finish."


def test_no_project_at_work_is_said():
    assert portfolio.finding(NOW | {"live": 0}, 90) == "No project is at work at this date."


def test_a_change_says_since_when_and_whether_it_is_better():
    figure = portfolio.lateness(NOW, NOW | {"late": 100}, "30 Sep", "USD", 90)
    assert (figure["change"], figure["direction"]) == ("+12 since 30 Sep", "worse")
    same = portfolio.lateness(NOW, NOW, "30 Sep", "USD", 90)
    assert same["change"] == "no change since 30 Sep"
    assert "direction" not in same


def test_forecast_against_budget_needs_both():
    figure = portfolio.budget(NOW, NOW | {"forecast_cost": 104.0}, "30 Sep", "USD")
    assert (figure["value"], figure["note"]) == ("+6.0%", "+$6 on $100")
    assert (figure["change"], figure["direction"]) == ("+2.0 pts since 30 Sep", "worse")
    assert portfolio.budget(NOW | {"costed": 0}, None, "", "USD")["value"] == "–"


def test_money_on_none_and_not_rated_are_told_apart():
    rated = NOW | {"top_money": 610.0, "none_money": 40.0, "unrated_money": 60.0}
    figure = portfolio.alignment(rated, None, "", "USD", 3)
    assert (figure["value"], figure["note"]) == ("61%", "4% on none, 6% not rated")
    assert portfolio.alignment(NOW, None, "", "USD", 3)["note"] == "Objectives and impact ratings are not recorded yet."


@pytest.mark.parametrize(
    ("now", "value", "note"),
    [
        ({}, "–", "Not recorded yet: upload a file of decisions."),
        ({"waiting": 0, "oldest_days": None}, "0", "nothing waits"),
        ({"waiting": 17, "oldest_days": 143}, "17", "oldest waits 143 days"),
        ({"waiting": 2, "oldest_days": None}, "2", "none is dated"),
    ],
)
def test_decisions_waiting_and_the_oldest(now, value, note):
    figure = portfolio.decisions(NOW | now, None, "", date(2026, 10, 31))
    assert (figure["value"], figure["note"]) == (value, note)


def test_courses_are_empty_where_no_period_knows_the_figure():
    lines = portfolio.trends([{**NOW, "waiting": 3}, {**NOW, "late": 7}], True)
    assert lines[0] == (112, 7)
    assert lines[2] == ()
    assert lines[4] == (3, None)


def test_a_change_is_taken_of_the_projects_counted_at_both_dates_and_says_so_where_the_base_changed():
    now, then = {"late": 60, "baselined": 200}, {"late": 55, "baselined": 200}
    before = NOW | {"late": 150, "baselined": 310}
    figure = portfolio.lateness(NOW, before, "30 Sep", "USD", 90, (now, then))
    assert (figure["change"], figure["direction"]) == ("+5 in 200 since 30 Sep", "worse")
    assert figure["help"].endswith("On 30 Sep it was 150 of 310.")
    none = ({"late": 0, "baselined": 0}, {"late": 0, "baselined": 0})
    figure = portfolio.lateness(NOW, before, "30 Sep", "USD", 90, none)
    assert figure["change"] == "no project is counted at both dates"
    assert "direction" not in figure


def test_budgets_are_compared_over_the_same_projects():
    alike = ({"costed": 200, "forecast_cost": 101.0, "approved_budget": 100.0}, NOW | {"costed": 200})
    figure = portfolio.budget(NOW, NOW | {"costed": 260}, "30 Sep", "USD", alike)
    assert (figure["change"], figure["direction"]) == ("−5.0 pts in 200 since 30 Sep", "better")


@pytest.mark.parametrize(("same", "said"), [(False, "the top 3 objectives are not those of then"), (None, "not kept")])
def test_a_share_of_other_top_objectives_is_neither_better_nor_worse_and_says_why(same, said):
    rated = NOW | {"top_money": 610.0, "none_money": 40.0, "unrated_money": 60.0}
    before = rated | {"top_money": 510.0}
    judged = portfolio.alignment(rated, before, "30 Sep", "USD", 3)
    assert (judged["change"], judged["direction"]) == ("+10 pts since 30 Sep", "better")
    figure = portfolio.alignment(rated, before, "30 Sep", "USD", 3, same)
    assert (figure["change"], figure["direction"]) == ("+10 pts since 30 Sep", "neither")
    assert said in figure["help"]
    assert said not in judged["help"]
