"""What the Data pages read: templates, the dictionary, what was received, what is recorded."""

from datetime import date

import pandas as pd
import streamlit as st

from services import databases, importing, installation, portfolios, received, registers_described
from services.access import Scope
from services.databases import Health
from services.installation import Installation
from services.received import Late


@st.cache_data(max_entries=64, show_spinner=False)
def template(register: str, form: str) -> bytes:
    """Return an upload template of a register as "csv" or "xlsx"."""
    return importing.template(register, form)


@st.cache_data(max_entries=1, show_spinner=False)
def dictionary() -> pd.DataFrame:
    """Return one row per column of every register, in words."""
    return registers_described.dictionary()


@st.cache_data(max_entries=32, show_spinner=False)
def files(scope: Scope) -> pd.DataFrame:
    """Return every file received, newest first."""
    return received.files(scope)


@st.cache_data(max_entries=32, show_spinner=False)
def periods(scope: Scope) -> pd.DataFrame:
    """Return every as-of date with how completely it was reported, newest first."""
    return received.periods(scope)


@st.cache_data(max_entries=64, show_spinner=False)
def late(scope: Scope, as_of: date) -> list[Late]:
    """Return the departments that have not reported all of their projects."""
    return received.late(scope, as_of)


def record(scope: Scope) -> pd.DataFrame:
    """Return the newest entries of the audit; never cached, for not every entry raises the data version."""
    return received.record(scope)


def has_data(scope: Scope) -> bool:
    """Return whether any file was loaded into the portfolio."""
    return portfolios.has_data(scope)


def health() -> Health:
    """Return the state of the database; never cached, for it is asked when something seems wrong."""
    return databases.health()


def standing() -> Installation:
    """Return how the installation stands; never cached either."""
    return installation.installation()


def pending(portfolio: str) -> int:
    """Return how many periods of a portfolio wait for their figures; never cached."""
    return databases.pending(portfolio)
