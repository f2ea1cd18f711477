"""What the command line says of an import."""

import pytest

from ui.wording import imports

PLAN = {
    "status": "planned",
    "created": False,
    "file": "a.csv",
    "portfolio": "works",
    "snapshots": 1,
    "projects": 1,
    "rows": {"read": 1, "loaded": 1, "collapsed": 0, "refused": 0, "skipped": 0},
    "mapping": {"columns": []},
    "parts": [],
    "refused": [],
    "emptied": [],
    "totals": {},
    "plan": "abc",
}


@pytest.mark.parametrize(
    ("column", "line"),
    [("", "Warning, survivors only: All are."), ("forecast_cost", "Warning, survivors only (forecast_cost): All are.")],
)
def test_a_warning_names_its_column_where_it_has_one(column: str, line: str) -> None:
    warning = {"rule": "survivors only", "column": column, "text": "All are."}
    assert line in imports.told({**PLAN, "warnings": [warning]})
