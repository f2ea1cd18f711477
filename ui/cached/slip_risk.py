"""What the Slip risk page reads."""

from datetime import date

import streamlit as st

from models.slip_pairs import Horizon
from services import period_summary, slip_view
from services.access import Scope
from services.portrait import Filters
from services.slip_view import SlipView


# Predictions arrive after the data version rose: what shows them is kept by how many are stored, too.
def shown(scope: Scope, as_of: date, horizon: Horizon, days: int, filters: Filters) -> SlipView:
    """Return the chances of a date, horizon and number of days, beside the projects and the record."""
    return _shown(scope, as_of, horizon, days, filters, period_summary.made(scope))


def trend(scope: Scope, as_of: date, horizon: Horizon, days: int, as_published: bool = False) -> list[float]:
    """Return the number of slips expected at each date up to one, as restated or as published."""
    return _trend(scope, as_of, horizon, days, as_published, period_summary.made(scope))


# A resource, not data: ten thousand rows are shared by all sessions and read only, never copied per visit.
@st.cache_resource(max_entries=32, show_spinner="Reading the chances and their record")
def _shown(scope: Scope, as_of: date, horizon: Horizon, days: int, filters: Filters, made: int) -> SlipView:
    return slip_view.read(scope, as_of, horizon, days, filters)


@st.cache_data(max_entries=64, show_spinner=False)
def _trend(scope: Scope, as_of: date, horizon: Horizon, days: int, as_published: bool, made: int) -> list[float]:
    return slip_view.trend(scope, as_of, horizon, days, as_published)
