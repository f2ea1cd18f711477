"""Parts of the settings of a portfolio: its name, what is fixed, its thresholds, its saved views."""

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import streamlit as st

from services.access import Scope
from services.errors import Explained
from services.merging import ChangedMeanwhile
from services.portfolios import DEFAULT_THRESHOLDS, PortfolioFacts
from ui import blocks
from ui.actions import portfolios as actions
from ui.actions import views as view_actions
from ui.cached import context as cached_context
from ui.cached import data as cached
from ui.filters import Current
from ui.navigation import ENTRIES, entry
from ui.state.opened import is_open
from ui.wording import settings as wording
from ui.wording.formats import count
from ui.wording.markdown import plain

NAME, CURRENCY, MONTH, LABEL = "settings_name", "settings_currency", "settings_month", "settings_label"
SAID = "settings_said"
SEEN = "settings_seen"
REFUSED = "settings_refused"


def head(view: Current | None) -> None:
    """Draw what holds for the portfolio, and what was just done."""
    if view is None:
        blocks.header("Portfolio settings", "There is no portfolio yet. Create one, or look at the sample first.")
        return
    facts = view.facts
    fixed = cached.has_data(view.scope)
    blocks.header("Portfolio settings", wording.finding(facts.name, facts.currency, facts.fiscal_start_month, fixed))
    said = st.session_state.pop(SAID, None)
    if said:
        st.success(plain(said), icon=":material/check_circle:")
    if refused := st.session_state.pop(REFUSED, None):
        blocks.show_error(refused)


def general(view: Current | None) -> None:
    """Draw the form of name, currency and fiscal year; what data have fixed is shown and cannot be changed."""
    if view is None:
        return
    facts, fixed = _seen(view), cached.has_data(view.scope)
    blocks.section("Name and money", f"Its key is {facts.key}, which commands and addresses use")
    with st.form("settings_general", border=True):
        name, currency, month, label = st.columns([3, 1, 2, 3], vertical_alignment="bottom")
        named = name.text_input("Name", value=facts.name, max_chars=120, key=NAME)
        labels = list(wording.LABELS)
        code, start, named_by = facts.currency, facts.fiscal_start_month, facts.fiscal_label
        if fixed:
            _told(currency, "Currency", code)
            _told(month, "Fiscal year starts in", wording.MONTHS[start])
        else:
            code = currency.text_input("Currency", value=code, max_chars=3, key=CURRENCY)
            start = month.selectbox(
                "Fiscal year starts in",
                list(wording.MONTHS),
                index=start - 1,
                format_func=lambda number: wording.MONTHS[number],
                key=MONTH,
            )
        if fixed and named_by != "ask":
            _told(label, "FY24 names", wording.LABELS[named_by])
        else:
            named_by = label.selectbox(
                "FY24 names",
                labels,
                index=labels.index(named_by),
                format_func=lambda option: wording.LABELS[option],
                key=LABEL,
            )
        if fixed:
            st.caption(
                "Currency and fiscal year are fixed once a file is loaded: all amounts and years stored were read in "
                "them. For others, create another portfolio and load the files there."
            )
        if st.form_submit_button("Save"):
            _save(view, named, currency=code.strip().upper(), fiscal_start_month=start, fiscal_label=named_by)


def _told(place: Any, label: str, value: str) -> None:
    with place.container(gap=None):
        st.caption(label)
        st.markdown(plain(value))


def _save(view: Current, name: str, **fixed: Any) -> None:
    try:
        actions.change(view.scope, _seen(view), name, **fixed)
    except Explained as refused:
        _refused(view, refused)
        return
    st.session_state[SEEN] = replace(_seen(view), name=name.strip(), **fixed)
    st.session_state[SAID] = "The settings are saved."
    st.rerun()


def _seen(view: Current) -> PortfolioFacts:
    """Return the settings that the widgets were first drawn with: what others set meanwhile is told apart by it."""
    held: PortfolioFacts | None = st.session_state.get(SEEN)
    if held is None or held.key != view.facts.key or NAME not in st.session_state:
        held = st.session_state[SEEN] = view.facts
    return held


def _refused(view: Current, refused: Explained) -> None:
    """Show why nothing was saved; who has seen what somebody else set may save over just that."""
    if isinstance(refused, ChangedMeanwhile):
        seen, theirs = _seen(view), {clash.key: clash.theirs for clash in refused.clashes}
        limits = {key: value for key, value in theirs.items() if key in DEFAULT_THRESHOLDS}
        fixed = {key: value for key, value in theirs.items() if key not in limits}
        st.session_state[SEEN] = replace(seen, thresholds={**seen.thresholds, **limits}, **fixed)
    blocks.show_error(refused)


def thresholds(view: Current | None) -> None:
    """Draw the thresholds with what each does."""
    if view is None:
        return
    held = {**DEFAULT_THRESHOLDS, **_seen(view).thresholds}
    blocks.section("Thresholds", "By these the computed status is judged; what was reported stays as reported")
    with st.form("settings_thresholds", border=True):
        chosen: dict[str, float] = {}
        with st.grid(4, min_column_width=220, gap="small", key="settings_threshold_grid"):
            for threshold in wording.THRESHOLDS:
                with st.container(gap=None):
                    chosen[threshold.name] = st.number_input(
                        threshold.title,
                        value=float(held[threshold.name]),
                        min_value=0.0,
                        step=threshold.step,
                        format="%.2f" if threshold.step < 1 else "%.0f",
                        key=f"settings_{threshold.name}",
                    )
                    st.caption(plain(threshold.does))
        if st.form_submit_button("Save thresholds"):
            try:
                actions.set_thresholds(view.scope, _seen(view), chosen)
            except Explained as refused:
                _refused(view, refused)
                return
            st.session_state[SEEN] = replace(_seen(view), thresholds={**_seen(view).thresholds, **chosen})
            st.session_state[SAID] = "The thresholds are saved. The course of past periods is being worked out anew."
            st.rerun()


def views(view: Current | None) -> None:
    """Draw the saved views: open or remove."""
    if view is None:
        return
    stems = {item.stem: item.title for item in ENTRIES}
    saved = [one for one in cached_context.saved_views(view.scope) if one.page in stems]
    blocks.section("Saved views", count(len(saved), "view") if saved else "")
    if not saved:
        st.caption("A view keeps a page with its dates and filters under a name: save one with Views, above any page.")
    for one in saved:
        with st.container(horizontal=True, vertical_alignment="center", key=f"settings_view_{one.name}"):
            if is_open(one.page):
                st.page_link(entry(one.page).path, label=plain(one.name), query_params=parse_qs(one.query), width=320)
            st.markdown(plain(f"{stems[one.page]}, saved by {one.saved_by}"), width="content")
            st.button(
                "Remove",
                key=f"settings_view_remove_{one.name}",
                type="tertiary",
                on_click=_remove,
                args=(view.scope, one.name),
            )


def _remove(scope: Scope, name: str) -> None:
    try:
        view_actions.remove(scope, name)
    except Explained as refused:
        st.session_state[REFUSED] = refused
