"""What changed between two states, and the cost like for like."""

import numpy as np
import pandas as pd
import pytest

from models import changes, terms

DATES = ("approved_baseline_finish", "forecast_finish")


def state(*rows: dict) -> pd.DataFrame:
    """Return a state as services give it, with what is not given left empty."""
    columns = (
        "project_key", "name", "parent_key", "status", *DATES, "approved_budget", "forecast_cost", "baseline_change_ref"
    )  # fmt: skip
    frame = pd.DataFrame([{name: row.get(name) for name in columns} for row in rows], columns=list(columns))
    for name in DATES:
        frame[name] = pd.to_datetime(frame[name]).astype("datetime64[s]")
    frame = frame.astype({"approved_budget": float, "forecast_cost": float})
    frame["carried"] = [bool(row.get("carried", False)) for row in rows]
    return frame.assign(live=terms.is_live(frame), summary=terms.is_summary(frame))


def test_a_later_forecast_slipped_and_an_earlier_one_was_pulled_in():
    then = state(
        {"project_key": "a", "forecast_finish": "2025-01-01"}, {"project_key": "b", "forecast_finish": "2025-01-11"}
    )
    now = state(
        {"project_key": "a", "forecast_finish": "2025-01-31"}, {"project_key": "b", "forecast_finish": "2025-01-01"}
    )
    table = changes.between(now, then)
    assert table["moved_days"].to_dict() == {"a": 30, "b": -10}
    assert table["slipped"].to_dict() == {"a": True, "b": False}
    assert table["pulled_in"].to_dict() == {"a": False, "b": True}


def test_a_row_carried_forward_changes_nothing():
    then = state({"project_key": "a", "forecast_finish": "2025-01-01", "forecast_cost": 10})
    now = state({"project_key": "a", "forecast_finish": "2025-03-01", "forecast_cost": 20, "carried": True})
    row = changes.between(now, then).loc["a"]
    assert not row["slipped"]
    assert np.isnan(row["moved_days"])
    assert np.isnan(row["cost_change"])


@pytest.mark.parametrize(
    ("before", "after", "on_record", "verdict"),
    [
        (None, "CR-1", None, changes.APPROVED),
        (None, "CR-1", [("a", "CR-1")], changes.APPROVED),
        (None, "CR-1", [("b", "CR-1")], changes.NO_DECISION),
        (None, None, [("a", "CR-1")], changes.NO_DECISION),
        ("CR-1", "CR-1", [("a", "CR-1")], changes.NO_DECISION),
    ],
)
def test_a_rebaseline_is_approved_only_by_a_new_reference_that_is_on_record(before, after, on_record, verdict):
    then = state({"project_key": "a", "approved_baseline_finish": "2025-01-01", "baseline_change_ref": before})
    now = state({"project_key": "a", "approved_baseline_finish": "2025-04-01", "baseline_change_ref": after})
    decisions = None if on_record is None else pd.DataFrame(on_record, columns=["project_key", "reference"])
    row = changes.between(now, then, decisions).loc["a"]
    assert row["decision"] == verdict
    assert row["absorbed_days"] == 90
    assert row["decided_by_ref"] == ("CR-1" if verdict == changes.APPROVED else "")


def test_no_baseline_moved_means_no_verdict():
    then = state({"project_key": "a", "approved_baseline_finish": "2025-01-01"})
    row = changes.between(then, then).loc["a"]
    assert (row["rebaselined"], row["decision"]) == (False, "")


def test_projects_are_delivered_new_left_or_cancelled():
    then = state(
        {"project_key": "done"},
        {"project_key": "gone"},
        {"project_key": "shut"},
        {"project_key": "old", "status": "completed"},
    )
    now = state(
        {"project_key": "done", "status": "completed"},
        {"project_key": "fresh"},
        {"project_key": "shut", "status": "cancelled"},
    )
    table = changes.between(now, then)
    assert table.index[table["delivered"]].tolist() == ["done"]
    assert table.index[table["new"]].tolist() == ["fresh"]
    assert table.index[table["left"]].tolist() == ["gone"], "a finished project may leave the reports"
    assert table.index[table["cancelled"]].tolist() == ["shut"]


