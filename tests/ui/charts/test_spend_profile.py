"""Spend per year as drawn: what is paid stacked, a mark at each limit, nothing for what is not there."""

import pandas as pd

from ui.charts.spend_profile import spend_profile
from ui.charts.waterline import Scale
from ui.theme import DARK, LIGHT

SCALE = Scale("USD", 1e6, "$ m")
TABLE = pd.DataFrame(
    {
        "period": ["FY27", "FY28"],
        "mandatory": [3e6, 3e6],
        "committed": [0, 0],
        "run": [1e6, 0],
        "chosen": [5e6, 9e6],
        "spent": [9e6, 12e6],
        "limit": [8e6, float("nan")],
        "left": [-1e6, float("nan")],
    }
)


def test_parts_are_stacked_and_a_part_without_money_is_left_out():
    drawn = spend_profile(TABLE, SCALE, LIGHT)
    assert [trace.name for trace in drawn.data] == ["Mandatory", "Run", "Chosen", "Limit", "Limit"]
    assert [trace.name for trace in drawn.data if trace.showlegend is not False].count("Limit") == 1
    assert list(drawn.data[2].y) == [5, 9]
    assert drawn.layout.barmode == "stack"


def test_only_years_with_a_limit_bear_a_mark_and_say_what_is_left():
    limits = spend_profile(TABLE, SCALE, LIGHT).data[-1]
    assert (list(limits.x), list(limits.y)) == (["FY27"], [8])
    assert limits.hovertext[0].endswith("$1 m over the limit")
    none = TABLE.assign(limit=float("nan"))
    assert [trace.name for trace in spend_profile(none, SCALE, LIGHT).data][-1] == "Chosen"


def test_colours_come_from_the_theme():
    assert spend_profile(TABLE, SCALE, DARK).data[-1].marker.line.color == DARK.text
