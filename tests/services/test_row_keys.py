"""Numbers of new rows: the next one, written as the others are, and never one that is taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.schema import REGISTERS
from services import row_keys

KEYS = st.lists(st.from_regex(r"(R-|M|)[0-9]{1,4}|[a-z]{1,3}", fullmatch=True), max_size=8)


@given(KEYS, KEYS)
def test_a_number_is_never_one_that_is_taken(own, others):
    for taken in (set(own), {*own, *others}):
        assert row_keys.following(own, others, taken, "R") not in taken


@pytest.mark.parametrize(
    ("own", "others", "expected"),
    [
        (["R-0001"], ["R-0044", "R-0045"], "R-0046"),
        (["M1", "M2"], ["M1", "M2", "M3", "M1"], "M3"),
        ([], ["M1", "M2", "M1", "M2"], "M1"),
        (["R-0077"], ["R-0078", "R-0079", "R-0079", "R-0550"], "R-0551"),
        ([], [], "R1"),
        (["storms"], ["floods"], "R1"),
        (["R-0099"], [], "R-0100"),
        (["R-9999"], [], "R-10000"),
    ],
)
def test_numbers_go_on_as_the_project_or_all_projects_count(own, others, expected):
    assert row_keys.following(own, others, set(own), "R") == expected


def test_every_numbered_column_is_in_the_key_of_its_register():
    for register, (column, _) in row_keys.NUMBERED.items():
        assert column in REGISTERS[register].key
