"""Changes of a plan are written as people write them."""

import pandas as pd

from ui.wording import plan_changes


def test_each_side_of_a_change_is_written_by_the_kind_of_its_column() -> None:
    changes = pd.DataFrame(
        {
            "what": ["left", "changed", "changed"],
            "key": ["A", "B", "B"],
            "name": ["One", "Two", "Two"],
            "column": ["Forecast cost", "Forecast finish", "Site"],
            "kind": ["money", "date", ""],
            "before": [4_400_000_050, pd.Timestamp("2027-01-31"), None],
            "after": [None, pd.Timestamp("2027-03-01"), "South"],
        }
    )
    rows = plan_changes.rows(changes, "USD", 2)
    assert rows["what"].tolist() == ["Left", "Changed", "Changed"]
    assert rows["before"].tolist() == ["$44,000,000.50", "31 Jan 2027", None]
    assert rows["after"].tolist() == [None, "1 Mar 2027", "South"]


def test_more_columns_than_can_be_read_are_counted() -> None:
    changed = {f"c{number}": 20 - number for number in range(11)}
    told = plan_changes.by_column(changed, {})
    assert told.startswith("c0 in 20 rows, c1 in 19, ")
    assert told.endswith("c7 in 13 and 3 more columns")
    assert plan_changes.by_column({}, {}) == ""
