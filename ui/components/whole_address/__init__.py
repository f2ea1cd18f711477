"""The address of a page just opened from the menu, made whole in its place: one step back leads to the page before."""

from pathlib import Path
from typing import Final

import streamlit as st

HERE: Final = Path(__file__).parent
_mount = st.components.v2.component("whole_address", js=(HERE / "whole_address.js").read_text(encoding="utf-8"))


def whole_address(page: str, query: str) -> None:
    """Put a query behind the address of a page that the browser shows without any; nothing is drawn.

    What a run writes to the address the browser takes for another step, unless it stands there already.
    """
    with st.container(key="whole_address"):
        _mount(key="whole_address_of_page", data={"page": page, "query": query}, height=1)
