"""Value against cost with a third count as colour: selections that nothing beats in all three."""

import pandas as pd
import plotly.graph_objects as go

from ui.charts.base import TEXT_SIZE, colour_scale, escape, figure
from ui.charts.waterline import Scale
from ui.theme import Palette
from ui.wording.formats import count, money, number, percent

HEIGHT = 340
HERE = "You are here"


def frontier_three(points: pd.DataFrame, third: str, scale: Scale, palette: Palette, digits: int = 1) -> go.Figure:
    """Return the points; the darker (in the dark theme the lighter) the more of the third; squares are not proven.

    Where one of them is `here`, the present selection, it bears a ring; a diamond where it is not among those `found`.

    Parameters
    ----------
    points : DataFrame, by cost
        cost (money), share (of the value), third (number), count (projects chosen) and proven, and where the present
        selection is one of them here and found. The twin table shows these columns.
    third : str
        What the third count is called, such as "Expected slips".
    digits : int
        Of the third count.
    """
    label = {"color": palette.muted, "size": TEXT_SIZE - 1}
    drawn = figure(palette, height=HEIGHT, x_title=f"Cost, {escape(scale.unit)}", y_title="Share of the value")
    drawn.add_trace(
        go.Scatter(
            x=(points["cost"] / scale.divisor).tolist(),
            y=points["share"].tolist(),
            mode="markers",
            cliponaxis=False,
            marker={
                "size": 11,
                "symbol": [_symbol(row) for row in points.to_dict("records")],
                "color": points["third"].tolist(),
                # The palest steps would vanish into the background.
                "colorscale": colour_scale(palette.sequential[2:]),
                "showscale": True,
                "colorbar": {
                    "title": {"text": escape(third), "side": "right", "font": label},
                    "tickfont": label,
                    "outlinewidth": 0,
                    "thickness": 12,
                },
                "line": {"color": palette.muted, "width": 1},
            },
            hovertext=[_hover(row, third, scale, digits) for row in points.to_dict("records")],
            hoverinfo="text",
        )
    )
    if "here" in points:
        drawn.add_trace(_ring(points[points["here"]], scale, palette))
    drawn.update_yaxes(range=[0, 1.04], tickformat=".0%")
    drawn.update_xaxes(tickformat=",~g", nticks=7)
    return drawn


def _ring(here: pd.DataFrame, scale: Scale, palette: Palette) -> go.Scatter:
    return go.Scatter(
        x=(here["cost"] / scale.divisor).tolist(),
        y=here["share"].tolist(),
        mode="markers",
        cliponaxis=False,
        marker={"size": 19, "symbol": "circle-open", "color": palette.categorical[1], "line": {"width": 2.5}},
        hoverinfo="skip",
    )


def _symbol(row: dict[str, float]) -> str:
    if not row.get("found", True):
        return "diamond"
    return "circle" if row["proven"] else "square"


def _hover(row: dict[str, float], third: str, scale: Scale, digits: int) -> str:
    buys = f"{money(row['cost'], scale.currency)} buys {count(int(row['count']), 'project')}"
    said = f"{buys}, {percent(row['share'], 1)} of the value"
    unproven = "The best found in time, not proven" if row.get("found", True) else HERE
    proof = "" if row["proven"] else f"<br>{unproven}"
    return f"{escape(said)}<br>{escape(third)}: {number(row['third'], digits)}{proof}"
