"""The ranked list as bars laid end to end, with the line where the money ends."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from ui.charts.base import TEXT_SIZE, escape, figure, mixed
from ui.theme import Palette
from ui.wording.budget_waterline import LINE, WHY
from ui.wording.formats import count, money, percent

MOST_ROWS = 36
ROW_HEIGHT = 22
NAME_FITS = 34
IN, OUT, BEST = "In", "Out", "In the best selection"


@dataclass(frozen=True)
class Scale:
    """Money axis: currency, what amounts are divided by, and the unit they then have, such as "$ m"."""

    currency: str
    divisor: float
    unit: str


def waterline(table: pd.DataFrame, line: int, total: float | None, scale: Scale, palette: Palette) -> go.Figure:
    """Return the list from the top down: each bar begins where the money taken so far ends.

    Parameters
    ----------
    table : DataFrame, in order of the list
        name, share (of the value), cost and cumulated (money), inside, why, decided, best, as
        `services.budget_waterline.Ranked` holds them. The twin table shows the same rows, all of them.
    line : int
        Number of rows above the line; drawn under them.
    total : float or None
        The total limit in money, a vertical line; None where there is none.
    """
    shown = windowed(table, line)
    drawn = figure(
        palette, height=90 + ROW_HEIGHT * len(shown), x_title=f"Money taken, {escape(scale.unit)}", legend=True
    )
    for name, inside, colour in ((IN, True, palette.accent), (OUT, False, _faded(palette))):
        drawn.add_trace(_bars(shown[shown["inside"] == inside], name, colour, scale))
    marked = shown[shown["best"] & (shown["rows"] == 1)]
    drawn.add_trace(
        go.Scatter(
            x=((marked["start"] + marked["cost"]) / scale.divisor).tolist(),
            y=marked["place"].tolist(),
            mode="markers",
            name=BEST,
            marker={
                "symbol": "diamond",
                "size": 9,
                "color": palette.categorical[1],
                "line": {"color": palette.background, "width": 1.5},
            },
            hoverinfo="skip",
        )
    )
    _draw_lines(drawn, shown, total, scale, palette)
    drawn.update_layout(barmode="overlay", bargap=0.25)
    drawn.update_xaxes(tickformat=",~g", nticks=6, rangemode="tozero")
    drawn.update_yaxes(
        autorange="reversed",
        showgrid=False,
        zeroline=False,
        tickmode="array",
        tickvals=shown["place"].tolist(),
        ticktext=[escape(name, NAME_FITS) for name in shown["name"]],
    )
    return drawn


def windowed(table: pd.DataFrame, line: int) -> pd.DataFrame:
    """Return at most `MOST_ROWS` rows about the line, and those above them as one row.

    Rows decided in advance are always one row. Beside the columns given: place (0 at the top), start (money taken
    before the row), rows (number of projects in it) and above_line (bool).
    """
    start = table["cumulated"] - table["cost"].where(table["inside"], 0)
    rows = table.assign(start=start, rows=1, above_line=[place < line for place in range(len(table))])
    decided = int(table["decided"].sum())
    first = min(max(decided, line - MOST_ROWS * 2 // 3), max(decided, len(table) - MOST_ROWS))
    head, rest = rows.iloc[:first], rows.iloc[first : first + MOST_ROWS]
    if head.empty:
        return rest.assign(place=range(len(rest)))
    taken = head[head["inside"]]
    whole = "Above the line in any case" if first == decided else f"{count(len(head), 'project')} before"
    summed = {
        "name": whole,
        "share": float(taken["share"].sum()),
        "cost": taken["cost"].sum(),
        "cumulated": taken["cost"].sum(),
        "inside": True,
        "why": "",
        "decided": True,
        "best": bool(taken["best"].all()),
        "start": 0,
        "rows": len(head),
        "above_line": True,
    }
    joined = pd.concat([pd.DataFrame([summed]), rest], ignore_index=True)
    return joined.assign(place=range(len(joined)))


def _bars(rows: pd.DataFrame, name: str, colour: str, scale: Scale) -> go.Bar:
    return go.Bar(
        orientation="h",
        y=rows["place"].tolist(),
        x=(rows["cost"] / scale.divisor).tolist(),
        base=(rows["start"] / scale.divisor).tolist(),
        name=name,
        marker={"color": colour, "line": {"width": 0}},
        hovertext=[_hover(row, scale) for row in rows.to_dict("records")],
        hoverinfo="text",
    )


def _draw_lines(drawn: go.Figure, shown: pd.DataFrame, total: float | None, scale: Scale, palette: Palette) -> None:
    """Draw the line under the last row above it, and the total."""
    above: Sequence[int] = shown.loc[shown["above_line"], "place"].tolist()
    if len(above) < len(shown):
        height = (max(above) if above else -1) + 0.5
        drawn.add_shape(
            type="line", x0=0, x1=1, xref="paper", y0=height, y1=height, line={"color": palette.text, "width": 1.5}
        )
        drawn.add_annotation(
            x=0.005,
            xref="paper",
            y=height,
            text=LINE,
            showarrow=False,
            xanchor="left",
            yanchor="top",
            font={"size": TEXT_SIZE - 1, "color": palette.text},
        )
    if total is not None:
        place = total / scale.divisor
        drawn.add_shape(
            type="line", x0=place, x1=place, y0=0, y1=1, yref="paper", line={"color": palette.muted, "dash": "dot"}
        )


def _faded(palette: Palette) -> str:
    return mixed(palette.other, palette.background, 0.25)


def _hover(row: dict[str, object], scale: Scale) -> str:
    cost = money(float(str(row["cost"])), scale.currency)
    said = f"{cost}, {percent(float(str(row['share'])), 1)} of the value"
    best = "in the best selection" if row["best"] else "not in the best selection"
    return f"<b>{escape(row['name'])}</b><br>{escape(said)}<br>{WHY[str(row['why'])]}; {best}"
