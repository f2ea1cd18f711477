"""How far the money is from the objectives, over the reporting dates."""

import pandas as pd
import plotly.graph_objects as go

from ui.charts.base import figure
from ui.theme import LIGHT, Palette
from ui.wording.formats import day, percent

HEIGHT = 280
LINES = (
    ("misplaced", "Serving others than the importance asks"),
    ("serving_none", "Serving none"),
    ("not_rated", "Not rated"),
)


def drift(rows: pd.DataFrame, palette: Palette = LIGHT) -> go.Figure:
    """Return three lines over dates, from zero up.

    Parameters
    ----------
    rows : DataFrame
        as_of (date), misplaced, serving_none and not_rated (shares of one), by date.
    """
    drawn = figure(palette, height=HEIGHT, legend=True)
    styles = ((palette.accent, "solid"), (palette.text, "dash"), (palette.muted, "dot"))
    for (field, name), (colour, dash) in zip(LINES, styles, strict=True):
        drawn.add_trace(
            go.Scatter(
                x=rows["as_of"],
                y=rows[field],
                mode="lines+markers",
                name=name,
                line={"color": colour, "width": 2, "dash": dash},
                marker={"size": 6},
                text=[
                    f"{day(when)}: {percent(share, 1)}" for when, share in zip(rows["as_of"], rows[field], strict=True)
                ],
                hovertemplate="%{text}<extra></extra>",
            )
        )
    drawn.update_yaxes(tickformat=".0%", rangemode="tozero")
    return drawn
