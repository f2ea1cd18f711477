"""Importance of objectives against their share of the money."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from ui.charts.base import figure, wrapped
from ui.charts.heatmap import heatmap
from ui.theme import LIGHT, Palette

ROW, HEADS, HEAD_WIDTH = 36, 80, 15
IMPORTANCE, MONEY = "Share of importance", "Share of money"


def importance_against_money(
    rows: pd.DataFrame, palette: Palette = LIGHT, names: tuple[str, str] = (IMPORTANCE, MONEY)
) -> go.Figure:
    """Return one line per objective from its share of importance (ring) to its share of the money (dot).

    Parameters
    ----------
    rows : DataFrame
        name, importance, share (shares of one), hover (escaped); drawn from the top in the order given.
    names : tuple of str
        What ring and dot stand for.
    """
    drawn = figure(palette, height=70 + ROW * max(len(rows), 2), legend=True)
    place = list(range(len(rows)))
    for y, low, high in zip(place, rows["importance"], rows["share"], strict=True):
        drawn.add_shape(type="line", x0=low, x1=high, y0=y, y1=y, line={"color": palette.other, "width": 3})
    for field, name, symbol, colour in (
        ("importance", names[0], "circle-open", palette.text),
        ("share", names[1], "circle", palette.accent),
    ):
        drawn.add_trace(
            go.Scatter(
                x=rows[field].tolist(),
                y=place,
                mode="markers",
                name=name,
                marker={"symbol": symbol, "size": 12, "color": colour, "line": {"width": 2, "color": colour}},
                hovertext=rows["hover"].tolist(),
                hoverinfo="text",
                cliponaxis=False,
            )
        )
    drawn.update_yaxes(
        tickmode="array",
        tickvals=place,
        ticktext=[wrapped(name, 26) for name in rows["name"]],
        range=[len(rows) - 0.5, -0.5],
        showgrid=False,
        zeroline=False,
        tickfont={"color": palette.text, "size": 12},
    )
    drawn.update_xaxes(tickformat=".0%", rangemode="tozero")
    return drawn


def ratings(
    cells: pd.DataFrame, projects: Sequence[str], objectives: Sequence[str], palette: Palette = LIGHT
) -> go.Figure:
    """Return project by objective as a clickable heatmap, rows high enough for a name of two lines."""
    drawn = heatmap(cells, projects, objectives, palette)
    drawn.update_xaxes(ticktext=[wrapped(name, HEAD_WIDTH, 3) for name in objectives], tickfont_size=11)
    drawn.update_layout(height=HEADS + ROW * len(projects))
    drawn.update_yaxes(ticklabeloverflow="allow")
    return drawn
