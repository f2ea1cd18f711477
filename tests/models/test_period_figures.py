"""The figures of one period over live projects."""

import numpy as np
import pandas as pd

from models import period_figures as figures
from models import strategic_value, terms


def state(**columns: list) -> pd.DataFrame:
    """Return a state with terms, from the columns given."""
    frame = pd.DataFrame(columns)
    frame["project_key"] = [str(number) for number in range(len(frame))]
    for name in ("forecast_finish", "approved_baseline_finish"):
        frame[name] = pd.to_datetime(frame.get(name, pd.Series(pd.NaT, index=frame.index))).astype("datetime64[s]")
    for name in ("forecast_cost", "approved_budget", "actual_cost"):
        frame[name] = frame.get(name, np.nan)
    frame["live"] = frame.get("live", True)
    return frame.assign(late_days=terms.late_days(frame), cost_to_go=terms.cost_to_go(frame)[0])


def test_late_counts_live_projects_beyond_the_red_days_among_those_with_a_baseline():
    found = figures.figures(
        state(
            forecast_finish=["2025-12-31", "2025-02-01", "2025-12-31", "2025-12-31"],
            approved_baseline_finish=["2025-01-01", "2025-01-01", None, "2025-01-01"],
            forecast_cost=[10.0, 20.0, 30.0, 40.0],
            live=[True, True, True, False],
        ),
        90,
    )
    assert (found["live"], found["forecast"], found["baselined"]) == (3, 3, 2)
    assert (found["late"], found["late_money"]) == (1, 10)
    assert "moved" not in found


def test_budget_and_forecast_are_compared_only_where_both_are_known():
    found = figures.figures(state(forecast_cost=[10.0, 20.0, np.nan], approved_budget=[8.0, np.nan, 5.0]), 90)
    assert (found["costed"], found["forecast_cost"], found["approved_budget"]) == (1, 10, 8)


def test_without_baselines_a_project_is_measured_against_its_first_forecast():
    first = pd.Series(pd.to_datetime(["2025-01-01", "2025-01-01"]), index=["0", "1"])
    found = figures.figures(state(forecast_finish=["2025-12-31", "2025-02-01"], forecast_cost=[5.0, 6.0]), 90, first)
    assert (found["moved"], found["moved_money"], found["late"]) == (1, 5, 0)


def test_a_project_stands_on_a_top_objective_on_none_or_unrated():
    impacts = pd.DataFrame(
        {
            "project_key": ["a", "b", "b", "c", "d", "f"],
            "objective_key": ["heavy", "heavy", "light", "heavy", "light", "light"],
            "rating": ["strong", "none", "none", "moderate", "extreme", "low"],
        }
    )
    weights = pd.Series({"light": 10.0, "heavy": 60.0})
    keys = pd.Series(["a", "b", "c", "d", "e", "f"])
    found = figures.standing(keys, impacts, weights, 1)
    assert found["on_top"].tolist() == [True, False, False, False, False, False]
    assert found["on_none"].tolist() == [False, True, False, False, False, False], "low is an impact"
    assert found["unrated"].tolist() == [False, False, False, False, True, False]
    cost = pd.Series([1.0, 2.0, 4.0, 8.0, 16.0, 32.0])
    money = figures.money_by_standing(cost, found)
    assert money == {"top_money": 1, "none_money": 2, "unrated_money": 16}
    ratings = impacts.pivot(index="project_key", columns="objective_key", values="rating")
    split = strategic_value.alignment(weights, ratings, cost.set_axis(keys))["cost"]
    assert split[strategic_value.NO_OBJECTIVE] == money["none_money"], "the Alignment page means the same"
    assert split[strategic_value.NOT_RATED] == money["unrated_money"]


def test_no_weight_means_no_top_objective():
    impacts = pd.DataFrame({"project_key": ["a"], "objective_key": ["x"], "rating": ["extreme"]})
    assert not figures.standing(pd.Series(["a"]), impacts, pd.Series({"x": np.nan}), 3)["on_top"].any()


def test_decisions_wait_until_they_are_taken_and_the_oldest_is_told():
    decisions = pd.DataFrame(
        {
            "asked": pd.to_datetime(["2025-01-01", "2025-02-01", "2025-05-01", None]),
            "taken": pd.to_datetime([None, "2025-02-20", None, None]),
        }
    )
    assert figures.waiting(decisions, pd.Timestamp("2025-03-01")) == {"waiting": 2, "oldest_days": 59}
    assert figures.waiting(decisions, pd.Timestamp("2025-02-10")) == {"waiting": 3, "oldest_days": 40}
    assert figures.waiting(decisions.head(0), pd.Timestamp("2025-02-10")) == {"waiting": 0, "oldest_days": None}


def test_other_thresholds_make_another_method():
    usual = {"schedule_red_days": 90, "top_objectives": 3}
    assert figures.method(1, usual) != figures.method(1, usual | {"schedule_red_days": 60})
    assert figures.method(1, usual) != figures.method(2, usual)
    assert figures.method(1, usual) == figures.method(1, usual | {"index_red": 0.8})


def test_two_dates_are_compared_over_the_projects_that_can_be_counted_at_both():
    approved = ["2025-01-01"] * 3
    then = state(forecast_finish=["2025-12-31", "2025-01-01", "2025-12-31"], approved_baseline_finish=approved)
    now = state(forecast_finish=["2025-12-31", "2025-12-31", None], approved_baseline_finish=approved)
    assert figures.figures(now, 90)["late"] - figures.figures(then, 90)["late"] == 0
    late_now, late_then = figures.alike(now, then, 90)["late"]
    assert (late_now["baselined"], late_then["baselined"]) == (2, 2), "the third no longer reports a forecast"
    assert (late_now["late"], late_then["late"]) == (2, 1)


def test_budgets_are_compared_over_the_projects_that_report_both_sums_at_both_dates():
    then = state(forecast_cost=[10.0, 50.0], approved_budget=[10.0, 10.0])
    now = state(forecast_cost=[12.0, 50.0], approved_budget=[10.0, np.nan])
    both_now, both_then = figures.alike(now, then, 90)["costed"]
    assert (both_now["forecast_cost"], both_then["forecast_cost"]) == (12, 10)
    assert both_now["costed"] == both_then["costed"] == 1


def test_the_heaviest_objectives_have_points_and_the_first_wins_a_tie():
    weights = pd.Series({"a": 20.0, "b": 0.0, "c": 50.0, "d": 20.0, "e": np.nan})
    assert figures.heaviest(weights, 2) == {"a", "c"}
    assert figures.heaviest(weights, 9) == {"a", "c", "d"}
