"""The heatmap as drawn: colours, text, clicks and small bases."""

import pandas as pd
import pytest

from ui.charts import heatmap as charts
from ui.theme import DARK, LIGHT, contrast

ROWS, COLUMNS = ["Water", "Roads"], ["Cost", "Risk"]


def cells(**more: list) -> pd.DataFrame:
    told = {
        "row": ["Water", "Water", "Roads"],
        "column": ["Cost", "Risk", "Cost"],
        "depth": [1.0, 0.2, float("nan")],
        "base": [12, 3, 0],
        "text": ["64%", "1", "–"],
        "note": ["of 12", "of 3", "none of 2"],
        "hover": ["a", "b", "c"],
    }
    return pd.DataFrame(told | more)


def fill(drawn, row: int, column: int) -> str:
    """Return the colour of a cell as the browser shows it."""
    trace = drawn.data[0]
    at = trace.z[row][column] / trace.zmax
    return next(colour for edge, colour in reversed(trace.colorscale) if edge <= at)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_a_small_base_is_faded_and_a_missing_value_is_no_colour_of_the_scale(palette):
    drawn = charts.heatmap(cells(depth=[0.5, 0.5, float("nan")]), ROWS, COLUMNS, palette)
    sure, small, unknown = fill(drawn, 0, 0), fill(drawn, 0, 1), fill(drawn, 1, 0)
    assert contrast(small, palette.background) < contrast(sure, palette.background)
    assert unknown == palette.surface


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_more_stands_further_from_the_background_in_both_themes(palette):
    drawn = charts.heatmap(cells(base=[9, 9, 9], depth=[1.0, 0.5, 0.0]), ROWS, COLUMNS, palette)
    steps = [contrast(fill(drawn, *place), palette.background) for place in ((0, 0), (0, 1), (1, 0))]
    assert steps == sorted(steps, reverse=True)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_number_can_be_read_on_its_cell(palette):
    depths = [place / 20 for place in range(21)]
    table = pd.DataFrame(
        {
            "row": [str(place) for place in range(21)],
            "column": "x",
            "depth": depths,
            "base": 9,
            "text": "1",
            "note": "of 9",
            "hover": "",
        }
    )
    drawn = charts.heatmap(table, [str(place) for place in range(21)], ["x"], palette)
    read = 0
    for trace in drawn.data[1:-1]:
        for row, (text,) in enumerate(trace.text):
            if text:
                read += 1
                assert contrast(trace.textfont.color, fill(drawn, row, 0)) >= 4.0
    assert read == 21


def test_a_click_tells_row_and_column_and_marks_are_invisible_even_when_selected():
    drawn = charts.heatmap(cells(), ROWS, COLUMNS)
    marks = drawn.data[-1]
    assert [list(pair) for pair in marks.customdata] == [["Water", "Cost"], ["Water", "Risk"], ["Roads", "Cost"]]
    assert (marks.marker.opacity, marks.selected.marker.opacity, marks.unselected.marker.opacity) == (0, 0, 0)
    assert drawn.layout.clickmode == "event+select"
    assert drawn.layout.dragmode is False


def test_cells_that_hold_nobody_stay_empty_and_unknown_labels_are_left_out():
    drawn = charts.heatmap(cells(row=["Water", "Water", "Elsewhere"]), ROWS, COLUMNS)
    assert list(drawn.data[0].z[1]) == [None, None]
    assert len(drawn.data[-1].x) == 2


def test_over_budget_is_brown_and_under_teal():
    drawn = charts.heatmap(cells(base=[9, 9, 9], depth=[1.0, -1.0, 0.0]), ROWS, COLUMNS, scale="diverging")
    assert fill(drawn, 0, 0) == LIGHT.diverging[0]
    assert fill(drawn, 0, 1) == LIGHT.diverging[-1]


def test_labels_are_wrapped_and_cannot_carry_markup():
    drawn = charts.heatmap(
        cells(row=["<b>x</b>"] * 3, column=["Construction Procurement"] * 3), ["<b>x</b>"], ["Construction Procurement"]
    )
    assert drawn.layout.yaxis.ticktext == ("&lt;b&gt;x&lt;/b&gt;",)
    assert drawn.layout.xaxis.ticktext == ("Construction<br>Procurement",)


def test_many_rows_are_lower_but_never_too_low_to_read():
    few = charts.heatmap(cells(), ROWS, COLUMNS).layout.height
    many = [str(place) for place in range(11)]
    assert few == charts.HEADS + 80
    assert charts.heatmap(cells(), many, COLUMNS).layout.height == charts.HEADS + 352


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_ink_changes_only_between_colours_that_are_plainly_apart(palette):
    depths = [place / 100 for place in range(101)]
    fills = [charts._fill(depth, 9, palette, "sequential") for depth in depths]
    inks = [charts.ink_on(fill, palette) for fill in fills]
    changes = [place for place in range(1, 101) if inks[place] != inks[place - 1]]
    assert len(changes) == 1
    assert contrast(fills[changes[0]], fills[changes[0] - 1]) > 1.5
    assert min(contrast(ink, fill) for ink, fill in zip(inks, fills, strict=True)) >= 4.8
