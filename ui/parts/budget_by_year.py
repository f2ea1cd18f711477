"""What is spent in each year of the budget page, against its limit."""

import pandas as pd
import streamlit as st

from ui import blocks
from ui.blocks import Column
from ui.cached import budget_looks as cached
from ui.charts import spend_profile as charts
from ui.charts.waterline import Scale
from ui.filters import budget_sliders
from ui.parts.budget_seen import Seen
from ui.wording import budget as budget_wording
from ui.wording import budget_used as used_words
from ui.wording import budget_waterline as wording
from ui.wording.formats import DASH, number
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
    _further(seen)
    _funds(seen)


def _further(seen: Seen) -> None:
    """Draw what the choice takes of capex, opex, funds and people where they are limited."""
    limits = cached.used(*seen.cache_key)
    if not limits:
        if seen.found.amounts:
            st.caption(used_words.NONE)
        return
    unit, currency = float(10**seen.found.digits), seen.view.facts.currency
    told = f"{used_words.tightest(limits)} {used_words.lapsing(limits, unit, currency)}"
    st.markdown(plain(told.strip()))
    rows = pd.DataFrame(
        {
            "name": [one.name for one in limits],
            "kind": [used_words.KINDS[one.kind] for one in limits],
            "taken": [used_words.amount(one.taken, one.kind, unit, currency) for one in limits],
            "limit": [used_words.amount(one.limit, one.kind, unit, currency) for one in limits],
            "left": [used_words.amount(one.left, one.kind, unit, currency) for one in limits],
            "lapses": [used_words.lapses(one, unit, currency) for one in limits],
            "projects": [f"{number(one.chosen)} of {number(one.candidates)}" for one in limits],
        }
    )
    blocks.table(
        rows,
        (
            Column("name", "Limit", width=190, pinned=True),
            Column("kind", "Kind", width=110),
            Column("taken", "Taken", width=90, help="Of a fund: cost of the funded projects that it may pay."),
            Column("limit", "There is", width=90),
            Column("left", "Left", width=90),
            Column("lapses", "Lapses unused", width=180, help="At least: what no funded project may use in its year."),
            Column("projects", "Projects", width=90, help="Funded, of all that take of it."),
        ),
        key="budget_used",
        title="Further limits",
        note="what the choice takes of each",
        noun="limit",
        download="budget_limits",
        given="As they were limited",
    )


def _funds(seen: Seen) -> None:
    """Draw which projects each fund may pay."""
    rows = cached.eligible(*seen.cache_key)
    if rows.empty:
        return
    with st.expander("Which projects each fund may pay"):
        blocks.table(
            rows.assign(chosen=rows["chosen"].map({True: "funded", False: DASH})),
            (
                Column("fund", "Fund", width=170, pinned=True),
                Column("name", "Project", width=240),
                Column("chosen", "In the choice", width=110),
                Column("cost", "Cost it may pay", "money"),
            ),
            key="budget_funds",
            title="Funds",
            note=used_words.FUNDS,
            noun="line",
            currency=seen.view.facts.currency,
            download="budget_funds",
            given="The fund with most projects first",
        )
