"""Figures of the slip method: chances kept or not, the likeliest against the rest over time, chance against cost."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ui.charts.base import figure, mixed
from ui.theme import LIGHT, Palette

HEIGHT = 320
NINE_IN_TEN = 1.645
MEAN_OF_ERROR = float(np.sqrt(2 / np.pi))


def calibration(bins: pd.DataFrame, palette: Palette = LIGHT) -> go.Figure:
    """Return what was said against what happened, with the band that chance alone would fill nine times in ten.

    Parameters
    ----------
    bins : DataFrame
        ``n, predicted, observed, noise`` (mean distance by chance alone) per group of equal chances, all shares of one.
    """
    drawn = figure(palette, height=HEIGHT, x_title="Chance said", y_title="Share that moved")
    ordered = bins.sort_values("predicted")
    reach = ordered["noise"] / MEAN_OF_ERROR * NINE_IN_TEN
    said = ordered["predicted"].tolist()
    upper = (ordered["predicted"] + reach).clip(upper=1).tolist()
    lower = (ordered["predicted"] - reach).clip(lower=0).tolist()
    drawn.add_trace(
        go.Scatter(
            x=said + said[::-1],
            y=upper + lower[::-1],
            fill="toself",
            fillcolor=mixed(palette.other, palette.background, 0.75),
            line={"width": 0},
            hoverinfo="skip",
        )
    )
    most = max([*said, *ordered["observed"].tolist(), 0.1])
    drawn.add_trace(
        go.Scatter(
            x=[0, most], y=[0, most], mode="lines", line={"color": palette.other, "dash": "dot"}, hoverinfo="skip"
        )
    )
    drawn.add_trace(
        go.Scatter(
            x=said,
            y=ordered["observed"].tolist(),
            mode="lines+markers",
            line={"color": palette.accent, "width": 1},
            marker={"color": palette.accent, "size": 9},
            hovertext=[
                f"Said {100 * p:.0f}%<br>moved {100 * y:.0f}%<br>{n:,} cases"
                for p, y, n in zip(ordered["predicted"], ordered["observed"], ordered["n"], strict=True)
            ],
            hoverinfo="text",
        )
    )
    for axis in (drawn.update_xaxes, drawn.update_yaxes):
        axis(tickformat=".0%", rangemode="tozero")
    return drawn


def found_over_time(origins: pd.DataFrame, palette: Palette = LIGHT) -> go.Figure:
    """Return, per past date, how many of the fifth called most likely moved, beside all projects.

    Parameters
    ----------
    origins : DataFrame
        ``origin`` (date), ``precision_top`` and ``base_rate``, shares of one; rows by date.
    """
    drawn = figure(palette, height=HEIGHT, y_title="Share that moved", legend=True)
    for field, name, colour, width in (
        ("precision_top", "The fifth called most likely", palette.accent, 2.5),
        ("base_rate", "All projects", palette.other, 2),
    ):
        drawn.add_trace(
            go.Scatter(
                x=origins["origin"].tolist(),
                y=origins[field].tolist(),
                name=name,
                mode="lines+markers" if len(origins) < 25 else "lines",
                line={"color": colour, "width": width},
                hovertemplate="%{x|%-d %b %Y}: %{y:.0%}<extra>" + name + "</extra>",
            )
        )
    drawn.update_yaxes(tickformat=".0%", range=[0, 1.02])
    drawn.update_xaxes(tickformat="%b %Y")
    return drawn


def chance_against_cost(projects: pd.DataFrame, money_title: str, palette: Palette = LIGHT) -> go.Figure:
    """Return one clickable mark per project; the custom data of a click is its key.

    Parameters
    ----------
    projects : DataFrame
        ``project_key, probability, cost`` (in the unit of `money_title`, above zero) and ``hover`` (escaped).
    """
    drawn = figure(palette, height=HEIGHT, x_title=money_title, y_title="Chance to slip", clickable=True)
    drawn.add_trace(
        go.Scatter(
            x=projects["cost"].tolist(),
            y=projects["probability"].tolist(),
            mode="markers",
            marker={"color": palette.accent, "size": 9, "opacity": 0.6},
            customdata=projects["project_key"].tolist(),
            hovertext=projects["hover"].tolist(),
            hoverinfo="text",
        )
    )
    drawn.update_xaxes(type="log", dtick=1, tickformat=",~g")
    drawn.update_yaxes(tickformat=".0%", rangemode="tozero")
    return drawn
