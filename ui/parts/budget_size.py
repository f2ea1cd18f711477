"""How the choice of the budget page falls on small and large projects."""

import streamlit as st

from models.size_bias import SizeBias
from ui import blocks
from ui.blocks import Column
from ui.cached import budget_more as cached
from ui.parts.budget_seen import Seen
from ui.wording import budget_size as wording
from ui.wording.budget_value import BANDS
from ui.wording.markdown import plain

WIDTH = 860


def draw(seen: Seen) -> None:
    """Draw what is in of each quarter by size, under the warning where size explains the choice better than score."""
    bias = cached.size(*seen.cache_key)
    if bias is None:
        st.markdown(plain(wording.SAME))
        return
    st.markdown(plain(wording.finding(bias, seen.valuing.measure)))
    with st.container(width=WIDTH, key="budget_size_place"):
        _table(bias, seen.view.facts.currency)


def _table(bias: SizeBias, currency: str) -> None:
    rows = bias.bands.to_dict("records")
    blocks.table(
        bias.bands.assign(
            which=[BANDS[str(row["band"])] for row in rows],
            range=[wording.cost_range({str(key): row[key] for key in row}, currency) for row in rows],
            inside=[wording.in_of({str(key): row[key] for key in row}) for row in rows],
        ),
        (
            Column("which", "By cost to go", width=150),
            Column("range", "Cost of a project", width=170),
            Column("inside", "In", width=90),
            Column("share_of_number", "Share in", "percent"),
            Column("money", "Money they take", "money"),
            Column("share_of_money", "Share of money in", "percent"),
        ),
        key="budget_size",
        title="In and out by size",
        note="quarters of the projects that can be chosen freely, the cheapest first",
        download="budget_size",
        currency=currency,
        noun="quarter",
        given="Smallest first",
    )
