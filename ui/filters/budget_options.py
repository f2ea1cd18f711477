"""Options of projects beside all or nothing, and what is held for risk apart from the total."""

from dataclasses import replace
from decimal import Decimal
from typing import Final

import streamlit as st

from services.candidates import Asked, Candidates
from services.options_allowed import LIVE, Allowed
from ui.wording import project_options as wording
from ui.wording.formats import symbol
from ui.wording.markdown import label, plain

LIVE_ONES, PARTIAL, SHIFTED, COST, VALUE, LOSS, RESERVE, HELD = (
    f"budget_{name}"
    for name in ("live", "partial", "shifted", "reduce_cost", "reduce_value", "loss", "reserve", "held")
)
MILLION: Final = 10**6


def allowed(found: Candidates, asked: Asked, words: dict[str, str], options: list[str]) -> Asked:
    """Draw which options there are and what is assumed of them, behind one button."""
    given = _read()
    label = "Options of projects" if not given else f"Options of projects ({given} in use)"
    with st.popover(label, icon=":material/alt_route:", width="stretch", key="budget_options"):
        live = st.pills(
            "Projects at work may also",
            LIVE,
            selection_mode="multi",
            format_func=lambda name: wording.LABELS[name],
            key=LIVE_ONES,
            bind="query-params",
        )
        usual = Allowed()
        reserve = "stage" in live and st.toggle("Set the rest aside at the next gate", key=RESERVE, bind="query-params")
        cost, value = usual.reduce_cost, usual.reduce_value
        if "reduce" in live:
            cost = st.slider("A reduced project keeps, % of its cost", 10, 95, cost, 5, key=COST, bind="query-params")
            value = st.slider("and % of its value", 5, 100, value, 5, key=VALUE, bind="query-params")
        partial = several("May be funded in part", options, words, PARTIAL)
        shifted = several("May start later", options, words, SHIFTED) if len(found.periods) > 1 else ()
        loss = 0
        if shifted:
            loss = st.slider("Value lost a year by a later start, %", 0, 30, 0, 1, key=LOSS, bind="query-params")
        told = Allowed(
            live=tuple(name for name in LIVE if name in live),
            partial=partial,
            shifted=shifted,
            reduce_cost=int(cost),
            reduce_value=int(value),
            reserve=bool(reserve),
            yearly_loss=int(loss),
        )
        if told.any:
            st.markdown("\n".join(f"- {plain(said)}" for said in wording.assumptions(told)))
    return replace(asked, allowed=told)


def held(found: Candidates, asked: Asked, currency: str) -> Asked:
    """Draw what is held for risk at the portfolio; it is taken from the total before anything is chosen."""
    amount = st.number_input(
        label(f"Held for risk at the portfolio, {symbol(currency).strip()} m"),
        min_value=0.0,
        value=0.0,
        step=1.0,
        key=HELD,
        bind="query-params",
        help="Apart from the contingency of the projects; it is not spent on any of them.",
    )
    kept = found.minor(Decimal(str(amount)) * MILLION)
    return replace(asked, held=kept, total=None if asked.total is None else max(asked.total - kept, 0))


def several(label: str, options: list[str], words: dict[str, str], key: str) -> tuple[str, ...]:
    """Draw a choice of projects and return the keys chosen, in order."""
    chosen = st.multiselect(
        label,
        options,
        format_func=lambda name: words[name],
        key=key,
        bind="query-params",
        placeholder="No project",
        select_all=False,
    )
    return tuple(sorted(str(name) for name in chosen))


def _read() -> int:
    """Return how many kinds of options the reader has chosen so far."""
    return len(st.session_state.get(LIVE_ONES) or ()) + sum(
        bool(st.session_state.get(name)) for name in (PARTIAL, SHIFTED)
    )
