"""The ranked list as drawn: bars laid end to end, the line under the last that fits, long lists about the line."""

import pandas as pd

from ui.charts.waterline import MOST_ROWS, Scale, span, waterline, windowed
from ui.theme import DARK, LIGHT

SCALE = Scale("USD", 10.0, "$ x10")


def table(inside=(True, True, False, True), decided=1):
    cost = [100, 50, 80, 20][: len(inside)]
    kept = [c if i else 0 for c, i in zip(cost, inside, strict=True)]
    return pd.DataFrame(
        {
            "name": ["Dam", "<b>Bridge</b>", "Library", "Pumps"],
            "share": [0.0, 0.5, 0.4, 0.1],
            "cost": cost,
            "cumulated": pd.Series(kept).cumsum(),
            "inside": list(inside),
            "why": ["" if one else "money" for one in inside],
            "reason": ["In" if one else "Does not fit in the money left" for one in inside],
            "decided": [place < decided for place in range(len(inside))],
            "best": [True, False, True, True],
        }
    )


def test_each_bar_begins_where_the_money_taken_so_far_ends():
    inside, outside, _ = waterline(table(), 2, 180.0, SCALE, LIGHT).data
    assert list(inside.base) == [0, 10, 15]
    assert list(inside.x) == [10, 5, 2]
    assert (list(outside.base), list(outside.x), list(outside.y)) == ([15], [8], [2])


def test_the_line_lies_under_the_last_row_above_it_and_the_total_across():
    shapes = waterline(table(), 2, 180.0, SCALE, LIGHT).layout.shapes
    assert shapes[0].y0 == 1.5
    assert shapes[1].x0 == 18
    assert len(waterline(table((True,) * 4), 4, None, SCALE, LIGHT).layout.shapes) == 0


def test_names_are_inert_and_the_best_selection_is_marked():
    drawn = waterline(table(), 2, 180.0, SCALE, LIGHT)
    assert drawn.layout.yaxis.ticktext[1] == "&lt;b&gt;Bridge&lt;/b&gt;"
    assert list(drawn.data[2].y) == [0, 2, 3]
    assert "Does not fit in the money left; in the best selection" in drawn.data[1].hovertext[0]


def test_what_is_taken_out_is_hatched_takes_no_money_and_says_by_what():
    rows = table().assign(why=["", "", "rule", ""], reason=["In", "In", "Taken out: Dam or <Library>, not both", "In"])
    _, outside, taken, _ = waterline(rows, 4, 180.0, SCALE, LIGHT).data
    assert (len(outside.x), list(taken.y), taken.marker.pattern.shape) == (0, [2], "/")
    assert taken.width == outside.width < 1
    assert "Taken out: Dam or &lt;Library&gt;, not both" in taken.hovertext[0]


def test_what_stands_before_counts_only_what_is_in():
    rows = pd.DataFrame({"name": [f"P{i}" for i in range(90)], "share": 0.01, "cost": 1.0, "best": True, "reason": ""})
    rows = rows.assign(inside=[i != 3 for i in range(90)], why=["rule" if i == 3 else "" for i in range(90)])
    shown = windowed(rows.assign(decided=False, cumulated=rows["inside"].cumsum().astype(float)), 90)
    assert shown["name"].iloc[0] == "53 projects before"


def test_colours_come_from_the_theme():
    assert waterline(table(), 2, None, SCALE, DARK).data[0].marker.color == DARK.accent


def test_a_long_list_is_shown_about_its_line_and_what_stands_before_is_one_bar():
    rows = 200
    long = pd.DataFrame({"name": [f"P{i}" for i in range(rows)], "share": 1 / rows, "cost": 1.0, "best": True})
    long = long.assign(inside=[i < 120 for i in range(rows)], why="", reason="", decided=[i < 10 for i in range(rows)])
    long["cumulated"] = long["inside"].cumsum().astype(float)
    shown = windowed(long, 120)
    assert len(shown) == MOST_ROWS + 1
    assert shown["rows"].iloc[0] + MOST_ROWS < rows
    assert shown["start"].iloc[1] == shown["cost"].iloc[0] == shown["rows"].iloc[0]
    assert {"P119", "P120"} <= set(shown["name"])
    at_the_end = windowed(long.assign(inside=True, cumulated=range(1, rows + 1)), rows)
    assert at_the_end["name"].iloc[-1] == "P199"


def test_what_is_above_the_line_in_any_case_is_one_bar():
    shown = windowed(table(decided=2), 3)
    assert shown["name"].tolist() == ["Above the line in any case", "Library", "Pumps"]
    assert shown["cost"].tolist() == [150, 80, 20]


def test_the_axis_begins_shortly_before_the_first_single_row_and_says_from_where():
    drawn = waterline(
        table(decided=1).assign(cost=[1000, 50, 80, 20], cumulated=[1000, 1050, 1050, 1070]), 2, None, SCALE, LIGHT
    )
    assert drawn.layout.xaxis.range[0] == 0
    before = table(decided=2).assign(cost=[9_000, 1_000, 80, 20], cumulated=[9_000, 10_000, 10_000, 10_020])
    drawn = waterline(before, 3, 10_050.0, SCALE, LIGHT)
    begin, end = drawn.layout.xaxis.range
    assert 995 < begin < 1_000
    assert end > 1_008
    assert drawn.layout.xaxis.title.text == "Money taken, $ x10<br>from $9.99 k on"
    assert [note.text for note in drawn.layout.annotations] == ["The money ends here", "$10 k in all"]


def test_a_bar_that_takes_little_of_the_width_is_not_cut():
    shown = windowed(table(decided=2).assign(cost=[1, 1, 80, 20], cumulated=[1, 2, 2, 22]), 3)
    assert span(shown, None)[0] == 0


def test_the_name_of_the_line_stands_where_the_next_bar_leaves_room():
    places = [
        next(note for note in waterline(table(inside), line, None, SCALE, LIGHT).layout.annotations).xanchor
        for inside, line in (((True, True, False, True), 2), ((False, True, False, True), 0))
    ]
    assert places == ["left", "right"]
