"""Figure of how far forecasts are likely to move: an interval per project, never a point."""

import pandas as pd
import plotly.graph_objects as go

from ui.charts.base import escape, figure, mixed, wrapped
from ui.theme import LIGHT, Palette
from ui.wording.slip_days import hover

ROW_HEIGHT = 40
EDGES = 90
NAME_WIDTH = 20


def intervals(projects: pd.DataFrame, palette: Palette = LIGHT) -> go.Figure:
    """Return a bar per project from the P50 to the P80 of its move; the custom data of a click is its key.

    Parameters
    ----------
    projects : DataFrame
        ``project_key, name, p50_days, p80_days, chance_30, chance_90``, in the order of the rows drawn; rows without an
        interval are left out.
    """
    known = projects[projects["p80_days"].notna()].reset_index(drop=True)
    drawn = figure(
        palette, height=EDGES + ROW_HEIGHT * max(len(known), 1), x_title="Days later", legend=True, clickable=True
    )
    rows = list(range(len(known)))
    words = [hover(escape(row["name"], 60), row) for row in known.to_dict("records")]
    drawn.add_trace(
        go.Bar(
            y=rows,
            x=(known["p80_days"] - known["p50_days"]).tolist(),
            base=known["p50_days"].tolist(),
            orientation="h",
            width=0.36,
            name="Half to eight in ten",
            marker={"color": mixed(palette.accent, palette.background, 0.35), "line": {"width": 0}},
            customdata=known["project_key"].tolist(),
            hovertext=words,
            hoverinfo="text",
        )
    )
    for field, name, mark in (("p50_days", "Half stay below", "circle"), ("p80_days", "Eight in ten", "line-ns-open")):
        drawn.add_trace(
            go.Scatter(
                y=rows,
                x=known[field].tolist(),
                name=name,
                mode="markers",
                marker={
                    "symbol": mark,
                    "size": 9,
                    "color": palette.accent,
                    "line": {"width": 2.5, "color": palette.accent},
                },
                customdata=known["project_key"].tolist(),
                hovertext=words,
                hoverinfo="text",
            )
        )
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
        tickvals=rows,
        ticktext=[wrapped(name, NAME_WIDTH) for name in known["name"]],
        tickfont={"color": palette.text},
        range=[max(len(known), 1) - 0.4, -0.6],
        showgrid=False,
        zeroline=False,
    )
    return drawn
