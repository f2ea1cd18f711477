"""A published date keeps its figures on the Portfolio page; what was not kept is not made up."""

from models.expected_count import ExpectedCount
from services.portfolio_told import as_told
from services.portfolio_view import Overview

NOW = {"baselined": 9, "late": 4, "forecast": 9, "costed": 8, "forecast_cost": 110.0, "approved_budget": 100.0}
NOW |= {"to_go": 100.0, "top_money": 59.0}
BEFORE = NOW | {"top_money": 49.0, "late": 3}
BOTH = ({"late": 2}, {"late": 1})
PREDICTED = {"expected": 3.2, "predicted": 9}
SEEN = Overview(
    NOW, BEFORE, ExpectedCount(9, 3.2, 1, 5, 0.8, 0.02), 0, 0, {"late": BOTH, "moved": BOTH, "costed": BOTH}, True
)


def test_dates_that_were_not_published_stay_as_they_are():
    assert as_told(SEEN, None, None) == SEEN


def test_published_figures_stand_for_those_of_today_at_both_dates():
    told = as_told(SEEN, NOW | {"top_money": 51.0}, BEFORE | {"top_money": 48.0})
    assert (told.now["top_money"], told.before["top_money"]) == (51.0, 48.0)
    assert as_told(SEEN, None, BEFORE | {"top_money": 48.0}).now == NOW


def test_what_was_published_and_never_moved_is_judged_as_today():
    told = as_told(SEEN, NOW | PREDICTED, BEFORE)
    assert (told.alike, told.same_top, told.expected) == (SEEN.alike, True, SEEN.expected)


def test_changes_of_moved_figures_are_not_taken_like_for_like():
    told = as_told(SEEN, NOW, BEFORE | {"late": 5})
    assert set(told.alike) == {"moved", "costed"}


def test_whether_the_top_objectives_were_the_same_is_unknown_where_their_share_moved():
    assert as_told(SEEN, NOW | {"top_money": 51.0}, None).same_top is None
    assert as_told(SEEN, None, BEFORE | {"top_money": 48.0}).same_top is None


def test_an_interval_of_today_never_stands_for_another_expectation():
    assert as_told(SEEN, NOW | PREDICTED | {"expected": 2.9}, None).expected is None
    assert as_told(SEEN, NOW, None).expected is None, "it was published before anything was predicted"


def test_a_figure_that_was_not_kept_is_left_out():
    kept = {name: value for name, value in NOW.items() if name != "top_money"}
    assert "top_money" not in as_told(SEEN, kept, None).now
