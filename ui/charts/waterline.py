"""The ranked list as bars laid end to end, with the line where the money ends."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from ui.charts.base import TEXT_SIZE, escape, figure, mixed
from ui.theme import Palette
from ui.wording.budget_waterline import LINE
from ui.wording.formats import count, money, percent

MOST_ROWS = 36
ROW_HEIGHT, BAR = 22, 0.75
NAME_FITS = 34
# How much of the width the bar of all that stands before may take: past that the axis begins within it.
STUB, ROOM = 0.12, 0.02
# From this share of the width on a short label is clear of what stands left of it.
CLEAR = 0.4
IN, OUT, TAKEN, BEST = "In", "Out", "Taken out", "In the best selection"
TAKEN_OUT, HATCHED = ("rule", "forced out"), "/"


@dataclass(frozen=True)
class Scale:
    """Money axis: currency, what amounts are divided by, and the unit they then have, such as "$ m"."""

    currency: str
    divisor: float
    unit: str


def waterline(table: pd.DataFrame, line: int, total: float | None, scale: Scale, palette: Palette) -> go.Figure:
    """Return the list from the top down: each bar begins where the money taken so far ends.

    What stands before the rows shown one by one is a stub with its amount beside it: the axis begins shortly before
    they do, and says from where.

    Parameters
    ----------
    table : DataFrame, in order of the list
        name, share (of the value), cost and cumulated (money), inside, why, decided, best, as
        `services.budget_waterline.Ranked` holds them, and reason (the why in words). The twin table shows the same
        rows, all of them.
    line : int
        Number of rows above the line; drawn under them.
    total : float or None
        The total limit in money, a vertical line; None where there is none.
    """
    shown = windowed(table, line)
    begin, end = span(shown, total)
    title = f"Money taken, {escape(scale.unit)}"
    if begin > 0:
        title += f"<br>from {escape(money(begin, scale.currency))} on"
    drawn = figure(palette, height=90 + ROW_HEIGHT * len(shown), x_title=title, legend=True)
    _draw_bars(drawn, shown, scale, palette)
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
    _label_line(drawn, shown, (begin, end), palette)
    if begin > 0:
        _label_stub(drawn, shown, scale, palette)
    drawn.update_layout(barmode="overlay")
    drawn.update_xaxes(tickformat=",~g", nticks=6, range=[begin / scale.divisor, end / scale.divisor])
    drawn.update_yaxes(
        autorange="reversed",
        showgrid=False,
        zeroline=False,
        tickmode="array",
        tickvals=shown["place"].tolist(),
        ticktext=[escape(name, NAME_FITS) for name in shown["name"]],
    )
    return drawn


def span(shown: pd.DataFrame, total: float | None) -> tuple[float, float]:
    """Return where the money axis begins and ends, in money: at nothing, or shortly before the first single row."""
    last = float((shown["start"] + shown["cost"]).max())
    last = max(last, total or 0.0)
    first = float(shown.loc[shown["rows"] == 1, "start"].min()) if (shown["rows"] == 1).any() else 0.0
    stub = (last - first) * STUB / (1 - STUB - ROOM)
    begin = first - stub if (shown["rows"] > 1).any() and first > stub else 0.0
    return begin, last + (last - begin) * ROOM


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
    whole = "Above the line in any case" if first == decided else f"{count(len(taken), 'project')} before"
    summed = {
        "name": whole,
        "share": float(taken["share"].sum()),
        "cost": taken["cost"].sum(),
        "cumulated": taken["cost"].sum(),
        "inside": True,
        "why": "",
        "reason": "",
        "decided": True,
        "best": bool(taken["best"].all()),
        "start": 0,
        "rows": len(head),
        "above_line": True,
    }
    joined = pd.concat([pd.DataFrame([summed]), rest], ignore_index=True)
    return joined.assign(place=range(len(joined)))


def _draw_bars(drawn: go.Figure, shown: pd.DataFrame, scale: Scale, palette: Palette) -> None:
    """Draw what is in, what does not fit, and hatched what is taken out."""
    out = shown["why"].isin(TAKEN_OUT)
    drawn.add_trace(_bars(shown[shown["inside"]], IN, palette.accent, scale))
    drawn.add_trace(_bars(shown[~shown["inside"] & ~out], OUT, _faded(palette), scale))
    if out.any():
        drawn.add_trace(_bars(shown[out], TAKEN, _faded(palette), scale, HATCHED))


def _bars(rows: pd.DataFrame, name: str, colour: str, scale: Scale, pattern: str = "") -> go.Bar:
    return go.Bar(
        orientation="h",
        y=rows["place"].tolist(),
        x=(rows["cost"] / scale.divisor).tolist(),
        base=(rows["start"] / scale.divisor).tolist(),
        name=name,
        # A trace of few bars would else take the room between them.
        width=BAR,
        marker={"color": colour, "line": {"width": 0}, "pattern": {"shape": pattern}},
        hovertext=[_hover(row, scale) for row in rows.to_dict("records")],
        hoverinfo="text",
    )


def _draw_lines(drawn: go.Figure, shown: pd.DataFrame, total: float | None, scale: Scale, palette: Palette) -> None:
    """Draw the line under the last row above it, and the total."""
    if not shown["above_line"].all():
        height = _height(shown)
        drawn.add_shape(
            type="line", x0=0, x1=1, xref="paper", y0=height, y1=height, line={"color": palette.text, "width": 1.5}
        )
    if total is not None:
        place = total / scale.divisor
        drawn.add_shape(
            type="line", x0=place, x1=place, y0=0, y1=1, yref="paper", line={"color": palette.muted, "dash": "dot"}
        )


def _height(shown: pd.DataFrame) -> float:
    """Return the height of the line: under the last row above it."""
    return int(shown["above_line"].sum()) - 0.5


def _label_line(drawn: go.Figure, shown: pd.DataFrame, ends: tuple[float, float], palette: Palette) -> None:
    """Write what the line is below it, at the left where the next bar leaves room, else at the right."""
    if shown["above_line"].all():
        return
    below = shown[~shown["above_line"]].iloc[0]
    begin, end = ends
    left = float(below["start"]) - begin >= CLEAR * (end - begin)
    drawn.add_annotation(
        x=0.005 if left else 0.995,
        xref="paper",
        y=_height(shown),
        text=LINE,
        showarrow=False,
        xanchor="left" if left else "right",
        yanchor="top",
        font={"size": TEXT_SIZE - 1, "color": palette.text},
    )


def _label_stub(drawn: go.Figure, shown: pd.DataFrame, scale: Scale, palette: Palette) -> None:
    """Write the amount of what stands before at the end of its bar, which the axis cuts off."""
    before = shown[shown["rows"] > 1].iloc[0]
    drawn.add_annotation(
        x=float(before["cost"]) / scale.divisor,
        y=before["place"],
        text=f"{escape(money(float(before['cost']), scale.currency))} in all",
        showarrow=False,
        xanchor="left",
        xshift=4,
        font={"size": TEXT_SIZE - 1, "color": palette.muted},
    )


def _faded(palette: Palette) -> str:
    return mixed(palette.other, palette.background, 0.25)


def _hover(row: dict[str, object], scale: Scale) -> str:
    cost = money(float(str(row["cost"])), scale.currency)
    said = f"{cost}, {percent(float(str(row['share'])), 1)} of the value"
    best = "in the best selection" if row["best"] else "not in the best selection"
    return f"<b>{escape(row['name'])}</b><br>{escape(said)}<br>{escape(row['reason'])}; {best}"
