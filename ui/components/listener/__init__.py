"""An ear for the event stream: a fragment that holds it runs again whenever something is told."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import streamlit as st

HERE: Final = Path(__file__).parent
_mount = st.components.v2.component("listener", js=(HERE / "listener.js").read_text(encoding="utf-8"))


def listener(address: str, *, key: str, on_told: Callable[[], None] | None = None) -> None:
    """Listen to an address of this server, inside a fragment, which runs again with each telling."""
    _mount(key=key, data={"address": address}, height=1, on_told_change=on_told or (lambda: None))
