"""What the command line says of an import."""

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
    "register": "projects",
    "currency": "USD",
    "last_totals": {},
    "refused": [],
    "emptied": [],
    "totals": {},
    "plan": "abc",
}


PART = {
    "as_of": "2026-11-30",
    "counts": {"new": 0, "changed": 2, "left": 1, "returned": 0, "unchanged": 5},
    "not_reported": ["P7"],
    "changes_by_column": {"forecast_cost": 2, "name": 1},
}


def test_a_warning_says_what_and_what_it_means() -> None:
    warning = {"rule": "finish before start", "column": "forecast_finish", "text": "Forecast finish: row 4."}
    lines = imports.told({**PLAN, "warnings": [warning]})
    assert "Warning: Finish before start. Forecast finish: row 4. Loaded as written." in lines


def test_columns_bear_the_titles_that_people_know() -> None:
    columns = [{"header": "EAC", "column": "forecast_cost"}, {"header": "Site", "column": None}]
    lines = imports.told({**PLAN, "warnings": [], "mapping": {"columns": columns}})
    assert "  EAC -> Forecast cost" in lines
    assert "  Site -> Kept under its own name" in lines


def test_a_total_stands_beside_what_was_last_reported_of_the_same_projects() -> None:
    totals = {"totals": {"forecast_cost": 2042, "committed": 7}, "last_totals": {"forecast_cost": 2042000000}}
    lines = imports.told({**PLAN, "warnings": [], **totals})
    assert "Total Forecast cost: USD 2,042 (last reported of the same: USD 2,042,000,000)" in lines
    assert "Total Committed: USD 7" in lines


def test_a_date_says_what_changes_in_which_columns_and_who_is_not_reported() -> None:
    lines = imports.told({**PLAN, "warnings": [], "parts": [PART]})
    assert "2026-11-30: 0 new, 2 changed, 1 left, 0 returned, 5 unchanged, 1 not reported" in lines
    assert "  Values that change: Forecast cost in 2 rows, Name in 1." in lines
