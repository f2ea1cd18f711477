"""Figure of why a project has its chance: from the average of past cases to its own, step by step."""

import pandas as pd
import plotly.graph_objects as go

from ui.charts.base import escape, figure, wrapped
from ui.theme import LIGHT, Palette
from ui.wording.formats import points

ROW_HEIGHT = 38
EDGES = 56
LABEL_WIDTH = 16
ROOM = 14.0
"""Points kept free at either end, for the text beside a bar."""


def waterfall(steps: pd.DataFrame, palette: Palette = LIGHT) -> go.Figure:
    """Return one bar per step, each from where the one above ended; what raises the chance is brown, else teal.

    Parameters
    ----------
    steps : DataFrame
        ``label, words, points`` (whole) and ``kind`` (average, group, else, chance), in order, as
        `wording.slip_why.steps` returns them.
    """
    drawn = figure(palette, height=EDGES + ROW_HEIGHT * len(steps), x_title="Chance to slip, in points")
    whole = steps["kind"].isin(["average", "chance"])
    size = steps["points"].astype(float)
    reached = size.where(~whole | (steps["kind"] == "average"), 0.0).cumsum()
    start = (reached - size).where(~whole, 0.0)
    raised, lowered = palette.diverging[1], palette.diverging[-2]
    colours = [
        palette.other if total else raised if value > 0 else lowered for total, value in zip(whole, size, strict=True)
    ]
    drawn.add_trace(
        go.Bar(
            y=list(range(len(steps))),
            x=size.tolist(),
            base=start.tolist(),
            orientation="h",
            width=0.62,
            marker={"color": colours, "line": {"width": 0}},
            text=[f"{value:.0f}%" if total else _signed(value) for total, value in zip(whole, size, strict=True)],
            textposition="outside",
            textfont={"color": palette.text},
            cliponaxis=False,
            hovertext=[_hover(row) for row in steps.to_dict("records")],
            hoverinfo="text",
        )
    )
    ends = pd.concat([start, start + size])
    drawn.update_xaxes(range=[min(float(ends.min()) - ROOM, 0.0), float(ends.max()) + ROOM], ticksuffix="%", nticks=6)
    drawn.update_yaxes(
        tickmode="array",
        tickvals=list(range(len(steps))),
        ticktext=[wrapped(name, LABEL_WIDTH) for name in steps["label"]],
        tickfont={"color": palette.text},
        range=[len(steps) - 0.4, -0.6],
        showgrid=False,
        zeroline=False,
    )
    return drawn


def _signed(value: float) -> str:
    return points(value / 100).split(" ")[0]


def _hover(row: dict[str, object]) -> str:
    said = f"{escape(row['label'])}<br>{escape(row['words'])}" if row["words"] else escape(row["label"])
    amount = float(str(row["points"]))
    return f"{said}<br>{points(amount / 100) if row['kind'] in ('group', 'else') else f'{amount:.0f}%'}"
