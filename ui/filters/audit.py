"""What is sought in the audit: where, who, what, words and days."""

from datetime import date

import streamlit as st

from services.audit import Recorded, Sought
from ui.wording import audit as wording

WHERE, PERSON, ACTION, WORDS = "audit_where", "audit_person", "audit_action", "audit_words"
FIRST, LAST = "audit_first", "audit_last"
HERE, EVERYWHERE = "This portfolio", "The whole installation"


def where(portfolio: str | None, *, everywhere: bool) -> str | None:
    """Return the portfolio whose entries are read, or None for all of them; a choice only where there is one."""
    if portfolio is None or not everywhere:
        return portfolio
    chosen = st.segmented_control(
        "Entries of",
        [HERE, EVERYWHERE],
        default=EVERYWHERE,
        required=True,
        key=WHERE,
        bind="query-params",
        help="Sign-ins, people and roles in all portfolios are on record for the whole installation.",
    )
    return portfolio if chosen == HERE else None


def sought(recorded: Recorded) -> Sought:
    """Draw the search and return what is sought."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="audit_controls"):
        words = st.text_input(
            "Search",
            key=WORDS,
            placeholder="Project, file or any words",
            icon=":material/search:",
            type="search",
            bind="query-params",
            width=260,
        )
        person = _one_of("Who", list(recorded.people), PERSON, 190, "Anybody")
        action = _one_of("What", list(recorded.actions), ACTION, 230, "Anything")
        first = _day("From", FIRST)
        last = _day("To", LAST)
    return Sought(None, person, action, (words or "").strip(), first, last)


def page(portfolio: str | None, looked_for: Sought, pages: int) -> int:
    """Draw the pager of what is sought and return the page asked for; every other search begins at its first."""
    # A key of its own for each search: one key for all would have to be set back, which Streamlit warns of.
    asked = st.pagination(pages, key=f"audit_page_{hash((portfolio, looked_for))}", max_visible_pages=7)
    return min(max(asked, 1), pages)


def _one_of(label: str, options: list[str], key: str, width: int, nothing: str) -> str:
    chosen = st.selectbox(
        label,
        ["", *options],
        format_func=lambda name: (wording.action(name) if key == ACTION else name) if name else nothing,
        key=key,
        width=width,
    )
    return str(chosen or "")


def _day(label: str, key: str) -> date | None:
    chosen = st.date_input(
        label,
        value=None,
        key=key,
        format="YYYY-MM-DD",
        width=150,
        help="Days begin at midnight UTC.",
    )
    return chosen if isinstance(chosen, date) else None
