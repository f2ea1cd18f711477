"""The staircase as drawn: steps, the present point on it, names made safe, long lists thinned on the line."""

import pandas as pd

from ui.charts.staircase import MOST_STEPS, Point, staircase, thinned
from ui.theme import DARK, LIGHT

STEPS = pd.DataFrame({"budget": [100.0, 250.0, 400.0], "share": [0.0, 0.6, 1.0], "count": [0, 3, 5]})


def drawn(total: float = 300.0, share: float | None = 0.6):
    return staircase(STEPS, Point(total, share), 500.0, "USD", 1.0, "$", LIGHT)


def test_the_line_is_a_staircase_that_runs_to_the_end():
    line = drawn().data[0]
    assert line.line.shape == "hv"
    assert list(line.x) == [100, 250, 400, 500]
    assert list(line.y) == [0, 0.6, 1, 1]
    assert line.text[1] == "$250 buys 3 projects, 60.0% of the value"


def test_the_point_stands_at_the_total_and_is_absent_where_nothing_can_be_chosen():
    point = drawn().data[1]
    assert (list(point.x), list(point.y)) == ([300], [0.6])
    nothing = drawn(50.0, None)
    assert len(nothing.data) == 1
    assert nothing.layout.xaxis.range[0] == 50


def test_colours_come_from_the_theme():
    dark = staircase(STEPS, Point(300, 0.6), 500.0, "USD", 1.0, "$", DARK)
    assert dark.data[0].line.color == DARK.accent != drawn().data[0].line.color


def test_a_long_staircase_is_thinned_to_steps_that_lie_on_it_with_the_one_in_force():
    long = pd.DataFrame({"budget": range(0, 20_000, 2), "share": 0.5, "count": 1})
    kept = thinned(long, 7_777)
    assert len(kept) <= MOST_STEPS + 2
    assert {0, 7_776, 19_998} <= set(kept["budget"])
    assert kept["budget"].is_monotonic_increasing
    assert thinned(STEPS, 300) is STEPS


def test_the_best_of_all_is_a_thinner_line_with_its_name_at_its_end():
    best = pd.DataFrame({"budget": [100.0, 200.0, 300.0], "share": [0.1, 0.7, 0.9]})
    both = staircase(STEPS, Point(300, 0.6), 500.0, "USD", 1.0, "$", LIGHT, best)
    thin, kept = both.data[0], both.data[1]
    assert list(thin.y) == [0.1, 0.7, 0.9, 0.9]
    assert thin.x[-1] == kept.x[-1] == 500
    assert thin.line.width < kept.line.width
    name = both.layout.annotations[0]
    assert (name.text, name.x, name.y) == ("Best of all", 500, 0.9)
    assert not drawn().layout.annotations
