"""Figure of how far forecasts are likely to move: an interval per project, never a point."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui.charts.base import escape, figure, mixed, wrapped
from ui.theme import LIGHT, Palette
from ui.wording.slip_days import hover

ROW_HEIGHT = 40
EDGES = 90
NAME_WIDTH = 20
MARKS = (("p50_days", "Half stay below", "circle"), ("p80_days", "Eight in ten", "line-ns-open"))


def intervals(projects: pd.DataFrame, palette: Palette = LIGHT) -> go.Figure:
    """Return a bar per project from the P50 to the P80 of its move; the custom data of a click is its key.

    Parameters
    ----------
    projects : DataFrame
        ``project_key, name, p50_days, p80_days, chance_30, chance_90``, in the order of the rows drawn; rows without an
        interval are left out.
    """
    known = projects[projects["p80_days"].notna()].reset_index(drop=True)
    height = EDGES + ROW_HEIGHT * max(len(known), 1)
    drawn = figure(palette, height=height, x_title="Days later", legend=True, clickable=True)
    shared = {
        "y": list(range(len(known))),
        "customdata": known["project_key"].tolist(),
        "hovertext": [hover(escape(row["name"], 60), row) for row in known.to_dict("records")],
        "hoverinfo": "text",
    }
    drawn.add_trace(_bars(known, shared, palette))
    for field, name, mark in MARKS:
        line = {"width": 2.5, "color": palette.accent}
        marker = {"symbol": mark, "size": 9, "color": palette.accent, "line": line}
        drawn.add_trace(go.Scatter(x=known[field].tolist(), name=name, mode="markers", marker=marker, **shared))
    ends = [0.0, *known["p50_days"], *known["p80_days"]]
    room = 0.04 * (max(ends) - min(ends)) or 1.0
    drawn.update_xaxes(
        range=[min(ends) - room, max(ends) + room],
        zeroline=True,
        zerolinecolor=palette.muted,
        tickformat=",d",
        nticks=5,
    )
    drawn.update_yaxes(
        tickmode="array",
        tickvals=shared["y"],
        ticktext=[wrapped(name, NAME_WIDTH) for name in known["name"]],
        tickfont={"color": palette.text},
        range=[max(len(known), 1) - 0.4, -0.6],
        showgrid=False,
        zeroline=False,
    )
    return drawn


def _bars(known: pd.DataFrame, shared: dict[str, Any], palette: Palette) -> go.Bar:
    return go.Bar(
        x=(known["p80_days"] - known["p50_days"]).tolist(),
        base=known["p50_days"].tolist(),
        orientation="h",
        width=0.36,
        name="Half to eight in ten",
        marker={"color": mixed(palette.accent, palette.background, 0.35), "line": {"width": 0}},
        **shared,
    )
