"""What the Alignment page reads."""

from datetime import date

import streamlit as st

from services import alignment
from services.access import Scope
from services.alignment import Alignment
from services.portrait import Filters


# A resource, not data: ten thousand rows are shared by all sessions and read only, never copied per visit.
@st.cache_resource(max_entries=16, show_spinner=False)
def shown(scope: Scope, as_of: date, filters: Filters, proposed: bool) -> Alignment:
    """Return objectives, ratings, strategic value and money by objective of a date."""
    return alignment.read(scope, as_of, filters, proposed)


@st.cache_data(max_entries=32, show_spinner=False)
def groups(scope: Scope, as_of: date) -> dict[str, list[str]]:
    """Return what projects can be rated by, with the values of each."""
    return alignment.groups(scope, as_of)
