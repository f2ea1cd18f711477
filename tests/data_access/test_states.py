"""Which row is in force when, against a slow reading of the rule itself."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from data_access.frames import OPEN_END
from data_access.states import Batch, Coverage, Line, intervals

DAY = date(2026, 1, 31)
DEPARTMENTS = ("Roads", "Water")


def line(row, key, department="Roads", removed=False):
    return Line(row, (key,), {"department": department, "project": key}, removed)


def in_force(spans, on):
    return sorted(row for row, (start, end) in spans.items() if start <= on < end)


def test_a_whole_snapshot_replaces_everything_before_it():
    later = DAY + timedelta(days=28)
    spans = intervals([Batch(DAY, Coverage(), [line(1, "A"), line(2, "B")]), Batch(later, Coverage(), [line(3, "A")])])
    assert in_force(spans, DAY) == [1, 2]
    assert in_force(spans, later) == [3]
    assert spans[2] == (DAY, later)


def test_departmental_files_of_one_date_add_up_in_either_order():
    roads = Batch(DAY, Coverage("department", ("Roads",)), [line(1, "A"), line(2, "B")])
    water = Batch(DAY, Coverage("department", ("Water",)), [line(3, "C", "Water")])
    assert in_force(intervals([roads, water]), DAY) == in_force(intervals([water, roads]), DAY) == [1, 2, 3]


def test_a_missing_department_is_carried_forward():
    later = DAY + timedelta(days=28)
    water = Coverage("department", ("Water",))
    spans = intervals(
        [
            Batch(DAY, Coverage(), [line(1, "A"), line(2, "C", "Water")]),
            Batch(later, water, [line(3, "C", "Water")]),
        ]
    )
    assert in_force(spans, later) == [1, 3]
    assert spans[1] == (DAY, OPEN_END)


def test_a_project_leaves_only_inside_the_coverage():
    later = DAY + timedelta(days=28)
    spans = intervals(
        [
            Batch(DAY, Coverage(), [line(1, "A"), line(2, "B"), line(3, "C", "Water")]),
            Batch(later, Coverage("department", ("Roads",)), [line(4, "A")]),
        ]
    )
    assert in_force(spans, later) == [3, 4]


def test_an_edit_replaces_its_own_row_and_a_tombstone_ends_it():
    spans = intervals(
        [
            Batch(DAY, Coverage(), [line(1, "A"), line(2, "B")]),
            Batch(DAY, Coverage("rows"), [line(3, "A")]),
            Batch(DAY, Coverage("rows"), [line(4, "B", removed=True)]),
        ]
    )
    assert in_force(spans, DAY) == [3]


def slow_state(batches, on):
    """Return the rows in force by reading the rule word by word."""
    past = [batch for batch in batches if batch.as_of <= on]
    whole = [number for number, batch in enumerate(past) if batch.coverage.kind == "whole"]
    state = {}
    for batch in past[whole[-1] if whole else 0 :]:
        if batch.coverage.kind == "department":
            state = {key: one for key, one in state.items() if one.belongs["department"] not in batch.coverage.values}
        for one in batch.lines:
            state.pop(one.key, None)
            if not one.removed:
                state[one.key] = one
    return sorted(one.row for one in state.values())


@st.composite
def sequences(draw):
    batches, row = [], 0
    for number in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(["whole", "department", "rows"]))
        values = (draw(st.sampled_from(DEPARTMENTS)),) if kind == "department" else ()
        lines = []
        for key in draw(st.sets(st.sampled_from("ABCD"), min_size=1)):
            row += 1
            department = values[0] if values else draw(st.sampled_from(DEPARTMENTS))
            lines.append(line(row, key, department, kind == "rows" and draw(st.booleans())))
        batches.append(Batch(DAY + timedelta(days=30 * (number // 2)), Coverage(kind, values), lines))
    return batches


@given(sequences())
def test_replay_agrees_with_the_rule_read_slowly(batches):
    spans = intervals(batches)
    for on in {batch.as_of + timedelta(days=extra) for batch in batches for extra in (-1, 0, 1)}:
        assert in_force(spans, on) == slow_state(batches, on)


@given(sequences(), st.integers(0, 3))
def test_replay_from_the_middle_agrees_with_replay_from_the_start(batches, months):
    since = DAY + timedelta(days=30 * months)
    everything = intervals(batches)
    lines = {one.row: one for batch in batches for one in batch.lines}
    held = [
        (lines[row], start) for row, (start, end) in sorted(everything.items()) if start < since <= end and start < end
    ]
    early = {row for row, _ in ((one.row, start) for one, start in held)}
    again = intervals([batch for batch in batches if batch.as_of >= since], held)
    for row, span in again.items():
        assert span == everything[row] or (row in early and everything[row][1] == since and span[1] >= since)
    for on in {batch.as_of for batch in batches if batch.as_of >= since}:
        assert in_force(again, on) == in_force(everything, on)
