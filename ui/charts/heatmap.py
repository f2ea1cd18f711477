"""The heatmap: a coloured cell with its number and base for each pair of labels, each cell clickable."""

from collections.abc import Sequence
from typing import Literal

import pandas as pd
import plotly.graph_objects as go

from ui.charts.base import TEXT_SIZE, figure, mixed, wrapped
from ui.theme import LIGHT, Palette, ink_on

FADED = 0.62
FEW = 5
MIDDLE = 5
"""The step of the sequential scale on which neither dark nor white ink reads well; no cell is drawn in it."""

HEADS = 46
TWO_LINES = 36
ROOMY = 7
Scale = Literal["sequential", "diverging"]


def heatmap(
    cells: pd.DataFrame,
    rows: Sequence[str],
    columns: Sequence[str],
    palette: Palette = LIGHT,
    *,
    scale: Scale = "sequential",
) -> go.Figure:
    """Return a clickable heatmap; the custom data of a click is [row, column].

    Parameters
    ----------
    cells : DataFrame
        One row per cell: row, column (as in `rows` and `columns`), depth (0 to 1 on a sequential scale, -1 to 1 on a
        diverging one; NaN where there is no value), base (number of projects counted), text (what stands in the
        cell), note (the size of the base, in words), hover. Cells that are not given stay empty.
    rows, columns : sequence of str
        Labels in the order drawn, rows from the top.
    scale : {"sequential", "diverging"}
        On the diverging scale a depth above zero is brown, below zero teal.
    """
    high = _row_height(len(rows))
    drawn = figure(palette, height=HEADS + len(rows) * high, clickable=True)
    down = {label: place for place, label in enumerate(rows)}
    across = {label: place for place, label in enumerate(columns)}
    kept = cells[cells["row"].isin(down) & cells["column"].isin(across)].copy()
    kept["x"], kept["y"] = kept["column"].map(across), kept["row"].map(down)
    kept["fill"] = [_fill(*cell, palette, scale) for cell in zip(kept["depth"], kept["base"], strict=True)]
    kept["ink"] = [ink_on(fill, palette) for fill in kept["fill"]]
    drawn.add_trace(_fills(kept, len(rows), len(columns)))
    for ink, part in kept.groupby("ink", sort=True):
        size = TEXT_SIZE if high >= TWO_LINES or len(columns) <= ROOMY else TEXT_SIZE - 2
        words = _words(part, " " if high < TWO_LINES and len(columns) <= ROOMY else "<br>", size)
        drawn.add_trace(_texts(part, words, {"color": str(ink), "size": size}, len(rows), len(columns)))
    drawn.add_trace(_marks(kept))
    _axes(drawn, rows, columns, palette)
    return drawn


def _row_height(rows: int) -> int:
    """Return the height of a row such that eight rows or more share the same height of the picture."""
    return max(32, min(40, 320 // max(rows, 1)))


def _fill(depth: float, base: int, palette: Palette, scale: Scale) -> str:
    if depth != depth:
        return palette.surface
    colour = _step((1 - depth) / 2, palette.diverging) if scale == "diverging" else _step(depth, _readable(palette))
    return mixed(colour, palette.background, FADED) if base < FEW else colour


def _readable(palette: Palette) -> tuple[str, ...]:
    return (*palette.sequential[:MIDDLE], *palette.sequential[MIDDLE + 1 :])


def _step(share: float, colours: Sequence[str]) -> str:
    """Return the nearest colour of a scale, none between two: the ink then changes only where the colour visibly does.

    >>> _step(0.4, ["#FFFFFF", "#808080", "#000000"])
    '#808080'
    """
    return colours[round(min(max(share, 0.0), 1.0) * (len(colours) - 1))]


def _grid(
    cells: pd.DataFrame, values: Sequence[object], rows: int, columns: int, empty: object = None
) -> list[list[object]]:
    filled: list[list[object]] = [[empty] * columns for _ in range(rows)]
    for x, y, value in zip(cells["x"], cells["y"], values, strict=True):
        filled[int(y)][int(x)] = value
    return filled


def _fills(cells: pd.DataFrame, rows: int, columns: int) -> go.Heatmap:
    """Return the coloured cells: each its own step of a scale made of their colours."""
    colours = list(dict.fromkeys(cells["fill"])) or ["#000000"]
    step = {colour: place for place, colour in enumerate(colours)}
    most = len(colours)
    scale = [(edge / most, colour) for colour, place in step.items() for edge in (place, place + 1)]
    numbers = [step[colour] + 0.5 for colour in cells["fill"]]
    return go.Heatmap(
        z=_grid(cells, numbers, rows, columns),
        colorscale=scale,
        zmin=0,
        zmax=most,
        xgap=2,
        ygap=2,
        showscale=False,
        hoverinfo="skip",
    )


def _words(cells: pd.DataFrame, between: str, size: int) -> list[str]:
    return [
        f"<b>{text}</b>{between}<span style='font-size:{size - 3}px'>{note}</span>" if note else f"<b>{text}</b>"
        for text, note in zip(cells["text"], cells["note"], strict=True)
    ]


def _texts(cells: pd.DataFrame, words: Sequence[str], font: dict[str, object], rows: int, columns: int) -> go.Heatmap:
    """Return the numbers of one ink over transparent cells: heatmap text does not fade when a cell is selected."""
    return go.Heatmap(
        z=_grid(cells, [0.0] * len(cells), rows, columns),
        text=_grid(cells, words, rows, columns, ""),
        texttemplate="%{text}",
        textfont=font,
        colorscale=[(0.0, "rgba(0,0,0,0)"), (1.0, "rgba(0,0,0,0)")],
        zmin=0,
        zmax=1,
        showscale=False,
        hoverinfo="skip",
    )


def _marks(cells: pd.DataFrame) -> go.Scatter:
    """Return the transparent squares that take hover and click, which heatmap cells do not."""
    return go.Scatter(
        x=cells["x"].tolist(),
        y=cells["y"].tolist(),
        mode="markers",
        marker={"symbol": "square", "size": 34, "opacity": 0, "color": "#000000"},
        selected={"marker": {"opacity": 0}},
        unselected={"marker": {"opacity": 0}},
        customdata=cells[["row", "column"]].to_numpy().tolist(),
        hovertext=cells["hover"].tolist(),
        hoverinfo="text",
        showlegend=False,
    )


def _axes(drawn: go.Figure, rows: Sequence[str], columns: Sequence[str], palette: Palette) -> None:
    heads = {"showgrid": False, "zeroline": False, "tickfont": {"color": palette.text, "size": 12}, "ticks": ""}
    drawn.update_xaxes(
        **heads,
        side="top",
        tickmode="array",
        tickvals=list(range(len(columns))),
        ticktext=[wrapped(label.replace("/", "/ "), 16 if len(columns) <= ROOMY else 10, 3) for label in columns],
        tickangle=0,
        tickfont_size=12 if len(columns) <= ROOMY else 11,
        range=[-0.5, len(columns) - 0.5],
    )
    drawn.update_yaxes(
        **heads,
        tickmode="array",
        tickvals=list(range(len(rows))),
        ticktext=[wrapped(label, 20) for label in rows],
        range=[len(rows) - 0.5, -0.5],
    )
    drawn.update_layout(margin_t=0, margin_b=0, margin_l=0, margin_r=0)
    # Cells are wider than their marks: the nearest mark within half a cell's width is meant.
    drawn.update_layout(hovermode="closest", hoverdistance=60)
