"""Figures of the portfolio's draws: how many projects finish by each quarter, and where the total cost comes to lie."""

import pandas as pd
import plotly.graph_objects as go

from ui.charts.base import figure, mixed
from ui.theme import LIGHT, Palette
from ui.wording.formats import day, number

HEIGHT = 340
COST_HEIGHT = 180
BANDS = (("p10", "p90", 0.78, "Eight draws in ten"), ("p20", "p80", 0.55, "Six draws in ten"))


def fan(quarters: pd.DataFrame, y_title: str, divisor: float = 1.0, palette: Palette = LIGHT) -> go.Figure:
    """Return the fan over the coming quarters: bands, the middle, and what the forecasts say as they stand.

    Parameters
    ----------
    quarters : DataFrame
        ``by`` (date), ``forecast, p10, p20, p50, p80, p90``, by date, as `portfolio_simulation.Simulation` holds them.
    y_title : str
        With its unit.
    divisor : float
        Of the values, such as 1e6 for "$ m".
    """
    drawn = figure(palette, height=HEIGHT, y_title=y_title, legend=True)
    dates = quarters["by"].tolist()
    for low, high, fade, name in BANDS:
        upper, lower = (quarters[high] / divisor).tolist(), (quarters[low] / divisor).tolist()
        drawn.add_trace(
            go.Scatter(
                x=dates + dates[::-1],
                y=upper + lower[::-1],
                fill="toself",
                fillcolor=mixed(palette.accent, palette.background, fade),
                line={"width": 1, "color": mixed(palette.accent, palette.background, fade - 0.3)},
                mode="lines",
                name=name,
                hoverinfo="skip",
            )
        )
    for field, name, colour, dash in (
        ("forecast", "As forecasts stand", palette.muted, "dot"),
        ("p50", "Middle of the draws", palette.accent, "solid"),
    ):
        drawn.add_trace(
            go.Scatter(
                x=dates,
                y=(quarters[field] / divisor).tolist(),
                name=name,
                mode="lines+markers",
                line={"color": colour, "dash": dash, "width": 2.2},
                marker={"size": 6, "color": colour},
                hovertext=[_hover(row, divisor) for row in quarters.to_dict("records")],
                hoverinfo="text",
            )
        )
    drawn.update_yaxes(rangemode="tozero", tickformat=",~g")
    drawn.update_xaxes(tickformat="%b %Y", nticks=6)
    return drawn


def cost(spread: dict[str, float], now: float, divisor: float, unit: str, palette: Palette = LIGHT) -> go.Figure:
    """Return where the total cost comes to lie: P10 to P90 as a bar, P50 and P80 as marks, today's sum as a line.

    `spread` holds p10, p50, p80 and p90, and `now` the sum of the forecast costs; `unit` is that of the axis.
    """
    drawn = figure(palette, height=COST_HEIGHT, x_title=unit, legend=True)
    scaled = {name: value / divisor for name, value in spread.items()}
    drawn.add_trace(
        go.Bar(
            y=[0],
            x=[scaled["p90"] - scaled["p10"]],
            base=[scaled["p10"]],
            orientation="h",
            width=0.5,
            name="Eight draws in ten",
            marker={"color": mixed(palette.accent, palette.background, 0.6), "line": {"width": 0}},
            hovertext=[f"{number(scaled['p10'], 1)} to {number(scaled['p90'], 1)}"],
            hoverinfo="text",
        )
    )
    for value, name, mark, colour in (
        (scaled["p50"], "P50", "circle", palette.accent),
        (scaled["p80"], "P80", "line-ns-open", palette.accent),
        (now / divisor, "Now", "diamond-open", palette.text),
    ):
        drawn.add_trace(
            go.Scatter(
                y=[0],
                x=[value],
                name=name,
                mode="markers",
                marker={"symbol": mark, "size": 12, "color": colour, "line": {"width": 2.5, "color": colour}},
                hovertext=[f"{name}: {number(value, 1)}"],
                hoverinfo="text",
            )
        )
    drawn.update_yaxes(showticklabels=False, showgrid=False, zeroline=False, range=[-0.6, 0.6])
    drawn.update_xaxes(tickformat=",~g", nticks=5)
    return drawn


def _hover(row: dict[str, float], divisor: float) -> str:
    digits = 0 if divisor == 1 else 1
    low, middle, high, stated = (number(row[name] / divisor, digits) for name in ("p10", "p50", "p90", "forecast"))
    drawn = f"Middle {middle}, eight draws in ten {low} to {high}"
    return f"<b>By {day(row['by'])}</b><br>{drawn}<br>As forecasts stand {stated}"
