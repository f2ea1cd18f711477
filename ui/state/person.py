"""Who sits before the screen."""

import streamlit as st
import structlog

from data_access.settings import settings
from services import visits
from services.access import Actor, local_user
from services.errors import SignedOut
from ui.requests import REQUEST_HEADER


def actor() -> Actor:
    """Return the person on whose behalf this run acts, as the database knows them now.

    The gate says whose visit it is in a header that nobody else can set. Raises SignedOut where the visit counts no
    more. What is logged and written from here on names the page's live connection, as the log does: a run is a thread
    of its own, which the request that asked for it does not reach.
    """
    if request := st.context.headers.get(REQUEST_HEADER):
        structlog.contextvars.bind_contextvars(request=request)
    if settings().sign_in == "none":
        return local_user()
    number = st.user.get("visit")
    if not number or not str(number).isdigit():
        raise SignedOut()
    return visits.actor(int(str(number)))
