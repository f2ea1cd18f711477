"""The total of the Budget page: a slider in round steps, an exact amount in its place, and where it starts."""

from decimal import Decimal
from typing import Final

import streamlit as st

from services.candidates import Candidates
from ui.filters import budget_sliders
from ui.filters.budget_sliders import Range
from ui.wording import budget_total as wording
from ui.wording.formats import symbol
from ui.wording.markdown import label, plain

TOTAL, EXACT = "budget_total", "budget_exact"
OPENS_AT: Final = 0.6
MILLION: Final = 10**6


def total(found: Candidates, currency: str) -> int:
    """Draw the slider with the exact amount below it, and return the total in whole minor units."""
    cost = found.cost.sum(axis=1)
    above = sum(int(amount) for key, amount in zip(found.keys, cost, strict=True) if key in found.decided)
    everything = int(cost.sum())
    # A total of nothing buys nothing: the lowest position is one step.
    span = budget_sliders.money_range(found.money(max(above, 1)), found.money(everything))
    usual = budget_sliders.on_step(span, found.money(above + int(OPENS_AT * (everything - above))))
    place = st.container(key="budget_total_slider")
    exact = _exact(span, found.money(max(above, 1)), unit_of(found), currency)
    start = usual if exact is None else _nearest(span, exact)
    if exact is not None and st.session_state.get(TOTAL, start) != start:
        st.session_state[TOTAL] = start
    with place:
        position = budget_sliders.slider("Total budget", span, start, TOTAL, currency, "", on_change=_moved)
        if exact is None and position == usual < float(span.high):
            st.caption(plain(wording.start(OPENS_AT, above > 0)))
    return found.minor(span.money(position) if exact is None else exact)


def raise_to(found: Candidates, minor: int) -> None:
    """Let the total be exactly so many minor units from the next run on."""
    st.session_state[EXACT] = float(Decimal(str(found.money(minor))) / unit_of(found))


def unit_of(found: Candidates) -> int:
    """Return in what an exact total is typed: millions, or units of the currency where all costs less than one."""
    return MILLION if found.money(int(found.cost.sum())) >= MILLION else 1


def _exact(span: Range, least: float, unit: int, currency: str) -> Decimal | None:
    """Draw the field of the exact amount and return that as money; None where it is empty."""
    low, high = float(Decimal(str(least)) / unit), float(span.high * span.divisor / unit)
    held = st.session_state.get(EXACT)
    if held is not None and not low <= held <= high:
        st.session_state[EXACT] = None
    given = st.number_input(
        label(wording.exact(symbol(currency).strip(), "m" if unit == MILLION else "")),
        min_value=low,
        max_value=high,
        value=None,
        step=float(span.step * span.divisor / unit),
        # All digits of an amount that was not typed here, and no closing zeros.
        format="%.12g",
        key=EXACT,
        bind="query-params",
        placeholder="As the slider stands",
        help=wording.EXACT_HELP,
    )
    return None if given is None else Decimal(str(given)) * unit


def _nearest(span: Range, amount: Decimal) -> float:
    """Return the position of the slider nearest to an amount of money."""
    nearest = (amount / span.divisor / span.step).to_integral_value() * span.step
    return float(min(max(nearest, span.low), span.high))


def _moved() -> None:
    """Let the slider speak again once somebody moves it."""
    st.session_state[EXACT] = None
