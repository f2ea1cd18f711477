"""Groups of voters: one spelling, and known beforehand where too few of them are there for their say to count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.errors import Explained
from services.workshops import groups

NAMES = st.text(alphabet="Aa bBé", min_size=1, max_size=5).filter(str.strip)


@given(st.lists(NAMES, max_size=4), NAMES)
def test_a_spelling_stays_what_it_is_when_it_is_spelled_again(say: list[str], typed: str) -> None:
    once = groups.spelled(say, typed)
    assert groups.spelled(say, once) == once


@given(NAMES)
def test_case_and_spaces_make_no_other_group(typed: str) -> None:
    assert groups.spelled([typed], f"  {typed.upper()} ") == typed or typed.upper().casefold() != typed.casefold()


def test_a_group_written_twice_is_refused_and_two_groups_are_not() -> None:
    groups.check_apart(["Board", "Staff"])
    with pytest.raises(Explained, match="stands twice"):
        groups.check_apart(["Works council", "works  Council"])


@pytest.mark.parametrize(
    ("here", "told"),
    [
        ([], {"Board": 0}),
        (["Board"] * 3, {}),
        (["Board"], {"Board": 1}),
        (["Board"] * 3 + [""], {"": 1}),
        (["Board"] * 3 + ["Staff", ""], {"": 2}),
        (["Board"] * 2 + [""] * 3, {"Board": 2}),
        (["Board"] * 3 + [""] * 3, {}),
    ],
)
def test_fewer_than_three_here_of_a_group_or_beside_all_are_too_few(here: list[str], told: dict[str, int]) -> None:
    assert groups.too_few({"Board": 2.0}, True, here) == told


def test_with_names_or_without_a_say_nobody_is_too_few() -> None:
    assert groups.too_few({"Board": 2.0}, False, ["Board"]) == {}
    assert groups.too_few({}, True, ["Board"]) == {}
