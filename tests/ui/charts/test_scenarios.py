"""Plans as labelled points."""

import pandas as pd

from ui.charts import scenarios as charts
from ui.theme import DARK

ROWS = pd.DataFrame(
    {
        "name": ["Late & <b>large</b>", "Lean"],
        "status": ["committed", "draft"],
        "cost": [3.0, 2.0],
        "share": [0.9, 0.6],
        "hover": ["A", "B"],
    }
)


def test_each_plan_is_one_labelled_point_by_cost_with_a_mark_of_its_status():
    points = charts.value_against_cost(ROWS, "$ bn").data[0]
    assert (list(points.x), list(points.y)) == ([2.0, 3.0], [0.6, 0.9])
    assert list(points.text) == ["Lean", "Late &amp; &lt;b&gt;large&lt;/b&gt;"]
    assert list(points.marker.symbol) == ["circle-open", "star"]


def test_neighbours_bear_their_labels_on_different_sides():
    places = list(charts.value_against_cost(ROWS, "$ bn", DARK).data[0].textposition)
    assert places == ["top center", "bottom center"]


def test_plans_that_cost_and_buy_the_same_still_have_axes_with_room():
    drawn = charts.value_against_cost(ROWS.assign(cost=2.0, share=0.5), "$ bn")
    for axis in (drawn.layout.xaxis, drawn.layout.yaxis):
        assert axis.range[0] < axis.range[1]
