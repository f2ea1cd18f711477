"""Three objectives as drawn: value against cost, the third as colour, unproven points open."""

import pandas as pd

from ui.charts.frontier_three import frontier_three
from ui.charts.waterline import Scale
from ui.theme import DARK, LIGHT

SCALE = Scale("USD", 1e6, "$ m")
POINTS = pd.DataFrame(
    {"cost": [0.0, 4e6], "share": [0.0, 0.5], "third": [0.0, 3.25], "count": [0, 7], "proven": [True, False]}
)


def test_points_stand_at_cost_and_value_and_bear_the_third_as_colour():
    marks = frontier_three(POINTS, "Expected slips", SCALE, LIGHT).data[0]
    assert (list(marks.x), list(marks.y), list(marks.marker.color)) == ([0, 4], [0, 0.5], [0, 3.25])
    assert list(marks.marker.symbol) == ["circle", "square"]
    assert (
        marks.hovertext[1]
        == "$4 m buys 7 projects, 50.0% of the value<br>Expected slips: 3.2<br>The best found in time, not proven"
    )


def test_the_scale_of_the_theme_is_used_without_its_palest_steps_and_names_are_inert():
    drawn = frontier_three(POINTS, "<b>Risk</b>", SCALE, DARK)
    assert drawn.data[0].marker.colorscale[0][1] == DARK.sequential[2]
    assert drawn.data[0].marker.colorbar.title.text == "&lt;b&gt;Risk&lt;/b&gt;"


def test_the_present_selection_bears_a_ring_and_is_a_diamond_where_something_beats_it():
    points = POINTS.assign(here=[False, True], found=[True, False])
    marks, ring = frontier_three(points, "Expected slips", SCALE, LIGHT).data
    assert list(marks.marker.symbol) == ["circle", "diamond"]
    assert (list(ring.x), list(ring.y), ring.marker.symbol) == ([4], [0.5], "circle-open")
    assert marks.hovertext[1].endswith("You are here")
