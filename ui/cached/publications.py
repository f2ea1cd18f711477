"""What pages read of publishing: where periods stand, what was corrected, who may approve."""

from datetime import date
from typing import Any

import streamlit as st

from services import approvers as approving
from services import publications
from services.access import Actor, Scope
from services.approvers import Approvers
from services.publications import Period, Restated


@st.cache_data(max_entries=64, show_spinner=False)
def listing(scope: Scope) -> list[Period]:
    """Return where every date stands, newest first."""
    return publications.listing(scope)


@st.cache_data(max_entries=32, show_spinner=False)
def corrections(scope: Scope) -> list[Restated]:
    """Return the restatements, newest first."""
    return publications.corrections(scope)


@st.cache_data(max_entries=32, show_spinner=False)
def figures(scope: Scope) -> dict[date, dict[str, Any]]:
    """Return the figures of each published date as they were published."""
    return publications.figures(scope)


def published(scope: Scope, since: date) -> list[date]:
    """Return the published dates from a date on, oldest first."""
    return sorted(one.as_of for one in listing(scope) if one.published_at is not None and one.as_of >= since)


def approvers(actor: Actor, scope: Scope) -> Approvers:
    """Return who may approve a restatement; never cached, for rights come and go."""
    return approving.approvers(actor, scope)
