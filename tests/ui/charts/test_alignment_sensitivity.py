"""Intervals are drawn from end to end, and a tornado to both sides with numbers that are never negative."""

import pandas as pd

from ui.charts import alignment_sensitivity as charts


def test_a_bar_spans_the_interval_and_the_dot_is_the_weight():
    rows = pd.DataFrame({"name": ["<b>A"], "weight": [0.5], "lowest": [0.25], "highest": [0.75], "hover": ["h"]})
    bar, dot = charts.intervals(rows).data
    assert (list(bar.base), list(bar.x), list(dot.x)) == ([0.25], [0.5], [0.5])
    assert "<b>" not in charts.intervals(rows).layout.yaxis.ticktext[0]


def test_the_tornado_goes_left_for_lower_and_its_axis_counts_projects():
    rows = pd.DataFrame({"name": ["A", "B"], "moved_lower": [6, 0], "moved_higher": [2, 1], "hover": ["", ""]})
    drawn = charts.moves(rows)
    lower, higher = drawn.data
    assert (list(lower.x), list(higher.x)) == ([-6, 0], [2, 1])
    assert all("-" not in tick for tick in drawn.layout.xaxis.ticktext)
