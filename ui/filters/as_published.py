"""Whether figures and courses over time are read as restated or as published: kept in the address."""

from typing import Final

import streamlit as st

from services.access import Scope
from ui.cached import publications as cached
from ui.wording.publications import AS_PUBLISHED, AS_RESTATED

KEY: Final = "figures"


def as_published(scope: Scope) -> bool:
    """Draw the switch where something published was restated since, and return whether as published is asked for."""
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
