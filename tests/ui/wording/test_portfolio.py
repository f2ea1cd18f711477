"""The sentences of the Portfolio page are true to its terms."""

from datetime import date

import pandas as pd
import pytest

from models.changes import CostChange
from models.expected_count import ExpectedCount
from ui.wording import changes, health, heatmap, portfolio

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
    assert (figure["change"], figure["direction"]) == ("+2.0 points since 30 Sep", "worse")
    assert portfolio.budget(NOW | {"costed": 0}, None, "", "USD")["value"] == "–"


def test_an_expectation_is_an_interval_and_its_change_is_of_the_expectation():
    figure = portfolio.slipping(EXPECTED, "within 12 months (by 31 Dec 2027)", "", {"expected": 60.4}, "30 Sep")
    assert figure["value"] == "60 to 75"
    assert figure["note"] == "of 240, within 12 months"
    assert figure["change"] == "+7 expected since 30 Sep"
    assert portfolio.slipping(None, "", "Not enough history.", None, "")["note"] == "Not enough history."


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


def row(**more):
    told = {"moved_days": float("nan"), "absorbed_days": float("nan"), "decision": "", "cost_share": float("nan")}
    told |= {"new": False, "late_days": 95.0, "spi": 0.84, "cpi": float("nan"), "over_budget_share": float("nan")}
    told |= {
        "over_budget": float("nan"),
        "exposure": float("nan"),
        "exposure_share": float("nan"),
        "periods_behind": 0.0,
    }
    told |= {"found_schedule": 5.0, "found_cost": float("nan"), "found_risk": 1.0, "found_reporting": 1.0}
    told |= {"slip_reason": "only 10 months left in design; such projects moved 8 times in 10"}
    return told | more


def test_why_a_project_needs_attention_is_its_evidence_and_then_its_risk():
    said = portfolio.why(row(because_disagrees=True), "USD")
    assert said == (
        "Reported green, the evidence says red: 95 days late against its approved date; work earned is 84% of plan. "
        "Only 10 months left in design; such projects moved 8 times in 10."
    )


def test_an_overdue_ask_says_of_whom_and_by_when():
    asked = {
        "ask": "Release funding",
        "ask_of": "Capital Board",
        "ask_by": date(2026, 9, 3),
        "because_ask_overdue": True,
    }
    assert "asked of Capital Board by 3 Sep 2026: Release funding" in portfolio.why(row(**asked), "USD")


def test_what_changed_names_a_rebaseline_without_a_decision_and_never_calls_it_hidden():
    said = portfolio.what_changed(row(moved_days=90.0, absorbed_days=90.0, decision="no decision on record"))
    assert said == "Forecast finish +90 days; approved finish +90 days, no decision on record."
    assert portfolio.what_changed(row()) == ""


def test_evidence_tells_only_what_is_amber_or_worse():
    assert health.evidence(row(found_schedule=1.0), "USD") == []
    costly = row(found_schedule=1.0, found_cost=5.0, over_budget_share=0.25, over_budget=2e6)
    assert health.evidence(costly, "USD") == ["forecast 25% over budget (+$2 m)"]
    risky = row(found_schedule=1.0, found_risk=3.0, exposure=1e6, exposure_share=0.07)
    assert health.evidence(risky, "USD") == ["open risks of $1 m, 7% of the forecast cost"]


def test_counts_of_change_leave_out_what_did_not_happen():
    table = pd.DataFrame(
        {
            "live": [True, True, True, False],
            "moved_days": [45.0, 3.0, -10.0, 400.0],
            "slipped": [True, True, False, True],
            "pulled_in": [False, False, True, False],
            "rebaselined": [True, False, False, False],
            "absorbed_days": [40.0, float("nan"), float("nan"), float("nan")],
            "decision": ["no decision on record", "", "", ""],
            "delivered": False,
            "cancelled": False,
            "new": False,
            "left": False,
        }
    )
    assert [item.words for item in changes.items(table, 30)] == [
        "2 slipped, 1 by more than 30 days",
        "1 pulled in",
        "1 re-baselined, 1 with no decision on record, 40 days absorbed",
    ]


def test_the_cost_is_split_into_parts_that_add_up():
    said = changes.cost(CostChange(8e6, 5e6, 3e6, 4e6, 200), "USD")
    assert said == "forecast cost +$12 m (approved change +$8 m, overrun +$5 m, mix −$1 m)"
    assert changes.cost(CostChange(0, 0, 0, 0, 0), "USD") == ""
    assert changes.cost(CostChange(0, 0, 0, 0, 3), "USD") == "forecast cost unchanged"


def cell(**more):
    told = {"row": "mandatory", "column": "cost", "value": 0.64, "numerator": 64.0, "denominator": 100.0}
    return pd.DataFrame([told | {"hits": 7.0, "base": 12, "projects": 13, "money": 100.0} | more])


@pytest.mark.parametrize(
    ("measure", "more", "text", "note"),
    [
        ("money_amber", {}, "64%", "of 12"),
        ("money_amber", {"base": 3, "hits": 2.0}, "2", "of 3"),
        ("variance", {"value": 0.074}, "+7%", "of 12"),
        ("variance", {"value": 0.5, "base": 4, "hits": 1.0}, "1", "of 4"),
        ("expected_slips", {"numerator": 3.21}, "3.2", "of 12"),
        ("weighted_slip", {"value": 46.6}, "+47 d", "of 12"),
        ("alignment", {"base": 0, "value": float("nan")}, "–", "none of 13"),
    ],
)
def test_a_cell_shows_its_number_and_base_and_under_five_projects_the_count(measure, more, text, note):
    said = heatmap.in_words(cell(**more), measure, "investment_class", "health", "USD").iloc[0]
    assert (said["text"], said["note"]) == (text, note)


def test_names_of_dimensions_are_words_and_extra_columns_keep_their_header():
    assert heatmap.title("extra:Ward", "health", "alignment") == "Share of money on top objectives, by Ward and health"
    assert heatmap.label("investment_class", "mandatory") == "Mandatory"
    assert (heatmap.label("health", "all"), heatmap.label("phase", "all")) == ("Overall", "All")


def test_hover_is_free_of_markup_from_names():
    said = heatmap.in_words(cell(row="<i>x</i>"), "money_amber", "department", "health", "USD").iloc[0]
    assert "&lt;i&gt;x&lt;/i&gt;" in said["hover"]
    assert "$64 of $100 to go" in said["hover"]
