"""What a reader sees of an error that nobody had foreseen: a plain sentence with a number that support finds."""

from contextlib import suppress

import streamlit as st

from data_access.logs import log
from ui import blocks, metrics
from ui.requests import REQUEST_HEADER, number
from ui.state.person import actor
from ui.state.view import CURRENT, Current
from ui.wording.failures import unforeseen

# Also where the server is started in another folder than that of its configuration.
st.set_option("logger.enableRich", False)


def shown(error: Exception) -> bool:
    """Log an error under a number and show that number; return that nothing else need be shown.

    Nothing an error says is shown, for it may quote what this reader must not see.
    """
    found = number()
    metrics.ERRORS.labels("page").inc()
    log().error(
        "run failed",
        error=found,
        request=_request(),
        person=_person(),
        portfolio=_portfolio(),
        exc_info=error,
    )
    blocks.show_error(unforeseen(found))
    return True


def _request() -> str | None:
    return st.context.headers.get(REQUEST_HEADER)


def _person() -> int | None:
    # The database may be what failed.
    with suppress(Exception):
        return actor().person
    return None


def _portfolio() -> str | None:
    with suppress(Exception):
        current: Current | None = st.session_state.get(CURRENT)
        return None if current is None else current.facts.key
    return None
