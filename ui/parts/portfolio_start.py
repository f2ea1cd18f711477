"""The start of a portfolio: create one, or load the made-up one to look around in."""

from typing import Any

import streamlit as st

from services.errors import Explained
from ui import blocks
from ui.actions import portfolios as actions
from ui.actions.background import Work
from ui.cached import context as cached_context
from ui.filters import DIMENSIONS, Current, actor
from ui.wording import settings as wording
from ui.wording.markdown import plain

NAME, KEY, CURRENCY, MONTH, LABEL = "start_name", "start_key", "start_currency", "start_month", "start_label"
SAMPLE = "start_sample"
BEAT = 0.2
ELSEWHERE: dict[str, object] = {"as_of": None, "compare": None} | dict.fromkeys(DIMENSIONS)


def another(view: Current | None) -> None:
    """Draw the form for a new portfolio, and the offer of the sample where it is not there."""
    keys = {facts.key for facts in cached_context.portfolio_listing(actor())}
    if view is None:
        _create()
        _sample()
        return
    with st.expander("Create another portfolio", icon=":material/add:"):
        _create()
    if actions.SAMPLE not in keys:
        with st.expander("Load the sample portfolio", icon=":material/location_city:"):
            _sample()


def _create() -> None:
    blocks.section("Create a portfolio", "One currency, one fiscal year; then upload its first file")
    with st.form("start_create", border=True, enter_to_submit=False):
        first, second, third = st.columns([3, 2, 1], vertical_alignment="bottom")
        name = first.text_input("Its name", max_chars=120, key=NAME, placeholder="Capital programme")
        key = second.text_input(
            "Key",
            max_chars=40,
            key=KEY,
            placeholder="made from the name",
            help="Commands and addresses use it: lower-case letters, digits, hyphens. It cannot be changed later.",
        )
        currency = third.text_input("Currency code", max_chars=3, key=CURRENCY, value="USD")
        fourth, fifth = st.columns(2, vertical_alignment="bottom")
        month = fourth.selectbox(
            "First month of the fiscal year",
            list(wording.MONTHS),
            format_func=lambda number: wording.MONTHS[number],
            key=MONTH,
        )
        label = fifth.selectbox(
            "FY24 is", list(wording.LABELS), format_func=lambda option: wording.LABELS[option], key=LABEL
        )
        st.caption("Currency and fiscal year can be changed until the first file is loaded.")
        if st.form_submit_button("Create the portfolio", type="primary"):
            _created(name, key.strip() or wording.key_of(name), currency.strip().upper(), int(month), str(label))


def _created(name: str, key: str, currency: str, month: int, label: str) -> None:
    try:
        made = actions.create(key, name, currency, month, label)
    except Explained as refused:
        blocks.show_error(refused)
        return
    blocks.go("upload", **{**ELSEWHERE, "portfolio": made.key})


def _sample() -> None:
    blocks.section("Look around in the sample", "About 220 made-up projects of a city over 48 months")
    st.markdown("It fills every page, and says everywhere that it is generated. Loading takes about half a minute.")
    st.button("Load the sample portfolio", key="start_sample_load", on_click=_load_sample)


def _load_sample() -> None:
    st.session_state[SAMPLE] = actions.load_sample()


def loading_sample() -> None:
    """Draw how far the sample is, and open it once it is there."""
    running: Work[dict[str, Any]] | None = st.session_state.get(SAMPLE)
    if running is None:
        return
    bar = st.progress(0.0, text="Loading the sample portfolio")
    while not running.finished:
        bar.progress(running.share, text=plain(f"Loading the sample portfolio: {running.text}"))
        running.wait(BEAT)
    st.session_state.pop(SAMPLE, None)
    if isinstance(running.error, Explained):
        blocks.show_error(running.error)
        return
    if running.error is not None:
        raise running.error
    blocks.go("portfolio", **{**ELSEWHERE, "portfolio": actions.SAMPLE})
