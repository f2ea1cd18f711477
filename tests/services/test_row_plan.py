"""What two people leave of the same rows: nothing is lost, and nothing is written over unseen."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.portfolios import PortfolioFacts
from data_access.schema import REGISTERS
from services import row_plan
from services.row_belonging import Place
from services.row_plan import Line, RowsChanged
from services.row_rules import RowsRefused

FACTS = PortfolioFacts(1, "works", "Works", "USD", 2, 1, "end", "UTC", {}, "reported", 1)
COLUMNS = ("target", "result", "status")
CELLS = st.fixed_dictionaries({name: st.sampled_from([None, "a", "b"]) for name in COLUMNS})
KEY = ("P", "Leakage")


def place(held: dict[str, object] | None) -> Place:
    """Return a place whose register holds one row, or none, without a database."""
    made = Place(None, FACTS, REGISTERS["quality"], date(2026, 6, 30), "P")  # type: ignore[arg-type]
    rows = {} if held is None else {KEY: {**row(held), "checked": None}}
    made.__dict__.update(keys={"P"}, rows=rows, _all=rows)
    return made


def row(cells: dict[str, object]) -> dict[str, object]:
    return {"project_key": "P", "criterion": "Leakage", **cells}


@given(CELLS, CELLS, CELLS)
def test_every_cell_is_as_its_last_changer_left_it_or_both_are_shown(seen, held, left):
    fought_over = {name for name in COLUMNS if len({seen[name], held[name], left[name]}) == 3}
    if fought_over:
        with pytest.raises(RowsChanged) as both:
            row_plan.made(place(held), [Line(row(seen), row(left))])
        assert {clash.key for clash in both.value.clashes} == {f"0 {name}" for name in fought_over}
        again = row(seen) | dict(both.value.now[0] or {})
        plan = row_plan.made(place(held), [Line(again, row(left))])
    else:
        plan = row_plan.made(place(held), [Line(row(seen), row(left))])
    after = row(held) | (plan.changed[0] if plan.changed else {})
    for name in COLUMNS:
        assert after[name] == (held[name] if left[name] == seen[name] else left[name])


@given(CELLS, st.none() | CELLS)
def test_a_row_is_taken_out_only_as_it_was_seen(seen, held):
    if held is None or held == seen:
        plan = row_plan.made(place(held), [Line(row(seen), None)])
        assert [one["criterion"] for one in plan.removed] == ([] if held is None else ["Leakage"])
        return
    with pytest.raises(RowsChanged) as both:
        row_plan.made(place(held), [Line(row(seen), None)])
    again = row(seen) | dict(both.value.now[0] or {})
    assert len(row_plan.made(place(held), [Line(again, None)]).removed) == 1


@given(CELLS, CELLS)
def test_a_row_that_is_gone_comes_back_whole_once_that_was_seen(seen, left):
    if seen == left:
        assert row_plan.made(place(None), [Line(row(seen), row(left))]).changed == []
        return
    with pytest.raises(RowsChanged) as both:
        row_plan.made(place(None), [Line(row(seen), row(left))])
    assert both.value.now == {0: None}
    (added,) = row_plan.made(place(None), [Line(None, row(left))]).added
    assert added == {name: value for name, value in row(left).items() if value is not None}


def test_a_row_may_take_the_key_of_one_that_is_taken_out_with_it():
    cells = dict.fromkeys(COLUMNS, "a")
    lines = [Line(row(cells), None), Line(None, row({"target": "b"}))]
    plan = row_plan.made(place(cells), lines)
    assert (len(plan.removed), len(plan.added)) == (1, 1)
    with pytest.raises(RowsRefused, match='"Leakage" is there already'):
        row_plan.made(place(cells), lines[1:])


def test_new_rows_belong_to_the_project_whatever_they_say_of_themselves():
    (added,) = row_plan.made(place(None), [Line(None, {**row({}), "project_key": "Q"})]).added
    assert added["project_key"] == "P"
