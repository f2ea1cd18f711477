"""Limits by fiscal year: which years are set by hand, and whether the others share the rest of the total."""

from dataclasses import replace
from typing import Final

import streamlit as st

from services.candidates import Asked, Candidates, limits_of
from services.cost_by_year import LATER
from ui.filters import budget_sliders
from ui.wording import budget_limits as wording
from ui.wording.formats import money
from ui.wording.markdown import plain

YEARS, SHARED, CARRY, YEAR = (f"budget_{name}" for name in ("years", "shared", "carry", "year"))
MOST_YEARS: Final = 4


def limits(found: Candidates, asked: Asked, currency: str) -> Asked:
    """Draw the choice of years with a limit of their own, a slider for each, and how the rest is shared."""
    names = [name for name in found.periods if name != LATER][:MOST_YEARS]
    by_hand = st.pills(
        "Years with a limit",
        names,
        selection_mode="multi",
        key=YEARS,
        bind="query-params",
        help="Each year chosen here gets a slider of its own.",
    )
    shared = st.toggle(
        "Share the total over all years",
        key=SHARED,
        bind="query-params",
        help="Every other year is then limited too: to its part of what the years with a limit leave of the total.",
    )
    opening = dict(limits_of(found, replace(asked, shared=True)))
    years = [_year(found, found.periods.index(name), opening[name], currency) for name in names if name in by_hand]
    asked = replace(asked, periods=tuple(years), shared=bool(shared))
    if years or shared:
        asked = replace(asked, carry_over=_carry_over())
    if shared:
        _said(found, asked, currency)
    return asked


def _year(found: Candidates, place: int, opening: int, currency: str) -> tuple[str, int]:
    name, cost = found.periods[place], found.cost[:, place]
    above = sum(int(amount) for key, amount in zip(found.keys, cost, strict=True) if key in found.decided)
    span = budget_sliders.money_range(found.money(above), found.money(max(int(cost.sum()), above + 1)))
    told = f"{money(found.money(above), currency)} of it stands above the line."
    usual = budget_sliders.on_step(span, found.money(opening))
    chosen = budget_sliders.slider(name, span, usual, f"{YEAR}_{place}", currency, told)
    return name, found.minor(span.money(chosen))


def _carry_over() -> bool:
    return bool(
        st.toggle(
            "Unspent money stays for the next year",
            key=CARRY,
            bind="query-params",
            help="Off by default: what a year does not spend lapses.",
        )
    )


def _said(found: Candidates, asked: Asked, currency: str) -> None:
    """Say which drives: the total, or the years that are set by hand."""
    given = limits_of(found, asked)
    free = {name: float(found.money(given[name])) for name in found.periods if name not in dict(asked.periods)}
    over = sum(given.values()) - (asked.total or 0)
    st.caption(plain(wording.drives(free, float(found.money(max(over, 0))), currency)))
