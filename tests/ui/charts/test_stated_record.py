"""The picture of the record carries the shares and their intervals."""

import pandas as pd
import pytest

from ui.charts.stated_record import shares
from ui.theme import DARK, LIGHT

ROWS = pd.DataFrame(
    {
        "group": ["All", "All", "<b>Water</b>"],
        "kind": ["green", "amber or red", "green"],
        "stated": ["Stated green", "Stated amber or red", "Stated green"],
        "share": [0.4, 0.6, 0.2],
        "low": [0.3, 0.5, 0.1],
        "high": [0.55, 0.7, 0.4],
        "hover": ["h\ni", "h", "h"],
    }
)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_each_mark_stands_in_its_interval(palette):
    green, other = shares(ROWS, ["All", "<b>Water</b>"], palette).data
    assert list(green.x) == [0.4, 0.2]
    assert list(green.error_x.array) == pytest.approx([0.15, 0.2])
    assert list(green.error_x.arrayminus) == pytest.approx([0.1, 0.1])
    assert (green.marker.symbol, other.marker.symbol) == ("circle", "diamond"), "colour alone tells nobody apart"


def test_names_are_inert_and_in_the_order_given():
    drawn = shares(ROWS, ["All", "<b>Water</b>"])
    assert list(drawn.layout.yaxis.ticktext) == ["All", "&lt;b&gt;Water&lt;/b&gt;"]


def test_without_statuses_one_mark_stands_for_all():
    drawn = shares(ROWS.head(1).assign(kind="all", stated="Any status"), ["All"])
    assert [trace.name for trace in drawn.data] == ["Any status"]
    assert list(drawn.data[0].y) == [0]
