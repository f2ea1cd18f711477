"""What the person of this run may do in the portfolio that is open: by it controls are drawn, never a right granted."""

from typing import Final, cast

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from services.rights import Right
from services.rights_held import Held, held
from ui.state.person import actor
from ui.state.view import current

HELD: Final = "shell_rights"


def may(right: Right, project: str | None = None) -> bool:
    """Return whether the person may do this in the portfolio that is open, on a project if one is named."""
    return _of_this_run().may(right, project)


def _of_this_run() -> Held:
    """Return what is held, asked once in a run: the next one asks anew, so that a right taken away is gone."""
    found = current()
    portfolio = None if found is None else found.scope.portfolio
    run = _run()
    kept = cast("tuple[object, str | None, Held] | None", st.session_state.get(HELD))
    if kept is not None and run is not None and kept[0] is run and kept[1] == portfolio:
        return kept[2]
    told = held(actor(), portfolio)
    st.session_state[HELD] = (run, portfolio, told)
    return told


def _run() -> object | None:
    """Return an object that every run, also of a fragment alone, has anew; None outside of any."""
    context = get_script_run_ctx(suppress_warning=True)
    return None if context is None else context.cursors
