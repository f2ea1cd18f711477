"""Launcher of the web application: `streamlit run app.py`, `uvicorn app:app` or `python app.py`."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from ui.gate import BackendAddress, SecurityHeaders

SHELL = Path(__file__).resolve().parent / "ui" / "shell.py"


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Import what is heavy before the first visit, keep it out of every later collection, and let models be trained."""
    from ui import warm
    from ui.actions import training

    warm.load()
    gc.collect()
    gc.freeze()
    training.begin_everywhere()
    yield


app = st.App(
    SHELL,
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(BackendAddress, base_path=st.get_option("server.baseUrlPath")),
    ],
    lifespan=lifespan,
)

if __name__ == "__main__":
    app.run()
