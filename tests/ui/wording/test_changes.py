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
            "started": [False, False, True, True],
            "delivered": False,
            "cancelled": False,
            "stopped": False,
            "new": [False, True, True, False],
            "returned": [True, False, False, False],
            "left": False,
        }
    )
    assert [item.words for item in changes.items(table, 30)] == [
        "2 slipped (1 over 30 days)",
        "1 pulled in",
        "1 re-baselined (1 with no decision on record, 40 days absorbed)",
        "1 became live",
        "2 new",
        "1 returned",
    ]


def came(**kinds):
    """Return a table in which so many live projects came or went by each kind."""
    rows = [{"live": True, kind: True} for kind, many in kinds.items() for _ in range(many)]
    rows.append({"live": False, **dict.fromkeys(changes.MIX, True)})
    return pd.DataFrame(rows, columns=["live", *changes.MIX]).fillna(False).astype(bool)


def test_the_cost_is_split_into_parts_that_add_up():
    said = changes.cost(CostChange(8e6, 5e6, 3e6, 4e6, 0, 200, 150), came(started=2, delivered=1), "USD")
    assert said == (
        "forecast cost +$12 m: +$8 m approved; +$5 m overrun; −$1 m from projects that came, ended or left "
        "(2 became live, 1 delivered)"
    )
    assert changes.cost(CostChange(0, 0, 0, 0, 0, 0, 0), came(), "USD") == ""
    assert changes.cost(CostChange(0, 0, 0, 0, 0, 3, 3), came(), "USD") == "forecast cost unchanged"


def test_without_approved_budgets_no_change_is_called_approved_or_an_overrun():
    said = changes.cost(CostChange(0, 5e6, 3e6, 4e6, 0, 200, 0), came(new=1, left=1), "USD")
    assert said == (
        "forecast cost +$4 m: +$5 m in projects at both dates; −$1 m from projects that came, ended or left "
        "(1 new, 1 left)"
    )


def test_a_cost_reported_at_one_date_only_is_not_put_down_to_projects_that_came_or_left():
    said = changes.cost(CostChange(0, 0, 3e6, 0, -5e6, 0, 0), came(new=1), "USD")
    assert said == (
        "forecast cost −$2 m: +$3 m from projects that came, ended or left (1 new); "
        "−$5 m from projects that report a cost on only one of the two dates"
    )
    assert changes.cost(CostChange(0, 0, 5e6, 0, -5e6, 3, 3), came(), "USD").startswith("forecast cost")
    assert changes.cost(CostChange(0, 0, 5e6, 0, -5e6, 3, 3), came(), "USD") != "forecast cost unchanged"
