"""What is spent in each fiscal year, by whom, against the limit of the year."""

import pandas as pd
import plotly.graph_objects as go

from ui.charts.base import escape, figure
from ui.charts.waterline import Scale
from ui.theme import Palette
from ui.wording.budget_waterline import LIMIT, PARTS
from ui.wording.formats import is_missing, money

HEIGHT = 300
# Fixed places in the palette's categories; what nobody decides on is grey.
COLOURS = {"committed": 1, "run": 4, "chosen": 0}


def spend_profile(table: pd.DataFrame, scale: Scale, palette: Palette) -> go.Figure:
    """Return stacked columns per period with a mark at each limit.

    Parameters
    ----------
    table : DataFrame, one row per period
        period, mandatory, committed, run, chosen, spent, limit and left (money; limit and left missing where there is
        none), as `services.budget_waterline.spend_profile` returns it; the twin table shows these columns.
    """
    drawn = figure(palette, height=HEIGHT, y_title=f"Spend, {escape(scale.unit)}", legend=True)
    periods = [escape(name) for name in table["period"]]
    for part, name in PARTS.items():
        if not (table[part] > 0).any():
            continue
        drawn.add_trace(
            go.Bar(
                x=periods,
                y=(table[part] / scale.divisor).tolist(),
                name=name,
                marker={"color": _colour(part, palette), "line": {"width": 0}},
                hovertext=[
                    _hover(period, name, amount, scale) for period, amount in zip(periods, table[part], strict=True)
                ],
                hoverinfo="text",
            )
        )
    limited = [place for place, limit in enumerate(table["limit"]) if not is_missing(limit)]
    if limited:
        rows, names = table.iloc[limited], [periods[place] for place in limited]
        # A wider mark in the colour of the background keeps the limit apart from the column behind it.
        drawn.add_trace(_limits(rows, names, scale, palette.background, 6.5).update(showlegend=False, hoverinfo="skip"))
        drawn.add_trace(_limits(rows, names, scale, palette.text, 2.5))
    drawn.update_layout(barmode="stack", bargap=0.35)
    drawn.update_yaxes(rangemode="tozero", tickformat=",~g", nticks=6)
    drawn.update_xaxes(type="category", showgrid=False)
    return drawn


def _colour(part: str, palette: Palette) -> str:
    return palette.categorical[COLOURS[part]] if part in COLOURS else palette.other


def _limits(rows: pd.DataFrame, periods: list[str], scale: Scale, colour: str, width: float) -> go.Scatter:
    said = [
        f"<b>{period}</b><br>{LIMIT} {escape(money(limit, scale.currency))}<br>{escape(_left(left, scale))}"
        for period, limit, left in zip(periods, rows["limit"], rows["left"], strict=True)
    ]
    return go.Scatter(
        x=periods,
        y=(rows["limit"] / scale.divisor).tolist(),
        mode="markers",
        name=LIMIT,
        marker={"symbol": "line-ew", "size": 44, "line": {"color": colour, "width": width}},
        hovertext=said,
        hoverinfo="text",
    )


def _left(left: float, scale: Scale) -> str:
    amount = money(abs(left), scale.currency)
    return f"{amount} over the limit" if left < 0 else f"{amount} left"


def _hover(period: str, name: str, amount: float, scale: Scale) -> str:
    return f"<b>{period}</b><br>{name} {escape(money(amount, scale.currency))}"
