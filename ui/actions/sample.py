"""Loading the sample portfolio beside the visits, so that leaving the page does not stop it."""

from dataclasses import dataclass
from threading import Lock, Thread
from typing import Final

import streamlit as st

from services import sample
from services.access import must_administer
from services.errors import Explained
from ui.actions import training
from ui.state.person import actor

REFUSED: Final = "shell_sample_refused"


@dataclass
class Loading:
    """How far the load of this process is; `refused` says why it ended early."""

    done: int = 0
    total: int = 0
    finished: bool = False
    refused: str = ""


_lock = Lock()
_current: Loading | None = None


def loading() -> Loading | None:
    """Return the load under way or ended in this process, or None."""
    return _current


def start() -> None:
    """Start loading, unless a load is under way; whoever may not is told where the load would stand."""
    global _current
    try:
        must_administer(actor())
    except Explained as refused:
        st.session_state[REFUSED] = refused
        return
    with _lock:
        if _current is not None and not _current.finished:
            return
        _current = Loading()
        Thread(target=_load, args=(_current,), name="sample", daemon=True).start()


def _load(state: Loading) -> None:
    def progress(done: int, total: int, _: str) -> None:
        state.done, state.total = done, total

    try:
        sample.load(progress)
        training.begin(sample.KEY)
    except Explained as refused:
        state.refused = str(refused)
    except Exception:
        state.refused = "The sample could not be loaded. The log of the server says why."
        raise
    finally:
        state.finished = True
