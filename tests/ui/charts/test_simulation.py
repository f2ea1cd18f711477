"""The pictures of the portfolio's draws carry the numbers they are given."""

import pandas as pd
import pytest

from ui.charts import simulation as charts
from ui.theme import DARK, LIGHT

QUARTERS = pd.DataFrame(
    {
        "by": pd.to_datetime(["2026-03-31", "2026-06-30"]),
        "forecast": [10.0, 30.0],
        "expected": [5.2, 21.0],
        "p10": [2.0, 12.0],
        "p20": [3.0, 15.0],
        "p50": [5.0, 21.0],
        "p80": [7.0, 25.0],
        "p90": [9.0, 28.0],
    }
)
SPREAD = {"p10": 27e9, "p50": 28.2e9, "p80": 29e9, "p90": 30e9}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_the_fan_holds_bands_the_middle_and_the_forecasts_as_they_stand(palette):
    wide, narrow, stated, middle = charts.fan(QUARTERS, "Projects finished", palette=palette).data
    assert list(wide.y) == [9, 28, 12, 2]
    assert list(narrow.y) == [7, 25, 15, 3]
    assert list(stated.y) == [10, 30]
    assert list(middle.y) == [5, 21]
    assert len({wide.fillcolor, narrow.fillcolor, palette.background}) == 3


def test_lines_differ_by_dash_as_well_as_by_colour():
    _, _, stated, middle = charts.fan(QUARTERS, "Projects finished").data
    assert (stated.line.dash, middle.line.dash) == ("dot", "solid")
    assert middle.hovertext[0] == (
        "<b>By 31 Mar 2026</b><br>Middle 5, eight draws in ten 2 to 9<br>As forecasts stand 10"
    )


def test_money_is_scaled_to_the_unit_of_its_axis():
    drawn = charts.fan(QUARTERS, "$ k", 1000.0)
    assert list(drawn.data[3].y) == [0.005, 0.021]
    cost = charts.cost(SPREAD, 27.9e9, 1e9, "Forecast cost, $ bn")
    assert cost.data[0].base[0] == 27
    assert [trace.x[0] for trace in cost.data] == [3, 28.2, 29, 27.9]
    assert cost.layout.xaxis.title.text == "Forecast cost, $ bn"


def test_the_marks_of_the_cost_differ_in_shape():
    marks = [trace.marker.symbol for trace in charts.cost(SPREAD, 27.9e9, 1e9, "$ bn").data[1:]]
    assert len(set(marks)) == 3
