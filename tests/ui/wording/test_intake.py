"""Sentences about a file at hand say what loading it does."""

import pytest

from ui.wording import intake

TITLES = {"projects": "Projects", "risks": "Risks"}
NOTHING = {"new": 0, "changed": 0, "unchanged": 0, "left": 0, "returned": 0}


def part(as_of="2019-09-01", standing="new", **counts):
    return {"as_of": as_of, "standing": standing, "counts": {**NOTHING, **counts}}


def plan(*parts, projects=283, register="projects", refused=0):
    rows = {"read": 290, "loaded": 283, "collapsed": 2, "refused": refused, "skipped": 5 - refused}
    return {"parts": list(parts), "projects": projects, "register": register, "rows": rows, "file": "nyc.csv"}


def test_the_button_says_what_happens():
    assert intake.button(plan(part()), TITLES) == "Load 283 projects as of 1 Sep 2019"
    corrected = plan(part(standing="revision"))
    assert intake.button(corrected, TITLES) == "Load the corrected 283 projects as of 1 Sep 2019"
    many = plan(part("2013-09-01"), part())
    assert intake.button(many, TITLES) == "Load 283 projects at 2 dates, 1 Sep 2013 to 1 Sep 2019"
    assert intake.button(plan(part(), register="risks"), TITLES) == "Load 283 rows of risks as of 1 Sep 2019"


def test_the_finding_counts_what_one_date_changes():
    told = intake.finding(plan(part(new=36, changed=242, left=1), refused=3), TITLES)
    assert told == (
        "This file brings 283 projects as of 1 Sep 2019: 36 new, 242 changed, 1 left. 3 rows cannot be taken over."
    )
    assert intake.finding(plan(part(unchanged=283)), TITLES).endswith(": none of them new or changed.")


def test_a_file_loaded_before_changes_nothing():
    found = plan(part(standing="unchanged"))
    assert intake.is_loaded_already(found)
    assert intake.finding(found, TITLES) == "This file changes nothing: it is loaded already."
    assert intake.loaded(found, 0, 0, TITLES) == "Nothing new in nyc.csv: every date was loaded before."


def test_the_rows_are_told_as_a_sum():
    told = intake.rows_sum(plan(part(), refused=3)["rows"])
    assert told == "290 rows read = 283 loaded + 2 repeated and collapsed + 3 refused + 2 skipped"


def test_amounts_are_exact_beyond_what_a_float_holds():
    assert intake.amount(900719925474099301, "USD", 2) == "$9,007,199,254,740,993.01"
    assert intake.amount(-5, "USD", 2) == "−$0.05"
    assert intake.amount(1234, "KWD", 3) == "KWD 1.234"
    assert intake.amount(1200, "JPY", 0) == "¥1,200"


@pytest.mark.parametrize(
    ("kind", "values", "told"),
    [
        ("whole", (), "the whole portfolio"),
        ("department", ("Water",), "department Water"),
        ("programme", ("A", "B", "C", "D"), "programmes A, B, C and 1 more"),
        ("project", ("P1", "P2"), "2 projects"),
    ],
)
def test_what_a_file_speaks_for_is_told_in_words(kind, values, told):
    assert intake.coverage(kind, values) == told


def test_what_differs_after_the_data_moved_is_named_date_by_date():
    before = plan(part("2019-05-01", new=3), part(new=5, changed=2))
    after = plan(part("2019-05-01", new=3), part(new=4, changed=2, standing="revision"))
    assert intake.differences(before, after) == ["1 Sep 2019: 4 new instead of 5, correction instead of new date."]
    assert intake.differences(before, before) == ["What this file changes is the same as before."]


def test_skipped_rows_are_counted_by_reason():
    rows = [{"kind": "total"}, {"kind": "blank"}, {"kind": "blank"}]
    assert intake.skipped(rows) == "1 totals, 2 empty"
    assert intake.skipped([]) == ""


def test_a_step_of_lineage_reads_as_a_sentence():
    told = {"from_key": "P2", "from_name": "Mains", "to_key": "P9", "to_name": "New mains", "kind": "renamed"}
    assert intake.step(told) == "Mains (P2) is now New mains (P9)"


def test_sizes_are_told_in_the_unit_that_fits():
    assert [intake.size(number) for number in (12, 708509, 26_214_400)] == ["12 bytes", "692 KB", "25 MB"]


def test_what_is_left_to_say_is_one_phrase():
    assert intake.left_open(("a", "b", "c")) == "a, b and c"
    assert intake.left_open(("a",)) == "a"
