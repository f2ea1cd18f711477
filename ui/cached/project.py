"""What the page of one project reads."""

from datetime import date

import pandas as pd
import streamlit as st

from models.slip_pairs import Horizon
from services import period_summary, project_registers, project_view, provenance
from services.access import Scope
from services.notes import Note
from services.project_registers import RegisterTable
from services.project_view import ProjectView
from services.provenance import Origin, Value
from ui.cached.explore import portrait


# Predictions arrive after the data version rose: what shows them is kept by how many are stored, too.
def view(scope: Scope, as_of: date, key: str) -> ProjectView | None:
    """Return one project at a date."""
    return _view(scope, as_of, key, period_summary.made(scope))


def chances(scope: Scope, as_of: date, horizon: Horizon) -> tuple[pd.DataFrame, str, str]:
    """Return every project's chance to slip at a date."""
    return _chances(scope, as_of, horizon, period_summary.made(scope))


@st.cache_resource(max_entries=64, show_spinner=False)
def _view(scope: Scope, as_of: date, key: str, made: int) -> ProjectView | None:
    return project_view.read(scope, portrait(scope, as_of), key)


# A resource: the chances of ten thousand projects are shared by all pages of one project, and read only.
@st.cache_resource(max_entries=8, show_spinner=False)
def _chances(scope: Scope, as_of: date, horizon: Horizon, made: int) -> tuple[pd.DataFrame, str, str]:
    return project_view.chances(scope, as_of, horizon)


@st.cache_resource(max_entries=64, show_spinner=False)
def registers(scope: Scope, keys: tuple[str, ...], name: str, as_of: date) -> list[RegisterTable]:
    """Return what the other registers hold of a project."""
    return project_registers.tables(scope, keys, name, as_of)


@st.cache_resource(max_entries=64, show_spinner=False)
def origin(scope: Scope, keys: tuple[str, ...], as_of: date) -> tuple[Origin, list[Value]] | None:
    """Return where a project's values come from."""
    return provenance.of_project(scope, keys, as_of)


def notes(scope: Scope, keys: tuple[str, ...]) -> list[Note]:
    """Return the notes on a project; never cached, for writing one does not raise the data version."""
    return project_view.remarks(scope, keys)
