"""What the Slip risk page reads of traps in the data and of projects that left."""

from datetime import date

import streamlit as st

from models.slip_pairs import Horizon
from services import period_summary, slip_leavers, slip_traps
from services.access import Scope
from services.slip_leavers import LeaversView
from services.slip_traps import Traps


# Predictions arrive after the data version rose: what rests on them is kept by how many are stored, too.
def traps(scope: Scope, as_of: date, horizon: Horizon, days: int) -> Traps:
    """Return the traps in the data behind the chances of a date."""
    return _traps(scope, as_of, horizon, days, period_summary.made(scope))


def leavers(scope: Scope, as_of: date, horizon: Horizon, days: int) -> LeaversView | None:
    """Return the projects that left before their outcome was known, and what they could change."""
    return _leavers(scope, as_of, horizon, days, period_summary.made(scope))


@st.cache_resource(max_entries=32, show_spinner="Looking for what in the data could mislead")
def _traps(scope: Scope, as_of: date, horizon: Horizon, days: int, made: int) -> Traps:
    return slip_traps.read(scope, as_of, horizon, days)


@st.cache_resource(max_entries=32, show_spinner="Looking for what in the data could mislead")
def _leavers(scope: Scope, as_of: date, horizon: Horizon, days: int, made: int) -> LeaversView | None:
    return slip_leavers.read(scope, as_of, horizon, days)
