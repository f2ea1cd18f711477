"""A file checked piece by piece comes to the same as in one go."""

from datetime import date

import pandas as pd
import pytest

from data_access.intake import FileRefused, Source, check, check_stream, propose, read_table

MARCH = date(2024, 3, 31)


def both(text: str, register, portfolio, rows: int = 3):
    """Return the file checked whole, and its checked pieces."""
    source = Source(text.encode(), "file.csv")
    mapping = propose(read_table(source), register)
    whole = check(read_table(source), mapping, register, portfolio, MARCH)
    return whole, list(check_stream(source, mapping, register, portfolio, MARCH, rows))


def test_doubles_that_lie_in_different_pieces_are_found(projects, portfolio):
    text = "PID,Name,Budget\n1,a,10\n2,b,20\n3,c,30\n4,d,40\n5,e,50\n1,a,10.00\n6,f,60\n7,g,70\n2,b,21\n8,h,TBC\n,x,1\n"
    whole, pieces = both(text, projects, portfolio)
    assert whole.collapsed == 1
    assert whole.rows["refused"] == 3
    assert {name: sum(piece.rows[name] for piece in pieces) for name in whole.rows} == whole.rows
    assert [refusal for piece in pieces for refusal in piece.refused] == whole.refused
    assert [value for piece in pieces for value in piece.emptied] == whole.emptied
    parts = pd.concat([piece.parts[MARCH] for piece in pieces], ignore_index=True)
    pd.testing.assert_frame_equal(parts, whole.parts[MARCH])
    assert sum(piece.totals["approved_budget"] for piece in pieces) == whole.totals["approved_budget"]


def test_a_total_row_and_a_keyless_row_are_no_doubles_of_each_other(projects, portfolio):
    text = "PID,Name,Budget\n1,a,10\n,Total,10\n2,b,20\n3,c,1\n,Total,20\n"
    whole, pieces = both(text, projects, portfolio, rows=2)
    assert whole.rows == {"read": 5, "loaded": 3, "collapsed": 0, "refused": 0, "skipped": 2}
    assert sum(piece.rows["loaded"] for piece in pieces) == 3


def test_warnings_about_history_come_with_the_last_piece(projects, portfolio, survivors):
    whole, pieces = both(survivors, projects, portfolio, rows=30)
    told = [warning for warning in whole.warnings if warning.rule in ("knows the future", "survivors only")]
    assert len(told) == 3
    assert [warning for warning in pieces[-1].warnings if warning in told] == told
    assert not any(warning in told for piece in pieces[:-1] for warning in piece.warnings)


def test_nothing_is_yielded_where_the_mapping_does_not_suffice(projects, portfolio):
    source = Source(b"PID,Name,Start date\n1,a,01/02/2024\n", "a.csv")
    pieces = check_stream(source, propose(read_table(source), projects), projects, portfolio, MARCH)
    with pytest.raises(FileRefused):
        next(pieces)


def test_periods_of_two_kinds_in_different_pieces_are_refused(portfolio):
    from data_access.schema import REGISTERS

    text = "Project ID,Period,Kind,Line\n1,2023-24,capex,all\n2,2023-24,capex,all\n1,2024-05,capex,all\n"
    source = Source(text.encode(), "a.csv")
    mapping = propose(read_table(source), REGISTERS["costs"])
    with pytest.raises(FileRefused, match="one kind of period"):
        list(check_stream(source, mapping, REGISTERS["costs"], portfolio, MARCH, rows=2))
