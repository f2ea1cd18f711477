"""The small line beside a figure: gaps, the last value, and rings."""

import re

from ui.charts.sparkline import WIDTH, sparkline
from ui.theme import palette


def test_below_two_values_there_is_no_line():
    assert sparkline([], palette("light")) is None
    assert sparkline([None, 3.0], palette("light"), [True, True]) is None


def test_the_last_value_is_marked_and_only_known_values_that_ask_for_it_bear_a_ring():
    plain = sparkline([1.0, None, 3.0, 2.0], palette("light"))
    ringed = sparkline([1.0, None, 3.0, 2.0], palette("light"), [False, True, True, False])
    assert plain is not None
    assert ringed is not None
    assert plain.count("<circle") == 1
    assert ringed.count("<circle") == 2
    assert ringed.count('fill="none" stroke') == 2, "the line and one ring"


def test_fewer_rings_than_values_are_no_error():
    told = sparkline([1.0, 2.0, 3.0], palette("dark"), [True])
    assert told is not None
    assert told.count("<circle") == 2


def test_the_ring_of_the_last_value_is_seen_around_its_mark_and_inside_the_picture():
    told = sparkline([1.0, 3.0], palette("light"), [False, True])
    assert told is not None
    circles = [
        {name: float(value) for name, value in re.findall(r'(cx|cy|r)="([\d.]+)"', circle)}
        for circle in re.findall(r"<circle[^>]*>", told)
    ]
    ring, dot = sorted(circles, key=lambda circle: -circle["r"])
    assert (ring["cx"], ring["cy"]) == (dot["cx"], dot["cy"])
    assert ring["r"] > dot["r"] + 1
    assert ring["cx"] + ring["r"] <= WIDTH
    assert ring["cy"] - ring["r"] >= 0
