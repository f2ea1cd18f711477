"""What the Slip risk and Project pages read of evidence against reports, and of answers."""

from datetime import date

import pandas as pd
import streamlit as st

from models.slip_pairs import Horizon
from models.stated_record import StatedRecord
from services import answers as answering
from services import evidence, period_summary
from services.access import Scope
from services.answers import Answer
from services.evidence import Evidence
from services.portrait import Filters
from ui.cached.explore import portrait


# Predictions arrive after the data version rose: what shows them is kept by how many are stored, too.
def read(scope: Scope, as_of: date, horizon: Horizon, days: int, filters: Filters) -> Evidence:
    """Return what the projects of a date report, beside what is known of each."""
    return _read(scope, as_of, horizon, days, filters, period_summary.made(scope))


def dimensions(scope: Scope, as_of: date) -> list[str]:
    """Return the dimensions by which a record of what was stated can be kept."""
    return evidence.dimensions(portrait(scope, as_of))


@st.cache_resource(max_entries=16, show_spinner="Working out what became of what was stated")
def stated(scope: Scope, as_of: date, horizon: Horizon, days: int, dimension: str, filters: Filters) -> StatedRecord:
    """Return what became of stated statuses and finishes, by a dimension."""
    return evidence.stated(scope, portrait(scope, as_of), horizon, days, dimension, filters)


def answers(scope: Scope, as_of: date) -> dict[str, Answer]:
    """Return the newest answer of each project; never cached, for giving one does not raise the data version."""
    return answering.standing(scope, as_of)


def answers_of(scope: Scope, keys: tuple[str, ...], as_of: date) -> list[Answer]:
    """Return every answer of a project, newest first; never cached."""
    return answering.of_project(scope, keys, as_of)


def sponsor(scope: Scope, key: str, as_of: date) -> str:
    """Return the sponsor as last reported."""
    return answering.sponsor(scope, key, as_of)


# A resource, not data: ten thousand rows are shared by all sessions and read only, never copied per visit.
@st.cache_resource(max_entries=16, show_spinner=False)
def _read(scope: Scope, as_of: date, horizon: Horizon, days: int, filters: Filters, made: int) -> Evidence:
    return evidence.read(scope, portrait(scope, as_of), horizon, days, filters, _course(scope, as_of))


# The whole history is read once for all horizons and filters.
@st.cache_resource(max_entries=4, show_spinner="Comparing what was reported with what is known")
def _course(scope: Scope, as_of: date) -> pd.DataFrame:
    return evidence.course(scope, portrait(scope, as_of))
