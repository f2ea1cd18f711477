"""What of a link to the Budget page could not be followed, said once below the headline."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from models.strategic_value import RATING_SCALE
from services.candidates import Asked, Candidates
from ui.filters import budget as filters
from ui.filters import budget_options as options
from ui.filters import budget_total as total
from ui.filters import budget_value as value
from ui.state import budget_link as state
from ui.state import budget_rules
from ui.state.budget_link import Query as Query
from ui.state.budget_link import arrived as arrived
from ui.wording import budget_link as wording
from ui.wording import budget_value as value_words
from ui.wording import project_options as option_words
from ui.wording.markdown import plain

PROJECTS: Final = (filters.MUST_IN, filters.MUST_OUT, options.PARTIAL, options.SHIFTED)


def follow(brought: Query, found: Candidates, asked: Asked, stand: object) -> None:
    """Find what of an address the controls just drawn did not take over, and hold it while the reader stands there."""
    off, unread = budget_rules.not_followed(asked.rules)
    if not brought and not off and not unread:
        state.hold("", stand)
        return
    names = filters.named(found)[0]
    missed = state.missed(brought, _taken(brought), _said(brought, names))
    state.hold(wording.told(missed, _projects(found, names, asked), off, unread), stand)


def draw() -> None:
    """Draw the sentence held, if any."""
    if said := state.held():
        st.caption(plain(said))


def _taken(brought: Query) -> dict[str, object]:
    """Return what the page's own controls hold, of those that the address speaks of; the closer looks are not asked."""
    known = (total.TOTAL, *PROJECTS[:2], *wording.LISTS, *wording.CONTROLS)
    asked_for = [key for begins in known for key in brought if key.startswith(begins)]
    # A choice that is not even offered, such as years where no cost is split by them, takes nothing.
    drawn = [key for key in asked_for if key in st.session_state or key in wording.LISTS]
    return {key: st.session_state.get(key, ()) for key in drawn}


def _said(brought: Query, names: Mapping[str, str]) -> dict[str, Mapping[str, str]]:
    """Return how the address writes what a control holds."""
    ratings = {word: word.capitalize() for word in RATING_SCALE}
    return {
        **dict.fromkeys(PROJECTS, names),
        **dict.fromkeys((key for key in brought if key.startswith(value.RATING)), ratings),
        options.LIVE_ONES: option_words.LABELS,
        value.VALUE: value_words.MEASURES,
        value.DELAY: value_words.DELAYS,
    }


def _projects(found: Candidates, names: Mapping[str, str], asked: Asked) -> wording.Projects:
    return wording.Projects(
        known=set(names.values()),
        above={names[key] for key in found.decided},
        inside={names[key] for key in asked.forced_in},
    )
