"""What the closer looks of the Budget page read, each worked out only when it is asked for."""

from datetime import date

import pandas as pd
import streamlit as st

from services import budget_waterline
from services.access import Scope
from services.budget_waterline import Rank, Ranked
from services.candidates import Asked
from services.portfolio_candidates import Valuing
from services.portrait import Filters
from ui.cached import budget


def ranks(scope: Scope, as_of: date, valuing: Valuing, filters: Filters) -> tuple[Rank, ...]:
    """Return the ranks that can be chosen."""
    return budget_waterline.offered(budget.funding(scope, as_of, valuing, filters))


@st.cache_resource(max_entries=64, show_spinner=False)
def ranked(
    scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked, rank: Rank, go_on: bool
) -> Ranked:
    """Return the ranked list with its cut, beside the best selection."""
    best = budget.free(scope, as_of, valuing, filters, asked)
    return budget_waterline.ranked(budget.funding(scope, as_of, valuing, filters), asked, best, rank, go_on)


@st.cache_resource(max_entries=64, show_spinner=False)
def spend_profile(scope: Scope, as_of: date, valuing: Valuing, filters: Filters, asked: Asked) -> pd.DataFrame:
    """Return what is spent in each period, by class, and its limit."""
    chosen = budget.chosen(scope, as_of, valuing, filters, asked)
    return budget_waterline.spend_profile(budget.funding(scope, as_of, valuing, filters), asked, chosen)
