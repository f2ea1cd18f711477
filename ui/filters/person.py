"""Who is signed in, at the foot of the menu."""

import streamlit as st

from data_access.settings import settings
from services.rights import TITLES
from ui.sign_in.addresses import below_base
from ui.state.person import actor
from ui.wording.markdown import plain


def who() -> None:
    """Draw the person's name and role with the way out, where people sign in."""
    if settings().sign_in == "none":
        return
    person = actor()
    with st.sidebar.container(key="shell_person", gap=None):
        st.caption(plain(f"{person.name}, {TITLES.get(person.role, 'no role yet').lower()}"))
        # Leaving is a page of its own outside the application, so the link stays in this window.
        st.html(f'<a href="{below_base("/sign-out")}" target="_self">Sign out</a>')
