"""How the ranking answers to weights: intervals within which it holds, and who moves when a weight does."""

import pandas as pd
import plotly.graph_objects as go

from ui.charts.base import figure, wrapped
from ui.theme import LIGHT, Palette

ROW, NAME_WIDTH = 34, 26
HOLDS, NOW = "The order holds", "Weight now"
LOWER, HIGHER = "10 points lower, or at zero", "10 points higher"


def intervals(rows: pd.DataFrame, palette: Palette = LIGHT) -> go.Figure:
    """Return a bar per objective from the lowest to the highest weight at which the order holds, with the weight now.

    Parameters
    ----------
    rows : DataFrame
        name, weight, lowest, highest (shares of one), hover (escaped); drawn from the top in the order given.
    """
    drawn = _base(rows, palette)
    place = list(range(len(rows)))
    drawn.add_trace(
        go.Bar(
            y=place,
            x=(rows["highest"] - rows["lowest"]).tolist(),
            base=rows["lowest"].tolist(),
            orientation="h",
            width=0.45,
            name=HOLDS,
            marker={"color": palette.other, "line": {"width": 0}},
            hovertext=rows["hover"].tolist(),
            hoverinfo="text",
        )
    )
    drawn.add_trace(
        go.Scatter(
            y=place,
            x=rows["weight"].tolist(),
            mode="markers",
            name=NOW,
            marker={"symbol": "circle", "size": 11, "color": palette.accent},
            hovertext=rows["hover"].tolist(),
            hoverinfo="text",
            cliponaxis=False,
        )
    )
    drawn.update_xaxes(tickformat=".0%", rangemode="tozero")
    return drawn


def moves(rows: pd.DataFrame, palette: Palette = LIGHT) -> go.Figure:
    """Return a tornado: how many projects change places when a weight is lower (left) or higher (right).

    Parameters
    ----------
    rows : DataFrame
        name, moved_lower, moved_higher (projects), hover (escaped); drawn from the top in the order given.
    """
    drawn = _base(rows, palette)
    place = list(range(len(rows)))
    sides = (("moved_lower", LOWER, -1, palette.diverging[0]), ("moved_higher", HIGHER, 1, palette.diverging[-1]))
    for field, name, side, colour in sides:
        drawn.add_trace(
            go.Bar(
                y=place,
                x=(rows[field] * side).tolist(),
                orientation="h",
                width=0.55,
                name=name,
                marker={"color": colour, "line": {"width": 0}},
                hovertext=rows["hover"].tolist(),
                hoverinfo="text",
            )
        )
    most = int(max(rows["moved_lower"].max(), rows["moved_higher"].max(), 1))
    step = max(1, round(most / 3))
    ticks = sorted({sign * step * times for sign in (-1, 1) for times in range(most // step + 1)})
    drawn.update_xaxes(tickmode="array", tickvals=ticks, ticktext=[str(abs(tick)) for tick in ticks])
    drawn.update_layout(barmode="overlay")
    return drawn


def _base(rows: pd.DataFrame, palette: Palette) -> go.Figure:
    drawn = figure(palette, height=70 + ROW * max(len(rows), 2), legend=True)
    drawn.update_yaxes(
        tickmode="array",
        tickvals=list(range(len(rows))),
        ticktext=[wrapped(name, NAME_WIDTH) for name in rows["name"]],
        range=[len(rows) - 0.5, -0.5],
        showgrid=False,
        zeroline=False,
        tickfont={"color": palette.text, "size": 12},
    )
    return drawn
