"""Part of the slip risk page: what the chances add up to in finishes and in cost."""

import pandas as pd
import streamlit as st

from models.portfolio_simulation import Simulation
from services.slip_view import SlipView
from ui import blocks
from ui.blocks import Column
from ui.cached import slip_why as cached
from ui.charts import simulation as charts
from ui.filters import View
from ui.wording import simulation as wording
from ui.wording.formats import money_scale, symbol
from ui.wording.markdown import plain

FAN = (
    Column("by", "By", "date", pinned=True),
    Column("forecast", "As forecasts stand", "count"),
    Column("p20", "Eight draws in ten at least", "count"),
    Column("p50", "Half at least", "count"),
    Column("p10", "Nine draws in ten at least", "count"),
    Column("p90", "One draw in ten at least", "count"),
)


@blocks.part("slip_ahead")
def consequences(view: View, shown: SlipView) -> None:
    """Draw how many projects finish by each coming quarter, and where the total cost comes to lie."""
    if not shown.expectation.eligible or shown.record.get("method") == "":
        return
    with blocks.explained_errors():
        told = cached.ahead(view.scope, view.as_of, shown.horizon, shown.days, view.filters)
    if told is None or not told.n:
        return
    with blocks.explained_errors():
        held = cached.days(view.scope, view.as_of, shown.horizon)
    blocks.section("What this adds up to")
    narrow = "" if held is None else wording.narrow(held.coverage.levels)
    if narrow:
        st.markdown(plain(narrow))
    finishes, costs = st.columns([1.25, 1], gap="medium")
    with finishes:
        _finishes(told, shown.words)
    with costs:
        _costs(view, told, shown.words)
    with blocks.how_it_was_found(wording.method(told), *wording.LIMITS, wording.left_out(told)):
        pass


def _finishes(told: Simulation, words: str) -> None:
    blocks.figure_with_table(
        charts.fan(told.finishes, "Projects finished", palette=blocks.palette()),
        told.finishes,
        FAN,
        name="slip_fan",
        title="Projects finished by each quarter",
        note=wording.moved_once(words),
        alt=wording.finishes(told),
        noun="quarter",
    )
    st.markdown(plain(wording.finishes(told)))


def _costs(view: View, told: Simulation, words: str) -> None:
    if told.cost is None:
        blocks.section("Forecast cost")
        st.markdown(plain(wording.cost(told, view.facts.currency, words)))
        return
    spread = {name: getattr(told.cost, name) for name in ("p10", "p50", "p80", "p90")}
    divisor, unit = money_scale(pd.Series([*spread.values(), told.cost_now]))
    rows = pd.DataFrame(
        {
            "what": ["Now", "Half of the draws at most", "Eight draws in ten at most"],
            "cost": [told.cost_now, told.cost.p50, told.cost.p80],
        }
    )
    blocks.figure_with_table(
        charts.cost(
            spread, told.cost_now, divisor, f"{symbol(view.facts.currency).strip()} {unit}".strip(), blocks.palette()
        ),
        rows,
        (Column("what", "What", width=220, pinned=True), Column("cost", "Forecast cost", "money")),
        name="slip_cost_ahead",
        title=f"Forecast cost {wording.by(words)}",
        note="Of the same projects.",
        alt=wording.cost(told, view.facts.currency, words),
        currency=view.facts.currency,
        noun="figure",
    )
    st.markdown(plain(wording.cost(told, view.facts.currency, words)))
