"""What came back from an editor, told apart by its place, and nothing more taken than was asked for."""

import pandas as pd

from services.row_plan import Line
from ui.actions import registers

SEEN = [{"risk_key": "K1", "title": "One"}, {"risk_key": "K2", "title": "Two"}]
COLUMNS = ("risk_key", "title")


def back(rows: dict[object, tuple[object, object]]) -> pd.DataFrame:
    return pd.DataFrame.from_dict(rows, orient="index", columns=list(COLUMNS), dtype=object)


def test_rows_are_changed_taken_out_and_new_by_their_place():
    told = registers.lines(SEEN, back({1: ("K2", "Second"), 2: (None, "Third")}), COLUMNS)
    assert told == [
        Line(SEEN[0], None),
        Line(SEEN[1], {"risk_key": "K2", "title": "Second"}),
        Line(None, {"risk_key": None, "title": "Third"}),
    ]


def test_empty_cells_of_every_kind_are_none():
    frame = pd.DataFrame({"a": [float("nan")], "b": [pd.NaT], "c": [pd.NA], "d": [None], "e": [""]})
    (line,) = registers.lines([], frame, tuple("abcde"))
    assert line.left == {"a": None, "b": None, "c": None, "d": None, "e": ""}


def test_columns_that_were_not_asked_for_are_not_taken():
    frame = back({0: ("K1", "One")}).assign(portfolio_id=7, project_key="Another")
    assert registers.lines(SEEN[:1], frame, COLUMNS) == [Line(SEEN[0], SEEN[0])]


def test_a_row_with_a_strange_label_is_a_new_one():
    told = registers.lines(SEEN[:1], back({0: ("K1", "One"), "0": (None, "x"), -1: (None, "y")}), COLUMNS)
    assert [line.seen for line in told] == [SEEN[0], None, None]


def test_a_row_that_is_known_to_be_gone_counts_as_new():
    assert registers.lines([None], back({0: ("K1", "One")}), COLUMNS) == [Line(None, SEEN[0])]
    assert registers.lines([None], back({}), COLUMNS) == [Line(None, None)]
