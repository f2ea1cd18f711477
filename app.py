"""Launcher of the web application: `streamlit run app.py`, `uvicorn app:app` or `python app.py`."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st

from ui import failures, front

SHELL = Path(__file__).resolve().parent / "ui" / "shell.py"


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Import what is heavy before the first visit, keep it out of every later collection, and let models be trained."""
    from data_access import logs
    from data_access.settings import settings
    from ui import warm
    from ui.actions import training

    logs.begin(settings())
    warm.load()
    logs.adopt()
    gc.collect()
    gc.freeze()
    training.begin_everywhere()
    yield


app = st.App(
    SHELL, routes=front.routes(), middleware=front.middleware(), lifespan=lifespan, on_script_error=failures.shown
)

if __name__ == "__main__":
    app.run()
