"""Warnings about single values: the rows load as they are."""

import pytest

from data_access.intake.warnings_values import rows_told


def rules(checked) -> list[tuple[str, str]]:
    """Return rule and column of each warning."""
    return [(warning.rule, warning.column) for warning in checked.warnings]


def test_a_date_in_2108_loads_with_a_warning(checked):
    found = checked("PID,Name,Forecast finish\n1,a,2108-06-30\n")
    assert rules(found) == [("implausible date", "forecast_finish")]
    assert found.rows["loaded"] == 1
    assert found.emptied == []


@pytest.mark.parametrize(("finish", "warned"), [("2099-12-31", True), ("2074-03-01", False), ("1949-12-31", True)])
def test_a_date_more_than_fifty_years_after_the_as_of_date_or_before_1950_is_said(checked, finish, warned):
    found = checked(f"PID,Name,Forecast finish\n1,a,{finish}\n2,b,\n3,c,2030-01-01\n")
    assert rules(found) == ([("implausible date", "forecast_finish")] if warned else [])


def test_each_row_is_held_against_its_own_as_of_date(checked):
    found = checked("As of,PID,Name,Forecast finish\n2020-01-31,1,a,2072-01-01\n2026-01-31,1,a,2072-01-01\n", None)
    assert [warning.text for warning in found.warnings] == ["Forecast finish: row 2 (1 Jan 2072)."]


def test_a_negative_budget_loads_with_a_warning(checked):
    found = checked("PID,Name,Budget\n1,a,(500)\n2,b,5\n")
    assert rules(found) == [("negative money", "approved_budget")]
    assert "row 2" in found.warnings[0].text


def test_a_finish_before_its_start_loads_with_a_warning(checked):
    assert rules(checked("PID,Name,Start date,Forecast finish\n1,a,2024-02-01,2024-01-01\n")) == [
        ("finish before start", "forecast_finish")
    ]


def test_an_order_taken_from_another_column_is_said(checked):
    found = checked("PID,Name,Start date,Forecast finish\n1,a,01/02/2023,13/02/2024\n")
    assert rules(found) == [("choice taken from another column", "start_date")]
    assert "Forecast finish" in found.warnings[0].text


def test_values_with_a_unit_of_their_own_among_plain_ones_are_said(checked):
    found = checked("PID,Name,Budget\n1,a,15.297\n2,b,2.306 ($m)\n3,c,7.25\n")
    assert rules(found) == [("units differ within the column", "approved_budget")]


def test_decimal_points_and_commas_in_one_column_are_said(checked):
    found = checked("PID;Name;Budget\n1;a;1.50\n2;b;2.50\n3;c;3,50\n")
    assert ("mixed decimal signs", "approved_budget") in rules(found)
    assert [value.value for value in found.emptied] == ["3,50"]


def test_a_clean_file_raises_no_warning(checked):
    assert rules(checked("PID,Name,Budget,Start date,Forecast finish\n1,a,5,2024-01-01,2024-02-01\n")) == []


def test_many_rows_are_told_by_their_count():
    assert rows_told(list(range(2, 1_202))) == "1,200 rows, first 2, 3, 4"


def test_keys_that_differ_only_in_commas_or_case_are_said_and_both_loaded(checked):
    found = checked('PID,Name\n"1,944",a\n1944,b\nA-1,c\na-1,d\nP-1-11,e\nP-11-1,f\n')
    assert rules(found) == [("similar keys", "project_key")]
    assert "4 keys" in found.warnings[0].text
    assert "1,944 and 1944" in found.warnings[0].text
    assert found.rows["loaded"] == 6
