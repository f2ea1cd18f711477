"""Limits of anything else there is only so much of: capital and running money, funds, people."""

from dataclasses import replace
from typing import Final

import streamlit as st

from services.candidates import Amounts, Asked, Candidates
from ui.filters import budget_sliders
from ui.wording import budget_limits as wording
from ui.wording.markdown import label

ALSO: Final = "budget_also"
AMOUNT: Final = "budget_amount"
PEOPLE_UNITS: Final = 100


def limits(found: Candidates, asked: Asked, currency: str) -> Asked:
    """Draw the choice of what else is limited, and a slider for each."""
    offered = {one.name: one for one in found.amounts}
    if not offered:
        return asked
    also = st.multiselect(
        "Also limit",
        list(offered),
        key=ALSO,
        bind="query-params",
        placeholder="Capex, opex, funds, people",
        help=wording.UNITS,
        select_all=False,
    )
    given = [(name, _limit(found, offered[name], currency)) for name in also if name in offered]
    return replace(asked, amounts=tuple(given))


def _limit(found: Candidates, one: Amounts, currency: str) -> int:
    above = int(one.amount[[key in found.decided for key in found.keys]].sum())
    everything = max(int(one.amount.sum()), above + 1)
    key = f"{AMOUNT}_{''.join(letter if letter.isalnum() else '_' for letter in one.name.lower())}"
    if one.kind == "role":
        low, high = -(-above // PEOPLE_UNITS), -(-everything // PEOPLE_UNITS)
        known = high if one.available is None else min(max(one.available // PEOPLE_UNITS, low), high)
        told = wording.people_told(one.available)
        budget_sliders.opens_anew(key, low, max(high, low + 1), known)
        named = label(wording.people(one.name))
        chosen = st.slider(named, low, max(high, low + 1), known, 1, key=key, bind="query-params", help=told)
        return int(chosen) * PEOPLE_UNITS
    span = budget_sliders.money_range(found.money(above), found.money(everything))
    usual = float(span.high) if one.available is None else budget_sliders.on_step(span, found.money(one.available))
    told = wording.amount_told(float(found.money(above)), currency)
    return found.minor(span.money(budget_sliders.slider(one.name, span, usual, key, currency, told)))
