"""Loading a plan: how far it is, and what was done once it is done."""

from datetime import date
from typing import Any

import streamlit as st

from services.errors import Explained
from services.readings import register_titles
from ui import blocks
from ui.actions import intake as actions
from ui.actions.background import Work
from ui.filters import Current
from ui.state.uploading import FAILED, LOADED, LOADING, Uploading
from ui.wording import intake as wording
from ui.wording.formats import day
from ui.wording.markdown import plain

BEAT = 0.1


def loading(work: Uploading) -> None:
    """Draw how far loading is until it ends; leaving the page does not stop it."""
    running: Work[actions.Loaded] = st.session_state[LOADING]
    with st.container(border=True, key="upload_progress"):
        bar = st.progress(0.0, text=plain(f"Loading {work.source.file_name}"))
        st.button("Cancel", key="upload_cancel", on_click=running.cancel)
    while not running.finished:
        bar.progress(running.share, text=plain(running.text or "Beginning"))
        running.wait(BEAT)
    refused = actions.settle_loading(work, running)
    if refused is not None:
        st.session_state[FAILED] = refused
    st.rerun()


def loaded(view: Current | None) -> None:
    """Draw what was loaded last, where it can be seen, and how far its figures are."""
    failed: Explained | None = st.session_state.pop(FAILED, None)
    if failed is not None:
        blocks.show_error(failed)
    told: dict[str, Any] | None = st.session_state.get(LOADED)
    if told is None or view is None:
        return
    plan, done = told["plan"], told["done"]
    st.success(
        plain(wording.loaded(plan, done.snapshots, done.rows, register_titles())), icon=":material/check_circle:"
    )
    newest = max(date.fromisoformat(as_of) for as_of in done.dates)
    with st.container(horizontal=True, vertical_alignment="center"):
        blocks.link(f"See the portfolio as of {day(newest)}", "portfolio", icon="grid_view", as_of=newest, compare=None)
        blocks.link("See what is in use", "periods", icon="history")
        st.button("Close", key="upload_close", type="tertiary", on_click=_close)
    _figures(told["figures"])


def _close() -> None:
    st.session_state.pop(LOADED, None)


@st.fragment(run_every=1.0)
def _following(figures: Work[None]) -> None:
    if figures.finished:
        st.rerun()
    blocks.progress(figures.share, f"Working out the figures of each period. {figures.text}")


def _figures(figures: Work[None]) -> None:
    if not figures.finished:
        _following(figures)
    elif figures.error is not None:
        st.warning("The figures of some periods could not be worked out; pages that need them say so.")
