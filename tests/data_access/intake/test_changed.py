"""Every value that a file changes is listed: which key, which column, before and after."""

import json

import pandas as pd

from data_access.intake.changed import changed_values, moved
from data_access.schema import REGISTERS

PROJECTS = REGISTERS["projects"]


def table(rows: list[tuple]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["project_key", "name", "forecast_finish", "approved_budget", "extra"])
    return frame.assign(
        forecast_finish=pd.to_datetime(frame["forecast_finish"]).astype("datetime64[s]"),
        approved_budget=frame["approved_budget"].astype("Int64"),
        extra=[json.dumps(extra) if extra else None for extra in frame["extra"]],
        source_row=range(2, len(frame) + 2),
    )


BEFORE = table([("A", "One", "2027-01-31", 100, {"Site": "North"}), ("B", "Two", None, None, None)])


def told(after: pd.DataFrame) -> list[tuple]:
    return list(changed_values(PROJECTS, BEFORE, after).itertuples(index=False, name=None))


def test_a_change_is_told_with_its_key_name_column_and_both_values_in_the_order_of_the_file() -> None:
    after = table([("B", "Two", "2027-03-01", 50, None), ("A", "One", "2027-02-28", 100, {"Site": "North"})])
    assert told(after) == [
        ("changed", "B", "Two", "forecast_finish", None, pd.Timestamp("2027-03-01")),
        ("changed", "B", "Two", "approved_budget", None, 50),
        ("changed", "A", "One", "forecast_finish", pd.Timestamp("2027-01-31"), pd.Timestamp("2027-02-28")),
    ]


def test_equal_rows_and_keys_not_in_both_change_nothing() -> None:
    assert told(BEFORE) == []
    assert told(table([("Z", "New", None, 1, None)])) == []


def test_a_column_under_its_own_name_is_told_by_that_name() -> None:
    after = table([("A", "One", "2027-01-31", 100, {"Site": "South", "Note": "late"})])
    assert told(after) == [
        ("changed", "A", "One", "Site", "North", "South"),
        ("changed", "A", "One", "Note", None, "late"),
    ]


def test_a_column_that_the_file_lacks_is_emptied() -> None:
    after = BEFORE.drop(columns="approved_budget")
    assert told(after) == [("changed", "A", "One", "approved_budget", 100, None)]


def test_what_leaves_has_a_value_before_what_comes_one_after_and_what_is_carried_forward_both() -> None:
    sides = {}
    for what in ("left", "new", "not_reported"):
        (row,) = moved(PROJECTS, BEFORE, {"A"}, what, "approved_budget").itertuples(index=False, name=None)
        assert row[:4] == (what, "A", "One", "approved_budget")
        sides[what] = row[4:]
    assert sides == {"left": (100, None), "new": (None, 100), "not_reported": (100, 100)}
