"""What the Alignment page reads."""

from datetime import date

import streamlit as st

from services import alignment, objective_versions, weighing_funded, weighing_kept
from services.access import Scope
from services.alignment import Alignment
from services.objective_versions import Lost, Version
from services.portrait import Filters
from services.weighing_funded import FundedChange
from services.weighing_kept import Kept
from services.workshops.funded import Ground


# A resource, not data: ten thousand rows are shared by all sessions and read only, never copied per visit.
@st.cache_resource(max_entries=16, show_spinner=False)
def shown(scope: Scope, as_of: date, filters: Filters, proposed: bool) -> Alignment:
    """Return objectives, ratings, strategic value and money by objective of a date."""
    return alignment.read(scope, as_of, filters, proposed)


@st.cache_data(max_entries=32, show_spinner=False)
def groups(scope: Scope, as_of: date) -> dict[str, list[str]]:
    """Return what projects can be rated by, with the values of each."""
    return alignment.groups(scope, as_of)


@st.cache_data(max_entries=16, show_spinner=False)
def versions(scope: Scope, as_of: date) -> list[Version]:
    """Return the versions of the objectives, the newest first."""
    return objective_versions.read(scope, as_of)


@st.cache_data(max_entries=16, show_spinner=False)
def lost(scope: Scope, as_of: date, snapshot: int, filters: Filters) -> Lost:
    """Return the live projects that lost alignment by a version."""
    return objective_versions.lost(scope, as_of, snapshot, filters)


@st.cache_data(max_entries=16, show_spinner=False)
def weighings(scope: Scope, as_of: date) -> list[Kept]:
    """Return the weighings saved, the newest first."""
    return weighing_kept.kept(scope, as_of)


Shares = tuple[tuple[str, float], ...]


@st.cache_resource(max_entries=8, show_spinner=False)
def ground(scope: Scope, as_of: date) -> Ground | None:
    """Return what a usual budget chooses from; None where there is nothing to choose."""
    return weighing_funded.ground(scope, as_of)


@st.cache_data(max_entries=128, show_spinner=False)
def funded_change(scope: Scope, as_of: date, before: Shares, after: Shares) -> FundedChange | None:
    """Return how what a budget funds differs between two sets of shares; None where there is nothing to choose."""
    held = ground(scope, as_of)
    return None if held is None else weighing_funded.change(held, dict(before), dict(after))
