"""Parts of the slip risk page: the model itself, its training, what is stored of it, drift, and what it is for."""

from datetime import date
from typing import Final

import streamlit as st

from services.errors import Explained
from services.rights import Right
from services.slip_view import SlipView
from ui import blocks
from ui.actions import slip_models as actions
from ui.cached import slip_models as cached
from ui.filters import View, current_portfolio
from ui.parts import slip_model_stored
from ui.state.rights import may
from ui.wording import slip as slip_wording
from ui.wording import slip_card as card
from ui.wording import slip_model as wording
from ui.wording.formats import count
from ui.wording.markdown import plain

REFUSED: Final = "slip_model_refused"
CALLED_OFF: Final = "slip_model_called_off"
EVERY_SECONDS: Final = 1.5


def the_model(view: View, shown: SlipView) -> None:
    """Draw which model speaks, how to train it anew, what is stored, what has drifted, and what it is for."""
    asked = f"moves of more than {shown.days} days {slip_wording.HORIZONS[shown.horizon].lower()}"
    blocks.section("The model", f"for {asked}")
    _training(view, shown)
    slip_model_stored.stored(view, shown)
    slip_model_stored.drift(view, shown)
    _card(view, shown)


@blocks.part("slip_model_training")
def _training(view: View, shown: SlipView) -> None:
    models = cached.listing(view.scope, shown.horizon, shown.days)
    active = next((model for model in models if model.is_active), None)
    st.markdown(plain(f"{wording.who_speaks(shown.record)} {wording.kept(shown.record, active)}"))
    refused: Explained | None = st.session_state.pop(REFUSED, None)
    if refused is not None:
        blocks.show_error(refused)
    job = cached.newest_job(view.scope)
    if job is not None and job.active:
        _following(view)
        return
    st.session_state.pop(CALLED_OFF, None)
    with st.container(horizontal=True, vertical_alignment="center", key="slip_model_begin"):
        if may(Right.UPLOAD):
            st.button(
                wording.train(_newest(view)),
                icon=":material/model_training:",
                key="slip_model_train",
                on_click=_begin,
                args=(view,),
                help="All horizons and days, beside your visit; it takes from seconds to minutes.",
            )
        if wording.ended(job):
            st.caption(plain(wording.ended(job)), width="content")


@st.fragment(run_every=EVERY_SECONDS)
def _following(view: View) -> None:
    """Draw how far the training is; once it has ended, the whole page is drawn anew."""
    job = cached.newest_job(view.scope)
    if job is None or not job.active:
        st.rerun()
    is_called_off = st.session_state.get(CALLED_OFF) == job.id
    with st.container(border=True, width=780, key="slip_model_progress"):
        blocks.progress(job.share, wording.CALLING_OFF if is_called_off else wording.under_way(job))
        if may(Right.UPLOAD):
            st.button(
                "Call it off",
                key="slip_model_call_off",
                on_click=_call_off,
                args=(view, job.id),
                disabled=is_called_off,
            )


def _begin(view: View) -> None:
    try:
        actions.train(view.scope)
    except Explained as refused:
        st.session_state[REFUSED] = refused


def _call_off(view: View, job: int) -> None:
    try:
        actions.call_off(view.scope, job)
    except Explained as refused:
        st.session_state[REFUSED] = refused
    else:
        st.session_state[CALLED_OFF] = job


def _newest(view: View) -> date:
    """Return the newest date of the portfolio, which a training learns up to; the page may show an earlier one."""
    found = current_portfolio()
    return view.as_of if found is None or not found.dates else found.dates[-1]


def _card(view: View, shown: SlipView) -> None:
    models = cached.listing(view.scope, shown.horizon, shown.days)
    used = next((model.inputs for model in models if model.is_active), list(card.INPUTS))
    with st.expander("What this model is for, and what not", icon=":material/description:"):
        for sentence in card.CARD:
            st.markdown(sentence)
        st.markdown(f"**What it looks at.** {count(len(used), 'input')}, by what they speak of:")
        lines = (f"- {plain(group)}: {plain(names)}" for group, names in card.inputs_used(used))
        st.markdown("\n".join(lines))
