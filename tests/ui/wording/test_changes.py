"""What changed, in counts and money."""

import pandas as pd

from models.changes import CostChange
from ui.wording import changes


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
            "new": [False, True, True, False],
            "returned": [True, False, False, False],
            "left": False,
        }
    )
    assert [item.words for item in changes.items(table, 30)] == [
        "2 slipped (1 over 30 days)",
        "1 pulled in",
        "1 re-baselined (1 with no decision on record, 40 days absorbed)",
        "2 new",
        "1 returned",
    ]


def test_the_cost_is_split_into_parts_that_add_up():
    said = changes.cost(CostChange(8e6, 5e6, 3e6, 4e6, 0, 200, 150), "USD")
    assert said == "forecast cost +$12 m: +$8 m approved; +$5 m overrun; −$1 m from projects that came, ended or left"
    assert changes.cost(CostChange(0, 0, 0, 0, 0, 0, 0), "USD") == ""
    assert changes.cost(CostChange(0, 0, 0, 0, 0, 3, 3), "USD") == "forecast cost unchanged"


def test_without_approved_budgets_no_change_is_called_approved_or_an_overrun():
    said = changes.cost(CostChange(0, 5e6, 3e6, 4e6, 0, 200, 0), "USD")
    assert said == "forecast cost +$4 m: +$5 m in projects at both dates; −$1 m from projects that came, ended or left"


def test_a_cost_reported_at_one_date_only_is_not_put_down_to_projects_that_came_or_left():
    said = changes.cost(CostChange(0, 0, 3e6, 0, -5e6, 0, 0), "USD")
    assert said == (
        "forecast cost −$2 m: +$3 m from projects that came, ended or left; "
        "−$5 m from projects that report a cost on only one of the two dates"
    )
    assert changes.cost(CostChange(0, 0, 5e6, 0, -5e6, 3, 3), "USD").startswith("forecast cost")
    assert changes.cost(CostChange(0, 0, 5e6, 0, -5e6, 3, 3), "USD") != "forecast cost unchanged"
