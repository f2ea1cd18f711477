"""Other sets nearly as good as the best one, and what each limit and decision costs."""

from collections.abc import Mapping

import streamlit as st

from services.budget_conflicts import Reason
from ui import blocks
from ui.blocks import Column
from ui.cached import budget_looks as looks
from ui.parts.budget_seen import Seen
from ui.state import budget_rules
from ui.wording import budget_conflicts as clauses
from ui.wording import budget_why as wording
from ui.wording.budget_reasons import with_reason
from ui.wording.markdown import plain

HOW_MANY, APART = "budget_others", "budget_apart"
RULES = ("needs", "excludes", "same")


def draw(seen: Seen) -> None:
    """Draw the next best sets that differ in earnest, and the prices of limits and decisions."""
    sets, prices = st.columns([1.2, 1], gap="large")
    with sets:
        _sets(seen)
    with prices:
        _prices(seen)


def _sets(seen: Seen) -> None:
    blocks.section("The next best sets", "beside the best of all")
    with st.container(horizontal=True, key="budget_others_tools"):
        apart = st.select_slider("Projects that differ, at least", range(1, 9), 2, key=APART, bind="query-params")
        how_many = st.select_slider("Sets", range(1, 8), 3, key=HOW_MANY, bind="query-params")
    found, complete = looks.others(*seen.cache_key, int(how_many), int(apart))
    st.caption(plain(wording.alternatives_found(len(found), int(how_many), int(apart), complete)))
    st.markdown(
        "\n".join(f"{place}. {plain(wording.alternative(one, seen.terms))}" for place, one in enumerate(found, 1))
    )


def _prices(seen: Seen) -> None:
    priced = [one for one in looks.prices(*seen.cache_key) if one.reason.kind not in RULES]
    reasons = budget_rules.reasons(seen.by_hand)
    table = seen.table_of(
        what=[_what(one.reason, seen, reasons) for one in priced],
        price=[wording.capital(wording.priced(one, seen.terms)) for one in priced],
    )
    blocks.table(
        table,
        (Column("what", "What is asked", width=150), Column("price", "Without it", width=250)),
        key="budget_prices",
        title="What limits and decisions cost",
        note="in value, each by itself",
        lines=4,
        rows_high=6,
        noun="limit or decision",
    )


def _what(one: Reason, seen: Seen, reasons: Mapping[str, str]) -> str:
    """Return what is asked, with the reason of a project decided by hand."""
    asked = wording.capital(clauses.clause(one, seen.terms))
    return with_reason(asked, reasons.get(one.keys[0])) if one.kind in ("in", "out") else asked