def test_projects_that_become_live_or_no_longer_are_told_apart_from_those_that_came_or_ended():
    then = state(
        {"project_key": "approved", "status": "proposed"},
        {"project_key": "shelved", "status": "active"},
        {"project_key": "done", "status": "active"},
        {"project_key": "shut", "status": "active"},
        {"project_key": "steady", "status": "active"},
    )
    now = state(
        {"project_key": "approved", "status": "active"},
        {"project_key": "shelved", "status": "proposed"},
        {"project_key": "done", "status": "completed"},
        {"project_key": "shut", "status": "cancelled"},
        {"project_key": "steady", "status": "on hold"},
        {"project_key": "fresh", "status": "active"},
    )
    table = changes.between(now, then)
    assert table.index[table["started"]].tolist() == ["approved"]
    assert table.index[table["stopped"]].tolist() == ["shelved"]


def test_the_cost_of_a_project_that_ended_is_the_one_it_had_while_live():
    then = state({"project_key": "done", "status": "active", "forecast_cost": 30})
    now = state(
        {"project_key": "done", "status": "completed", "forecast_cost": 28},
        {"project_key": "fresh", "status": "active", "forecast_cost": 5},
    )
    assert changes.between(now, then)["forecast_cost"].to_dict() == {"done": 30, "fresh": 5}


def test_a_delivered_project_neither_slips_nor_is_pulled_in():
    then = state({"project_key": "a", "forecast_finish": "2025-01-01"})
    now = state({"project_key": "a", "forecast_finish": "2025-02-01", "status": "completed"})
    row = changes.between(now, then).loc["a"]
    assert not row["slipped"]
    assert row["delivered"]


def test_cost_splits_into_approved_change_overrun_and_mix_that_add_up():
    then = state(
        {"project_key": "a", "forecast_cost": 100, "approved_budget": 90},
        {"project_key": "b", "forecast_cost": 50},
        {"project_key": "left", "forecast_cost": 30, "approved_budget": 30},
    )
    now = state(
        {"project_key": "a", "forecast_cost": 130, "approved_budget": 110},
        {"project_key": "b", "forecast_cost": 55},
        {"project_key": "left", "forecast_cost": 30, "status": "completed"},
        {"project_key": "new", "forecast_cost": 70},
    )
    found = changes.cost(now, then)
    assert (found.approved, found.overrun, found.entered, found.left) == (20, 15, 70, 30)
    assert found.total == (130 + 55 + 70) - (100 + 50 + 30)
    assert (found.compared, found.budgeted) == (2, 1)


def test_a_cost_reported_at_one_date_only_is_restated_and_neither_entered_nor_left():
    then = state(
        {"project_key": "blank later", "forecast_cost": 100},
        {"project_key": "blank before"},
        {"project_key": "gone", "forecast_cost": 40},
    )
    now = state(
        {"project_key": "blank later"},
        {"project_key": "blank before", "forecast_cost": 30},
        {"project_key": "new", "forecast_cost": 70},
        {"project_key": "new and blank"},
    )
    found = changes.cost(now, then)
    assert (found.entered, found.left, found.restated) == (70, 40, 30 - 100)
    assert (found.mix, found.total, found.compared) == (-40, -40, 0)


def test_sums_of_other_rows_are_left_out():
    then = state({"project_key": "sum"}, {"project_key": "a", "parent_key": "sum"})
    assert changes.between(then, then).index.tolist() == ["a"]


def test_decisions_on_record_are_approved_changes_and_gates_passed():
    asked = pd.DataFrame(
        {
            "project_key": ["a", "b"],
            "change_key": ["C1", "C2"],
            "status": ["Approved", "rejected"],
            "decided": [pd.NaT] * 2,
        }
    )
    gates = pd.DataFrame(
        {"project_key": ["a", "a"], "gate": ["G1", "G2"], "outcome": ["conditional", "stop"], "held": [pd.NaT] * 2}
    )
    found = changes.recorded(asked, gates)
    assert set(zip(found["project_key"], found["reference"], strict=True)) == {("a", "C1"), ("a", "G1")}
    assert changes.recorded(asked.head(0), gates.head(0)) is None


def test_a_key_reported_before_the_comparison_returned_and_is_not_new():
    now = state({"project_key": "a"}, {"project_key": "b"}, {"project_key": "c"})
    table = changes.between(now, state({"project_key": "a"}), seen_before={"a", "b"})
    assert table.index[table["returned"]].tolist() == ["b"]
    assert table.index[table["new"]].tolist() == ["c"]
