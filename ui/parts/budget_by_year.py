"""What is spent in each year of the budget page, against its limit."""

import streamlit as st

from ui import blocks
from ui.blocks import Column
from ui.cached import budget_looks as cached
from ui.charts import spend_profile as charts
from ui.charts.waterline import Scale
from ui.filters import budget_sliders
from ui.parts.budget_seen import Seen
from ui.wording import budget as budget_wording
from ui.wording import budget_waterline as wording
from ui.wording.markdown import plain


def draw(seen: Seen) -> None:
    """Draw the spend of each year by class, with a mark at each limit."""
    if seen.funding.by_year is None:
        blocks.empty_state(
            "No forecast by year is known",
            "With the costs register each year's spend stands here against its limit.",
            [("Upload a file of costs", "upload"), ("See the columns", "dictionary")],
        )
        return
    table = cached.spend_profile(*seen.cache_key)
    currency = seen.view.facts.currency
    span = budget_sliders.money_range(0.0, float(table["spent"].max()))
    st.markdown(plain(wording.spend(table["period"].tolist(), table["left"].tolist(), currency)))
    blocks.figure_with_table(
        charts.spend_profile(
            table, Scale(currency, span.divisor, budget_wording.unit(currency, span.unit)), blocks.palette()
        ),
        table,
        (
            Column("period", "Year"),
            *(Column(name, words, "money") for name, words in wording.PARTS.items()),
            Column("spent", "Spent", "money"),
            Column("limit", "Limit", "money"),
            Column("left", "Left", "money"),
        ),
        name="budget_by_year",
        title="Spend by year",
        note="cost to go of what is funded, by class",
        alt="Stacked columns of spend per fiscal year with a mark at each limit.",
        currency=currency,
        noun="year",
    )
