"""Plans as points: what each costs and what share of the value it buys."""

import pandas as pd
import plotly.graph_objects as go

from ui.charts.base import escape, figure
from ui.theme import LIGHT, Palette

SYMBOLS = {"draft": "circle-open", "locked": "circle", "committed": "star"}
PLACES = ("top center", "bottom center")
LABEL = 24


def value_against_cost(rows: pd.DataFrame, unit: str, palette: Palette = LIGHT) -> go.Figure:
    """Return one labelled point per plan: cost across, share of the value up.

    Parameters
    ----------
    rows : DataFrame
        name, status, cost (in the unit of the axis), share (of one), hover (plain words), a row per plan.
    unit : such as "$ m".
    """
    drawn = figure(palette, height=330, x_title=f"Cost, {escape(unit)}", y_title="Share of the value")
    ordered = rows.sort_values("cost", kind="stable")
    drawn.add_trace(
        go.Scatter(
            x=ordered["cost"].tolist(),
            y=ordered["share"].tolist(),
            mode="markers+text",
            text=[escape(name, LABEL) for name in ordered["name"]],
            textposition=[PLACES[place % 2] for place in range(len(ordered))],
            textfont={"color": palette.text},
            hovertext=[escape(words) for words in ordered["hover"]],
            hoverinfo="text",
            marker={
                "symbol": [SYMBOLS[status] for status in ordered["status"]],
                "size": 14,
                "color": palette.accent,
                "line": {"width": 2, "color": palette.accent},
            },
            cliponaxis=False,
        )
    )
    low, high = _span(ordered["cost"])
    drawn.update_xaxes(range=[low, high], nticks=7)
    bottom, top = _span(ordered["share"])
    drawn.update_yaxes(range=[max(bottom, -0.02), min(top, 1.08)], tickformat=".0%", nticks=6)
    return drawn


def _span(values: pd.Series) -> tuple[float, float]:
    """Return the ends of an axis with room for the labels."""
    low, high = float(values.min()), float(values.max())
    room = max((high - low) * 0.3, abs(high) * 0.04, 1e-6)
    return low - room, high + room
