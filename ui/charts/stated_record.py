"""What became of what was stated: one line per group, the share that moved with its interval."""

from collections.abc import Sequence
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from models.stated_record import ALL, GREEN, NOT_GREEN
from ui.charts.base import escape, figure
from ui.theme import LIGHT, Palette

LINE: Final = 40
WIDTH: Final = 26
MARKS: Final = {GREEN: ("circle", -0.16), NOT_GREEN: ("diamond", 0.16), ALL: ("square", 0.0)}


def shares(rows: pd.DataFrame, groups: Sequence[str], palette: Palette = LIGHT) -> go.Figure:
    """Return the share of stated finishes that moved later, per group, green beside amber or red, with intervals.

    Without any status stated the marks stand for all. Shape and place tell the two apart, not colour alone.

    Parameters
    ----------
    rows : DataFrame
        ``group, kind`` (of `models.stated_record`), ``stated`` (words), ``share, low, high`` and ``hover``.
    groups : sequence of str
        From the top.
    """
    place = {name: number for number, name in enumerate(groups)}
    drawn = figure(palette, height=70 + LINE * len(groups), x_title="Share that moved later", legend=True)
    told = [kind for kind in (GREEN, NOT_GREEN) if (rows["kind"] == kind).any()] or [ALL]
    colours = {GREEN: palette.status["G"], NOT_GREEN: palette.status["R"], ALL: palette.accent}
    for kind in told:
        shown = rows[(rows["kind"] == kind) & rows["group"].isin(place)]
        mark, aside = MARKS[kind]
        drawn.add_trace(
            go.Scatter(
                x=shown["share"].tolist(),
                y=[place[name] + (aside if len(told) > 1 else 0) for name in shown["group"]],
                name=str(shown["stated"].iloc[0]),
                mode="markers",
                marker={"color": colours[kind], "size": 10, "symbol": mark},
                error_x={
                    "type": "data",
                    "symmetric": False,
                    "array": (shown["high"] - shown["share"]).tolist(),
                    "arrayminus": (shown["share"] - shown["low"]).tolist(),
                    "color": colours[kind],
                    "thickness": 1.5,
                    "width": 0,
                },
                hovertext=[f"<b>{escape(row['group'])}</b><br>{_lines(row['hover'])}" for row in _records(shown)],
                hoverinfo="text",
            )
        )
    drawn.update_yaxes(
        tickvals=list(place.values()),
        ticktext=[escape(name, WIDTH) for name in groups],
        range=[len(groups) - 0.5, -0.5],
        showgrid=False,
        zeroline=False,
    )
    drawn.update_xaxes(tickformat=".0%", range=[-0.02, 1.02])
    return drawn


def _records(shown: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(name): value for name, value in row.items()} for row in shown.to_dict("records")]


def _lines(words: object) -> str:
    return escape(words).replace("\n", "<br>")
