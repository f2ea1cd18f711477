"""Figures of one project: the slip chart and its cost over time."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui.charts.base import escape, figure
from ui.theme import LIGHT, Palette

HEIGHT = 330
CLOSE = pd.Timedelta(days=90)
LETTER_SHARE = 0.02
"""Width of a letter of a gate's name as a share of the axis, on a phone."""
GATE_SYMBOLS = {True: "diamond", False: "diamond-open"}
MONEY = (
    ("approved_budget", "Approved budget", "dash"),
    ("forecast_cost", "Forecast cost", "solid"),
    ("actual_cost", "Actual cost", "solid"),
)


def slip_chart(reports: pd.DataFrame, gates: pd.DataFrame, palette: Palette = LIGHT) -> go.Figure:
    """Return the finish forecast at each report over the approved finish then in force, with gates as marks below.

    Parameters
    ----------
    reports : DataFrame
        as_of, forecast_finish, approved_baseline_finish, hover (escaped), by date.
    gates : DataFrame
        gate, day (held, else planned), held (bool), hover (escaped).
    """
    drawn = figure(palette, height=HEIGHT, x_title="As reported on", y_title="Finish", legend=True)
    approved = reports[reports["approved_baseline_finish"].notna()]
    if len(approved):
        drawn.add_trace(
            go.Scatter(
                x=approved["as_of"].tolist(),
                y=approved["approved_baseline_finish"].tolist(),
                name="Approved finish",
                mode="lines" if len(approved) > 1 else "markers",
                line={"shape": "hv", "dash": "dash", "color": palette.other, "width": 2},
                marker={"symbol": "line-ew-open", "size": 14, "color": palette.other},
                hovertemplate="Approved: %{y|%-d %b %Y}<extra></extra>",
            )
        )
    known = reports[reports["forecast_finish"].notna()]
    drawn.add_trace(
        go.Scatter(
            x=known["as_of"].tolist(),
            y=known["forecast_finish"].tolist(),
            name="Forecast finish",
            mode="lines+markers",
            line={"shape": "hv", "color": palette.accent, "width": 2.2},
            marker={"size": 5, "color": palette.accent},
            hovertext=known["hover"].tolist(),
            hoverinfo="text",
        )
    )
    if len(gates):
        drawn.add_trace(_gates(gates, _floor(reports), _span(reports["as_of"], gates["day"]), palette))
    _dates(drawn.update_yaxes, pd.concat([reports["forecast_finish"], reports["approved_baseline_finish"]]))
    _dates(drawn.update_xaxes, pd.concat([reports["as_of"], gates["day"]]))
    return drawn


def cost_chart(reports: pd.DataFrame, divisor: float, unit: str, palette: Palette = LIGHT) -> go.Figure:
    """Return approved budget, forecast cost and actual cost at each report; series nobody reports are left out.

    `divisor` and `unit` scale the money, as `formats.money_scale` gives them.
    """
    drawn = figure(palette, height=HEIGHT, x_title="As reported on", y_title=unit, legend=True)
    colours = {
        "approved_budget": palette.other,
        "forecast_cost": palette.accent,
        "actual_cost": palette.categorical[1],
    }
    for field, name, dash in MONEY:
        known = reports[reports[field].notna()]
        if known.empty:
            continue
        drawn.add_trace(
            go.Scatter(
                x=known["as_of"].tolist(),
                y=(known[field] / divisor).tolist(),
                name=name,
                mode="lines" if len(known) > 2 else "lines+markers",
                line={"shape": "hv", "dash": dash, "color": colours[field], "width": 2.2},
                hovertemplate=f"{name}: %{{y:,.3~g}}<br>%{{x|%-d %b %Y}}<extra></extra>",
            )
        )
    drawn.update_yaxes(rangemode="tozero", tickformat=",~g")
    _dates(drawn.update_xaxes, reports["as_of"])
    return drawn


def gate_marks(gates: pd.DataFrame, words: Sequence[str], until: Any) -> pd.DataFrame:
    """Return gates as the slip chart draws them: those held or planned up to a day, with their words, escaped."""
    days = gates["held"].where(gates["held"].notna(), gates["planned"])
    marks = pd.DataFrame(
        {
            "gate": gates["gate"].map(lambda name: escape(name, 12)),
            "day": days,
            "held": gates["held"].notna(),
            "hover": [escape(word) for word in words],
        }
    )
    return marks[marks["day"] <= until].reset_index(drop=True)


def gate_labels(gates: pd.DataFrame, span: pd.Timedelta) -> list[str]:
    """Return the text over each gate: gates too close for their names share one, "G2, G3", and the others bear none.

    `span` is the length of the axis; `gates` as in `slip_chart`.
    """
    labels = [""] * len(gates)
    shared: int | None = None
    for place in gates["day"].sort_values(kind="stable").index:
        at, name = gates.index.get_loc(place), str(gates.at[place, "gate"])
        if shared is not None:
            room = span * LETTER_SHARE * ((len(labels[shared]) + len(name)) / 2 + 1)
            if gates["day"].iloc[at] - gates["day"].iloc[shared] < room:
                labels[shared] += f", {name}"
                continue
        labels[at], shared = name, at
    return labels


def _span(*days: pd.Series) -> pd.Timedelta:
    """Return the length of the axis of these days, as `_dates` draws it."""
    known = pd.concat(days).dropna()
    length: pd.Timedelta = known.max() - known.min()
    return 2 * CLOSE if length < CLOSE else length


def _dates(update: Callable[..., Any], days: pd.Series) -> None:
    """Let an axis of dates name its months; where all lie close together, show half a year around them."""
    known = days.dropna()
    update(tickformat="%b %Y")
    if known.max() - known.min() < CLOSE:
        middle = known.min() + (known.max() - known.min()) / 2
        update(range=[middle - CLOSE, middle + CLOSE], dtick="M1")


def _floor(reports: pd.DataFrame) -> Any:
    """Return the day at the foot of the finishes, where gates stand."""
    finishes = pd.concat([reports["forecast_finish"], reports["approved_baseline_finish"]]).dropna()
    low, high = finishes.min(), finishes.max()
    return low - max((high - low) * 0.12, pd.Timedelta(days=20))


def _gates(gates: pd.DataFrame, floor: Any, span: pd.Timedelta, palette: Palette) -> go.Scatter:
    return go.Scatter(
        x=gates["day"].tolist(),
        y=[floor] * len(gates),
        name="Gate (filled: held)",
        mode="markers+text",
        text=gate_labels(gates, span),
        textposition="top center",
        textfont={"color": palette.muted, "size": 11},
        marker={
            "symbol": [GATE_SYMBOLS[bool(held)] for held in gates["held"]],
            "size": 10,
            "color": palette.text,
        },
        hovertext=gates["hover"].tolist(),
        hoverinfo="text",
        cliponaxis=False,
    )
