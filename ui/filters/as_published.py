"""Whether figures and courses over time are read as restated or as published: kept in the address."""

from datetime import date
from typing import Final

import streamlit as st

from services.access import Scope
from ui.cached import publications as cached
from ui.wording import kept_back
from ui.wording.publications import AS_PUBLISHED, AS_RESTATED

KEY: Final = "figures"


def says_why(scope: Scope) -> None:
    """Say to a reader from whom projects are kept why nothing stands as published, where something is published."""
    if scope.hidden and cached.published(scope, date.min):
        st.caption(kept_back.AS_PUBLISHED)


def as_published(scope: Scope) -> bool:
    """Draw the switch where something published was restated since, and return whether as published is asked for.

    A reader from whom projects are kept is told instead why there is none.
    """
    if scope.hidden:
        says_why(scope)
        return False
    if not any(one.restated for one in cached.listing(scope)) or not cached.figures(scope):
        return False
    chosen = st.segmented_control(
        "Figures over time",
        [AS_RESTATED, AS_PUBLISHED],
        default=AS_RESTATED,
        required=True,
        key=KEY,
        bind="query-params",
        label_visibility="collapsed",
        width="content",
        help="Lines over time, and on Portfolio its figures: by what is known today, or as each date was published. "
        "Lists, heatmaps and what changed are always by what is known today.",
    )
    return chosen == AS_PUBLISHED
