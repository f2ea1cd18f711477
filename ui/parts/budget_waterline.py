"""The ranked list of the budget page: a cut where the money ends, and what it leaves on the table."""

import pandas as pd
import streamlit as st

from services.budget_waterline import Rank
from ui import blocks
from ui.blocks import Column
from ui.cached import budget_looks as cached
from ui.charts import waterline as charts
from ui.filters import budget_sliders
from ui.parts.budget_seen import Seen
from ui.state import budget_rules as state
from ui.wording import budget as budget_wording
from ui.wording import budget_waterline as wording
from ui.wording.markdown import plain

RANK, GO_ON = "budget_rank", "budget_go_on"


def draw(seen: Seen) -> None:
    """Draw the list by the rank chosen, cut where the money ends, beside the best selection."""
    rank, go_on = _tools(seen)
    found = cached.ranked(*seen.cache_key, rank, go_on)
    kept = seen.share if seen.asked.keep else None
    st.markdown(plain(wording.finding(found.share, found.best_share, go_on, kept)))
    if found.broken:
        st.caption(plain(wording.broken()))
    currency = seen.view.facts.currency
    # What is held for risk is not there to be cut.
    total = seen.money(seen.total - seen.asked.held)
    span = budget_sliders.money_range(0.0, total)
    scale = charts.Scale(currency, span.divisor, budget_wording.unit(currency, span.unit))
    table = _worded(seen, found.table)
    line = len(table) if found.stopped_by is None else found.line
    blocks.figure_with_table(
        charts.waterline(table, line, total, scale, blocks.palette()),
        table,
        (
            Column("name", "Project", width=300),
            Column("cost", "Cost to go", "money"),
            Column("cumulated", "Money taken", "money"),
            Column("share", "Share of value", "percent", digits=1),
            Column("reason", "In the list", width=300),
            Column("best_words", "In the best selection"),
        ),
        name="budget_waterline",
        title="The ranked list, and where the money ends",
        note=wording.line(found, len(seen.found.decided), seen.terms),
        alt="Projects in ranked order as bars of money laid end to end, with a line where the money ends.",
        currency=currency,
        noun="project",
    )


def _worded(seen: Seen, table: pd.DataFrame) -> pd.DataFrame:
    """Return the list with why each project is in or out."""
    terms = seen.terms
    reasons = [
        wording.reason(why, cause, state.reason(key.rsplit("|", 1)[0]), terms)
        for key, why, cause in zip(table["key"], table["why"], table["cause"], strict=True)
    ]
    return table.assign(reason=reasons, best_words=["in" if best else "out" for best in table["best"]])


def _tools(seen: Seen) -> tuple[Rank, bool]:
    with st.container(horizontal=True, vertical_alignment="center", key="budget_rank_tools"):
        rank: Rank = st.segmented_control(
            "Ranked by",
            cached.ranks(*seen.place),
            default="value",
            required=True,
            format_func=lambda name: wording.RANKS[name],
            key=RANK,
            bind="query-params",
            label_visibility="collapsed",
        )
        go_on = bool(st.toggle(wording.GO_ON, key=GO_ON, bind="query-params", width="content"))
    return rank or "value", go_on
