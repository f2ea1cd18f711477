"""The look of values."""

import pytest

from data_access.intake.shapes import column_shapes, shape


@pytest.mark.parametrize(
    ("text", "look"),
    [
        ("1,234.5", "number"),
        ("(1,200)", "number"),
        ("$6,279,429", "number"),
        ("2.306 ($m)", "number"),
        ("45%", "number"),
        ("05/01/2014 12:00:00 AM", "date"),
        ("March 31, 2017", "date"),
        ("2023-24", "date"),
        ("TBC", "empty"),
        ("P-001", "text"),
        ("Exempt under Section 43", "text"),
    ],
)
def test_each_value_has_one_look(text, look):
    assert shape(text) == look


def test_a_column_is_typed_where_nine_values_in_ten_agree():
    rows = [["1", "a"]] * 9 + [["x", "b"]]
    assert column_shapes(rows, 2) == ["number", "text"]
    assert column_shapes(rows + [["y", "b"]], 2) == ["text", "text"]
