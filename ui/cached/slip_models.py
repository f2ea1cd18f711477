"""What is read of the stored slip models."""

import streamlit as st

from data_access.slip_models import ModelFacts
from models.slip_pairs import Horizon
from services import jobs, period_summary, slip_models, slip_training
from services.access import Scope
from services.jobs import Job
from services.slip_models import Comparison, Drift


def newest_job(scope: Scope) -> Job | None:
    """Return the training that was asked for last, or None; read anew each time."""
    return jobs.newest(scope, slip_training.KIND)


def listing(scope: Scope, horizon: Horizon, days: int) -> list[ModelFacts]:
    """Return the stored models of a question, newest first."""
    return _listing(scope, horizon, days, period_summary.made(scope))


def drift(scope: Scope, horizon: Horizon, days: int) -> Drift | None:
    """Return how far inputs and record have moved from what the speaking model learned."""
    return _drift(scope, horizon, days, period_summary.made(scope))


@st.cache_resource(max_entries=32, show_spinner="Comparing both models on the same cases")
def compared(scope: Scope, first: int, second: int) -> Comparison:
    """Return two models side by side."""
    return slip_models.compare(scope, first, second)


@st.cache_resource(max_entries=16, show_spinner=False)
def _listing(scope: Scope, horizon: Horizon, days: int, made: int) -> list[ModelFacts]:
    return slip_models.listing(scope, horizon, days)


@st.cache_resource(max_entries=16, show_spinner="Looking for drift")
def _drift(scope: Scope, horizon: Horizon, days: int, made: int) -> Drift | None:
    return slip_models.drift(scope, horizon, days)
