"""Rows that repeat a key and date."""

from data_access.intake.doubles import settled


def test_identical_rows_collapse_into_the_first():
    doubled = settled([(("P-1",), 2, 7), (("P-1",), 5, 7), (("P-1",), 9, 7)])
    assert doubled.collapsed == {5, 9}
    assert doubled.conflicts == {}


def test_one_different_row_refuses_all_of_its_key():
    doubled = settled([(("P-1",), 2, 7), (("P-1",), 5, 7), (("P-1",), 9, 8)])
    assert doubled.collapsed == set()
    assert set(doubled.conflicts) == {2, 5, 9}
