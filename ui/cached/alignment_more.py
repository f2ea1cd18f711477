"""What the deeper parts of the Alignment page read."""

from datetime import date

import pandas as pd
import streamlit as st

from services import alignment_gaps, alignment_sensitivity, measured, ratings_told
from services.access import Scope
from services.alignment_gaps import Gaps
from services.alignment_sensitivity import Sensitivity
from services.measured import Measure
from services.portrait import Filters


@st.cache_resource(max_entries=8, show_spinner=False)
def sensitivity(scope: Scope, as_of: date, filters: Filters, proposed: bool) -> Sensitivity | None:
    """Return how firm the ranking of a date is."""
    return alignment_sensitivity.read(scope, as_of, filters, proposed)


@st.cache_data(max_entries=32, show_spinner=False)
def ratings_of(scope: Scope, as_of: date, project: str) -> pd.DataFrame:
    """Return the ratings of a project, with meaning, evidence, and who gave them when."""
    return ratings_told.of_project(scope, as_of, project)


@st.cache_resource(max_entries=8, show_spinner=False)
def gaps(scope: Scope, as_of: date, filters: Filters) -> Gaps | None:
    """Return objectives without live projects, and live projects without objectives."""
    return alignment_gaps.gaps(scope, as_of, filters)


@st.cache_data(max_entries=8, show_spinner=False)
def drift(scope: Scope, as_of: date, filters: Filters) -> pd.DataFrame:
    """Return how alignment moved over the last dates."""
    return alignment_gaps.drift(scope, as_of, filters)


@st.cache_data(max_entries=16, show_spinner=False)
def measures(scope: Scope, as_of: date) -> dict[str, Measure]:
    """Return what is counted on each objective on which a number decides."""
    return measured.measures(scope, as_of)


@st.cache_data(max_entries=16, show_spinner=False)
def measured_on(scope: Scope, as_of: date, objective: str) -> pd.DataFrame:
    """Return the projects measured on an objective."""
    return measured.read(scope, as_of, objective)
