"""What all figures share."""

import pytest

from ui.charts import base
from ui.charts.sparkline import sparkline
from ui.theme import DARK, LIGHT, contrast


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_a_figure_takes_text_and_grid_from_the_theme(palette):
    layout = base.figure(palette, x_title="Month", clickable=True).layout
    assert layout.font.color == palette.text
    assert layout.xaxis.gridcolor == layout.yaxis.gridcolor == palette.grid
    assert layout.xaxis.automargin
    assert (layout.clickmode, layout.dragmode) == ("event+select", False)


def test_names_cannot_bring_tags_into_a_figure():
    assert base.escape("<img src=x> & co") == "&lt;img src=x&gt; &amp; co"
    assert base.wrapped("<b>A</b> and roads", 10, 3) == "&lt;b&gt;A&lt;/b&gt;<br>and roads"


def test_a_long_head_breaks_over_lines_and_is_cut_at_the_last():
    lines = base.wrapped("Department of environmental protection and sewers", 16, 2).split("<br>")
    assert len(lines) == 2
    assert max(len(line) for line in lines) <= 16


def test_a_scale_runs_from_nothing_to_one():
    scale = base.colour_scale(LIGHT.sequential)
    assert (scale[0][0], scale[-1][0], len(scale)) == (0.0, 1.0, 9)


def test_a_shade_meets_the_ends_and_every_step_of_its_scale():
    assert [base.shade(place / 8, LIGHT.sequential) for place in range(9)] == [
        colour.upper() for colour in LIGHT.sequential
    ]
    assert base.shade(7, LIGHT.sequential) == LIGHT.sequential[-1].upper()


def test_fading_moves_a_colour_towards_the_background():
    faded = base.mixed(LIGHT.accent, LIGHT.background, 0.6)
    assert 1 < contrast(faded, LIGHT.background) < contrast(LIGHT.accent, LIGHT.background)


def test_only_eight_categories_have_a_colour_of_their_own():
    names = [f"C{place}" for place in range(10)]
    colours = base.category_colours([*names, base.OTHER], LIGHT)
    assert len({colours[name] for name in names[:8]}) == 8
    assert {colours["C8"], colours["C9"], colours[base.OTHER]} == {LIGHT.other}


def test_a_line_needs_two_values():
    assert sparkline([], LIGHT) is None
    assert sparkline([None, 1.0, float("nan")], LIGHT) is None


def test_a_missing_value_leaves_a_gap_in_the_line():
    assert (sparkline([1, 2, None, 3, 4], LIGHT) or "").count("<polyline") == 2


def test_more_is_drawn_higher():
    drawn = sparkline([1, 5], LIGHT) or ""
    first, last = [float(pair.split(",")[1]) for pair in drawn.split('points="')[1].split('"')[0].split()]
    assert last < first


def test_a_level_course_is_a_level_line():
    drawn = sparkline([2, 2, 2], LIGHT) or ""
    assert len({pair.split(",")[1] for pair in drawn.split('points="')[1].split('"')[0].split()}) == 1
