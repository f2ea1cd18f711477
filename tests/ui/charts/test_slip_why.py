"""The way from the average to a chance is drawn step by step, each from where the one above ended."""

import pandas as pd
import pytest

from ui.charts.slip_why import waterfall
from ui.theme import DARK, LIGHT, contrast

STEPS = pd.DataFrame(
    [
        ("Average of past cases", "", 31, "average"),
        ("Time left", "little <b>time</b> left", 40, "group"),
        ("Record of the department", "22 in 100", -8, "group"),
        ("All else", "", 1, "else"),
        ("Its chance", "", 64, "chance"),
    ],
    columns=["label", "words", "points", "kind"],
)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_each_step_begins_where_the_one_above_ended(palette):
    bars = waterfall(STEPS, palette).data[0]
    assert list(bars.base) == [0, 31, 71, 63, 0]
    assert list(bars.x) == [31, 40, -8, 1, 64]
    assert list(bars.text) == ["31%", "+40", "−8", "+1", "64%"]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_raising_and_lowering_differ_in_colour_sign_and_can_be_seen(palette):
    colours = waterfall(STEPS, palette).data[0].marker.color
    assert colours[1] != colours[2] != colours[0]
    assert all(contrast(colour, palette.background) >= 3 for colour in colours)


def test_labels_break_over_lines_and_words_of_a_project_stay_words():
    drawn = waterfall(STEPS)
    assert drawn.layout.yaxis.ticktext[2] == "Record of the<br>department"
    assert drawn.data[0].hovertext[1] == "Time left<br>little &lt;b&gt;time&lt;/b&gt; left<br>+40 points"
    assert drawn.data[0].hovertext[4] == "Its chance<br>64%"


def test_there_is_room_for_the_text_beside_the_longest_bar():
    low, high = waterfall(STEPS).layout.xaxis.range
    assert low <= 0
    assert high >= 71 + 10
