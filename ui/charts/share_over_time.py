"""A share over the reporting dates."""

import pandas as pd
import plotly.graph_objects as go

from ui.charts.base import figure
from ui.theme import Palette
from ui.wording.formats import day, percent

HEIGHT = 260


def line(table: pd.DataFrame, palette: Palette) -> go.Figure:
    """Return a line over dates, from zero up.

    Parameters
    ----------
    table : DataFrame with as_of (date) and share (0 to 1), by date.
    """
    drawn = figure(palette, height=HEIGHT)
    drawn.add_trace(
        go.Scatter(
            x=table["as_of"],
            y=table["share"],
            mode="lines",
            line={"color": palette.accent, "width": 2},
            text=[
                f"{day(when)}: {percent(share, 1)}" for when, share in zip(table["as_of"], table["share"], strict=True)
            ],
            hovertemplate="%{text}<extra></extra>",
        )
    )
    drawn.update_yaxes(tickformat=".0%", rangemode="tozero")
    return drawn
