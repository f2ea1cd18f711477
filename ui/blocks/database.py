"""What every page says of a database that is away, or that takes no changes."""

import time
from typing import Final

import streamlit as st

from services import databases
from ui.wording.markdown import plain

PATIENCE_SECONDS: Final = 90.0
ASK_AGAIN_SECONDS: Final = 1.0


def wait_until_it_answers() -> None:
    """Say that the database is away and wait for it, within reason; draw nothing where it answers.

    Called before anything else is drawn: as long as a run goes on, what stands on the page stays there, and with it all
    that was typed. A run that ended without drawing the widgets would throw that away.
    """
    if databases.answers():
        return
    until, place = time.monotonic() + PATIENCE_SECONDS, st.empty()
    place.warning(
        plain("It may be restarting. What you typed stays on this page, which goes on by itself. Leave it open."),
        title="The database does not answer",
        icon=":material/cloud_off:",
    )
    while time.monotonic() < until:
        time.sleep(ASK_AGAIN_SECONDS)
        if databases.answers():
            place.empty()
            return
    place.error(
        plain("It has not answered for a while. Load the page again later; what was saved before is not touched."),
        title="The database does not answer",
        icon=":material/cloud_off:",
    )
    st.stop()


def say_write_problem() -> None:
    """Draw a banner while nothing can be saved; nothing where all is well."""
    problem = databases.write_problem()
    if problem is not None:
        st.warning(plain(problem), icon=":material/edit_off:")
