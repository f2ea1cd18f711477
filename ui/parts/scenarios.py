"""The parts of the Scenarios page: the list of plans, those picked, and what tells them apart."""

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from services.rights import Right
from services.scenarios import Scenario
from ui import blocks
from ui.blocks import Column
from ui.cached import scenarios as cached
from ui.filters import View
from ui.filters import scenarios as filters
from ui.parts import scenarios_compare, scenarios_one
from ui.state.rights import may
from ui.wording import scenarios as wording
from ui.wording.formats import count

SAID: Final = "scenarios_said"
LISTED: Final = (
    Column("name", "Plan", width=190, pinned=True),
    Column("status", "Status", width=80),
    Column("total", "Total", width=85),
    Column("cost", "Cost", width=85),
    Column("share", "Share of the value", "percent", digits=1, width=125),
    Column("funded", "Projects", width=85, help="Funded by choice, of those to choose from."),
    Column("as_of", "Data of", "date", width=100),
    Column("changed", "Changed by", width=200),
    Column("note", "Note", width=240),
)


@blocks.part("scenarios_plans")
def plans(view: View) -> None:
    """Draw the plans kept, and those picked: one with all its projects, several side by side."""
    currency = view.facts.currency
    listed = cached.listing(view.scope)
    blocks.header("Scenarios", wording.finding(listed, currency))
    said = st.session_state.pop(SAID, "")
    if said:
        st.toast(said, icon=":material/check:")
    if not listed:
        _none()
        return
    picked = filters.chosen(listed)
    read = [cached.plan(view.scope, one) for one in picked]
    if len(read) > 1:
        scenarios_compare.side_by_side(view, read)
        scenarios_compare.apart(view, read)
    scenarios_one.cards(view, read)
    if read:
        scenarios_compare.grid(view, read)
    _list(listed, currency)
    with blocks.how_it_was_found(*wording.HOW):
        pass


def _none() -> None:
    blocks.empty_state(
        "No plan is kept yet",
        "A plan keeps what the Budget page shows with everything that determines it: the data as they stand, limits, "
        "rules, weights and the proven answer. Plans are compared, locked and decided here, and run again at any time.",
        [("Open Budget", "budget")],
        steps=wording.FIRST_STEPS if may(Right.DECIDE) else wording.WHAT_HAPPENS,
    )


def _list(listed: Sequence[Scenario], currency: str) -> None:
    rows = [
        {
            "name": one.name,
            "status": wording.STATUSES[one.status],
            "total": wording.amount(one.summary["total"], one.summary, currency),
            "cost": wording.amount(one.summary["cost"], one.summary, currency),
            "share": one.summary["share"],
            "funded": f"{one.summary['funded']} of {one.summary['candidates']}",
            "as_of": one.summary["as_of"],
            "changed": wording.changed(one),
            "note": one.note,
        }
        for one in listed
    ]
    blocks.table(
        pd.DataFrame(rows),
        LISTED,
        key="scenarios_list",
        title="All plans",
        note=f"{count(len(rows), 'plan')}, the one changed last first",
        noun="plan",
        download="scenarios",
        currency=currency,
        given="Changed last first",
    )
