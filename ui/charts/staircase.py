"""What money buys, as the staircase it is."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ui.charts.base import TEXT_SIZE, escape, figure
from ui.theme import Palette
from ui.wording.formats import count, money, percent

MOST_STEPS = 800
BEST = "Best of all"


@dataclass(frozen=True)
class Point:
    """Where the reader stands: the total, and the share of value it buys (None where it buys nothing allowed)."""

    total: float
    share: float | None


def staircase(
    steps: pd.DataFrame,
    point: Point,
    end: float,
    currency: str,
    divisor: float,
    unit: str,
    palette: Palette,
    best: pd.DataFrame | None = None,
) -> go.Figure:
    """Return the staircase with the present point on or under it.

    Parameters
    ----------
    steps : DataFrame with budget and cost (money), share (0 to 1) and count, by budget.
    end : where the horizontal axis ends, in money.
    divisor, unit : scale of the money axis, such as 1e6 and "$ m".
    best : DataFrame with budget (money) and share, by budget, of the best selections of all, where `steps` keep what is
        funded; a thinner line above them, so that the gap is seen.
    """
    shown = thinned(steps, point.total)
    drawn = figure(palette, height=330, x_title=f"Total budget, {escape(unit)}", y_title="Share of the value")
    x = [*(shown["budget"] / divisor), end / divisor]
    y = [*shown["share"], shown["share"].iloc[-1]]
    words = [_hover(budget, share, how_many, currency) for budget, share, how_many in _rows(shown)]
    if best is not None and not best.empty:
        _add_best(drawn, thinned(best, point.total), end, divisor, palette)
    drawn.add_trace(
        go.Scatter(
            x=x,
            y=y,
            mode="lines",
            line={"shape": "hv", "color": palette.accent, "width": 2},
            text=[*words, words[-1]],
            hovertemplate="%{text}<extra></extra>",
        )
    )
    drawn.add_shape(
        type="line",
        x0=point.total / divisor,
        x1=point.total / divisor,
        y0=0,
        y1=1,
        yref="paper",
        line={"color": palette.muted, "width": 1, "dash": "dot"},
    )
    if point.share is not None:
        drawn.add_trace(_here(point, currency, divisor, palette))
    drawn.update_yaxes(range=[0, 1.04], tickformat=".0%")
    drawn.update_xaxes(
        nticks=7, range=[min(float(shown["budget"].iloc[0]), point.total) / divisor, max(end, point.total) / divisor]
    )
    return drawn


def thinned(steps: pd.DataFrame, total: float) -> pd.DataFrame:
    """Return at most `MOST_STEPS` steps, evenly over the money, with first, last and the one in force.

    What is kept lies on the staircase; a step left out is drawn at the height of the one before it.
    """
    if len(steps) <= MOST_STEPS:
        return steps
    budget = steps["budget"].to_numpy()
    wanted = np.searchsorted(budget, np.linspace(budget[0], budget[-1], MOST_STEPS - 2), side="right") - 1
    here = max(int(np.searchsorted(budget, total, side="right")) - 1, 0)
    return steps.iloc[np.unique([0, *wanted, here, len(steps) - 1])]


def _add_best(drawn: go.Figure, best: pd.DataFrame, end: float, divisor: float, palette: Palette) -> None:
    """Add the staircase of the best of all as a thinner line, its name above its end."""
    drawn.add_trace(
        go.Scatter(
            x=[*(best["budget"] / divisor), end / divisor],
            y=[*best["share"], best["share"].iloc[-1]],
            mode="lines",
            line={"shape": "hv", "color": palette.muted, "width": 1.25},
            name=BEST,
            hovertemplate=f"{BEST}: %{{y:.1%}}<extra></extra>",
        )
    )
    drawn.add_annotation(
        x=end / divisor,
        y=float(best["share"].iloc[-1]),
        text=BEST,
        showarrow=False,
        xanchor="right",
        yanchor="bottom",
        font={"color": palette.muted, "size": TEXT_SIZE - 1},
    )


def _here(point: Point, currency: str, divisor: float, palette: Palette) -> go.Scatter:
    said = f"You are here: {money(point.total, currency)} buys {percent(point.share, 1)} of the value"
    return go.Scatter(
        x=[point.total / divisor],
        y=[point.share],
        mode="markers",
        marker={"size": 13, "color": palette.categorical[1], "line": {"color": palette.background, "width": 2}},
        hovertemplate=f"{escape(said)}<extra></extra>",
    )


def _rows(steps: pd.DataFrame) -> Iterator[tuple[float, float, int]]:
    return zip(steps["budget"], steps["share"], steps["count"], strict=True)


def _hover(budget: float, share: float, how_many: int, currency: str) -> str:
    return escape(f"{money(budget, currency)} buys {count(int(how_many), 'project')}, {percent(share, 1)} of the value")
