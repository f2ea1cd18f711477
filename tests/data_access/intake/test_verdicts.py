"""What becomes of each row."""

from datetime import date

import pytest

MARCH = date(2024, 3, 31)


@pytest.mark.parametrize("words", ["Total", "TOTAL:", "Grand Total", "Sub-total roads", "Roads total", "Sum"])
def test_rows_without_a_key_that_speak_of_a_total_are_skipped(checked, words):
    found = checked(f"PID,Name,Budget\n1,a,5\n,{words},5\n")
    assert [(row.row, row.kind) for row in found.skipped] == [(3, "total")]


def test_a_project_called_total_is_loaded(checked):
    found = checked("PID,Name,Budget\n1,Total Recall,5\nTotal,Totally new,6\n")
    assert found.parts[MARCH]["name"].tolist() == ["Total Recall", "Totally new"]


def test_a_row_without_a_name_is_refused(checked):
    assert [refusal.rule for refusal in checked("PID,Name\n1,\n2,b\n").refused] == ["no name"]


def test_a_row_is_refused_once_whatever_it_lacks(checked):
    found = checked("As of,PID,Name\n,,\n2024-01-31,1,a\n,,b\n")
    assert [(refusal.row, refusal.rule) for refusal in found.refused] == [(4, "no key")]
    assert found.rows["skipped"] == 1
