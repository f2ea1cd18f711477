"""A clock that runs down to a moment, in the browser, without asking the server again."""

from datetime import datetime
from pathlib import Path
from typing import Final

import streamlit as st

HERE: Final = Path(__file__).parent
_mount = st.components.v2.component(
    "countdown",
    html='<p class="clock" role="timer"></p>',
    css=".clock { margin: 0; font-size: 2.4rem; font-weight: 600; font-variant-numeric: tabular-nums; }",
    js=(HERE / "countdown.js").read_text(encoding="utf-8"),
)


def countdown(until: datetime, *, words: str, over: str, key: str) -> None:
    """Draw the minutes and seconds left after some words, and other words once the time is over."""
    _mount(key=key, data={"until": until.isoformat(), "words": words, "over": over})
