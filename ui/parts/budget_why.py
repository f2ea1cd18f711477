"""Why a project is in or out of the selection, what would change that, and the buttons that decide it by hand."""

from typing import Final

import streamlit as st

from services.budget_kept import funded_now
from services.budget_why import Why
from services.errors import Explained
from ui import blocks
from ui.cached import budget_looks as looks
from ui.filters import budget as filters
from ui.filters import budget_reasons as reasons
from ui.parts.budget_seen import Seen
from ui.state import budget_rules
from ui.wording import budget_reasons
from ui.wording import budget_why as wording
from ui.wording import budget_why_kept as kept
from ui.wording.markdown import plain

ASKED: Final = "budget_why_asked"


def ask(seen: Seen, key: str) -> None:
    """Open the answer for the project just clicked; a click that was answered does not open it again."""
    clicked = (key, seen.asked)
    if st.session_state.get(ASKED) != clicked:
        st.session_state[ASKED] = clicked
        st.dialog(plain(seen.terms.project(key)), width="medium")(_answer)(seen, key)


def forget() -> None:
    """Let the next click on the same project open its answer again."""
    st.session_state.pop(ASKED, None)


def _answer(seen: Seen, key: str) -> None:
    inside = key in seen.funded_projects
    with st.spinner("Finding the best set without it" if inside else "Finding the best set with it"):
        try:
            why = looks.why(*seen.cache_key, key)
        except Explained as refused:
            blocks.show_error(refused)
            return
    _reason(seen, key, inside, why)
    forced = "in" if key in seen.asked.forced_in else "out" if key in seen.asked.forced_out else ""
    if forced:
        st.markdown(plain(budget_reasons.given(forced, budget_rules.reasons(seen.by_hand).get(key))))
    reasons.field(budget_reasons.OF_ONE, key, "budget_why_reason")
    _buttons(seen, key, inside, bool(forced))


def _reason(seen: Seen, key: str, inside: bool, why: Why) -> None:
    """Draw where the project stands and why, and what it would take to change that."""
    standing, reason = wording.reason(why, seen.terms)
    now = seen.asked.keep and key in funded_now(seen.funding)
    facts = wording.takes(why, seen.terms, seen.value_of(key))
    if seen.asked.keep:
        st.markdown(plain(kept.standing(inside, why.inside, now)))
    if inside == why.inside:
        st.markdown(f"**{standing}**, {plain(reason)}")
    else:
        st.markdown(plain(kept.otherwise(inside, now, reason)))
        if facts:
            st.markdown(kept.THERE)
    if facts:
        st.markdown("\n".join(f"- {plain(fact)}" for fact in facts))


def _buttons(seen: Seen, key: str, inside: bool, forced: bool) -> None:
    with st.container(horizontal=True, key="budget_why_buttons"):
        if forced and st.button("Let the choice decide", key="budget_why_free"):
            _decide(seen, key)
        if not inside and st.button("Must be in", icon=":material/add:", key="budget_why_in"):
            _decide(seen, key, inside=True)
        if inside and st.button("Must be out", icon=":material/remove:", key="budget_why_out"):
            _decide(seen, key, inside=False)
        blocks.link("Open the project", "project", icon="open_in_new", project=key)


def _decide(seen: Seen, key: str, inside: bool | None = None) -> None:
    """Decide a project by hand, or let it go, and draw the page anew."""
    came, went = ([one for one in keys if one != key] for keys in (seen.asked.forced_in, seen.asked.forced_out))
    filters.decide([*came, *([key] if inside else [])], [*went, *([key] if inside is False else [])])
    st.rerun()
