"""What is shown before there is anything to choose from."""

import streamlit as st

from services import access
from ui.actions import sample
from ui.blocks.page import empty_state, progress, show_error
from ui.state.person import actor
from ui.state.view import Current
from ui.wording.formats import number
from ui.wording.markdown import plain


def closed(title: str) -> None:
    """Say that a page is not open to the person."""
    empty_state(
        f"{title} is not open to you",
        "It takes a right that your role does not have. An administrator can give you another role.",
        [("Go to the portfolio", "portfolio")],
        whole_page=True,
    )


def not_for_you(found: Current, title: str) -> None:
    """Say that a page takes a right which the person has elsewhere, not in this portfolio."""
    empty_state(
        f"{title} is not open to you in {found.facts.name}",
        "You have the right to it in another portfolio. An administrator can give it to you here.",
        [("Go to the portfolio", "portfolio")],
        whole_page=True,
    )


def no_portfolio() -> None:
    """Teach how a portfolio comes about, and offer the sample to look around in."""
    if not access.may_administer(actor()):
        empty_state(
            "No portfolio is open to you yet",
            "An administrator gives you a role in a portfolio; then its pages are here.",
            [],
            whole_page=True,
        )
        return
    empty_state(
        "There is no portfolio yet",
        "A portfolio holds dated snapshots of projects in one currency. Everything else here is worked out from them.",
        [("Create a portfolio", "portfolio_settings"), ("See which columns a file may have", "dictionary")],
        steps=[
            "Create a portfolio: a name, its currency, and the month its fiscal year starts in.",
            "Upload one CSV or XLSX file of projects with its as-of date; a plan shows what would change.",
            "Load the plan. The heatmap, slip risk and budget pages fill themselves.",
        ],
        whole_page=True,
    )
    offer_sample()


def no_projects(found: Current, section: str) -> None:
    """Teach what the portfolio lacks before a page can say anything, or that its periods are all drafts."""
    if kept_back(found):
        empty_state(
            f"Nothing of {found.facts.name} is published yet",
            "Its periods are drafts until the PMO publishes them, and drafts are not shown to your role. An "
            "administrator can show them to you before that.",
            [("See the columns of the data", "dictionary")],
            whole_page=True,
        )
        return
    empty_state(
        f"{found.facts.name} holds no projects yet",
        "This page needs at least one dated snapshot of projects."
        + (" Slip risk and changes need several." if section == "Explore" else ""),
        [("Upload a file of projects", "upload"), ("Download a template", "dictionary")],
        whole_page=True,
    )


def kept_back(found: Current) -> bool:
    """Return whether all periods are drafts, and drafts are not shown to the person."""
    return found.scope.until == access.NO_PERIOD


def offer_sample() -> None:
    """Offer the sample, or draw how far its load is."""
    if refused := st.session_state.pop(sample.REFUSED, None):
        show_error(refused)
    state = sample.loading()
    if state is None or (state.finished and state.refused):
        if state is not None:
            st.caption(plain(state.refused))
        st.caption("To look around first, load a made-up city programme with four years of monthly reports.")
        st.button("Load the sample portfolio", icon=":material/science:", on_click=sample.start, key="shell_sample")
    else:
        _under_way()


@st.fragment(run_every=1.0)
def _under_way() -> None:
    state = sample.loading()
    if state is None or state.finished:
        st.rerun()
    words = f": {number(state.done)} of {number(state.total)} files" if state.total else ""
    with st.container(width=780):
        progress(state.done / max(state.total, 1), f"Loading the sample{words}")
