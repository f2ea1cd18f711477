"""Points and shares are told together, for points that do not sum to 100 give other shares than they read."""

from hypothesis import given
from hypothesis import strategies as st

from ui.wording import workshop_points as wording


def test_points_are_told_with_the_share_they_give_and_the_total_they_are_part_of():
    assert wording.share(10.0, 106.7) == "10.0 of 106.7 points: 9.4% of all importance"
    assert wording.total(106.7) == "106.7 points in all, shared out to 100%."


def test_without_any_points_no_share_is_told():
    assert wording.share(0.0, 0.0) == "No points yet"
    assert wording.total(0.0) == "No objective has points."


@given(st.integers(0, 1000))
def test_where_the_total_is_100_points_and_percent_read_alike(tenths: int):
    points = tenths / 10
    told = wording.share(points, 100.0)
    assert told.split(" of ")[0] == told.split(": ")[1].split("%")[0]


def test_a_departure_tells_points_and_shares_of_both():
    told = wording.departure(16.9, 10.0, 106.7)
    assert told == "10.0 points (9.4% of all importance) instead of 16.9 points (16.9%)"
