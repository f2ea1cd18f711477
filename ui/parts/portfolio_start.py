"""The start of a portfolio: create one, or load the made-up one to look around in."""

import streamlit as st

from services import access
from services.errors import Explained
from ui import blocks
from ui.actions import portfolios as actions
from ui.actions import sample
from ui.cached import context as cached_context
from ui.filters import DIMENSIONS, Current, actor, starting
from ui.wording import settings as wording

NAME, KEY, CURRENCY, MONTH, LABEL = "start_name", "start_key", "start_currency", "start_month", "start_label"
ELSEWHERE: dict[str, object] = {"as_of": None, "compare": None} | dict.fromkeys(DIMENSIONS)


def another(view: Current | None) -> None:
    """Draw the form for a new portfolio, and the offer of the sample where it is not there, for those who may."""
    if not access.may_administer(actor()):
        return
    keys = {facts.key for facts in cached_context.portfolio_listing(actor())}
    under_way = sample.loading()
    is_loading = under_way is not None and not under_way.finished
    if view is None:
        _create()
    else:
        with st.expander("Create another portfolio", icon=":material/add:"):
            _create()
    if is_loading or actions.SAMPLE not in keys:
        blocks.section("Look around in the sample", "It fills every page, and says everywhere that it is generated")
        starting.offer_sample()


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
