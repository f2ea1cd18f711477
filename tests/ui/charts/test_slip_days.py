"""Moves are drawn as intervals that carry the key of their project, never as a point alone."""

import pandas as pd
import pytest

from ui.charts.slip_days import intervals
from ui.theme import DARK, LIGHT

ROWS = pd.DataFrame(
    {
        "project_key": ["A/1", "B", "C"],
        "name": ["Paerdegat <i>Basin</i> Bridge Replacement", "Short", "Unsaid"],
        "p50_days": [47.0, -10.0, float("nan")],
        "p80_days": [184.0, 0.0, float("nan")],
        "chance_30": [0.64, 0.1, float("nan")],
        "chance_90": [0.4, 0.05, float("nan")],
    }
)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_a_bar_runs_from_the_middle_to_eight_in_ten(palette):
    bars, middle, far = intervals(ROWS, palette).data
    assert list(bars.base) == list(middle.x) == [47, -10]
    assert [start + size for start, size in zip(bars.base, bars.x, strict=True)] == list(far.x) == [184, 0]


def test_a_click_opens_the_project_and_one_without_an_interval_is_left_out():
    drawn = intervals(ROWS)
    assert [list(trace.customdata) for trace in drawn.data] == [["A/1", "B"]] * 3
    assert drawn.layout.clickmode == "event+select"


def test_names_are_escaped_and_no_move_is_always_in_sight():
    drawn = intervals(ROWS)
    assert "<i>" not in drawn.layout.yaxis.ticktext[0]
    assert (
        drawn.data[0]
        .hovertext[0]
        .startswith("<b>Paerdegat &lt;i&gt;Basin&lt;/i&gt; Bridge Replacement</b><br>47 to 184")
    )
    low, high = drawn.layout.xaxis.range
    assert low < -10 < 0 < 184 < high
    later = intervals(ROWS.head(1)).layout.xaxis.range
    assert later[0] <= 0


def test_more_projects_make_a_taller_figure_and_none_still_makes_one():
    heights = [intervals(rows).layout.height for rows in (ROWS.head(0), ROWS.head(1), ROWS.head(2))]
    assert heights[0] == heights[1] < heights[2]
