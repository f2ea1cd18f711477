"""Who sits before the screen."""

import streamlit as st

from data_access.settings import settings
from services import visits
from services.access import Actor, local_user
from services.errors import SignedOut


def actor() -> Actor:
    """Return the person on whose behalf this run acts, as the database knows them now.

    The gate says whose visit it is in a header that nobody else can set. Raises SignedOut where the visit counts no
    more.
    """
    if settings().sign_in == "none":
        return local_user()
    number = st.user.get("visit")
    if not number or not str(number).isdigit():
        raise SignedOut()
    return visits.actor(int(str(number)))
