"""The curve by which a measure becomes a value."""

from collections.abc import Sequence

import plotly.graph_objects as go

from ui.charts.base import escape, figure
from ui.theme import LIGHT, Palette

HEIGHT = 220


def curve(
    numbers: Sequence[float], values: Sequence[float], unit: str, stepped: bool, palette: Palette = LIGHT
) -> go.Figure:
    """Return value (0 to 9) against the measure, from its worst to its best."""
    drawn = figure(palette, height=HEIGHT, x_title=escape(unit, 40), y_title="Value")
    drawn.add_trace(
        go.Scatter(
            x=list(numbers),
            y=list(values),
            mode="lines",
            line={"color": palette.accent, "width": 2, "shape": "hv" if stepped else "linear"},
            hovertemplate="%{x:,.4~g}: %{y:.1f}<extra></extra>",
        )
    )
    drawn.update_yaxes(range=[0, 9.3], tickvals=[0, 1, 3, 6, 9])
    return drawn
