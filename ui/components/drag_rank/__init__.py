"""A list put in order by dragging: by mouse, by finger, or from the keyboard with the arrow keys."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

import streamlit as st

HERE: Final = Path(__file__).parent


def _text(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


_mount = st.components.v2.component("drag_rank", html=_text("rank.html"), css=_text("rank.css"), js=_text("rank.js"))


def drag_rank(
    items: Sequence[Mapping[str, str]],
    *,
    key: str,
    title: str,
    handle: str,
    place: str,
    on_ordered: Callable[[object], None],
) -> None:
    """Draw the list in the order given. All texts are set as text, never as markup.

    Parameters
    ----------
    items : sequence of mapping
        key, name and about (what stands behind the name, may be empty) of each, the first on top.
    title : str
        What the list is, read out to those who do not see it.
    handle : str
        What a handle does; `{name}` stands for the item.
    place : str
        Where an item now stands, read out after each move; `{name}`, `{place}` and `{many}` are filled in.
    on_ordered : callable
        Called with what the browser sent, which may be anything: {"order": keys} after a move.
    """

    def sent() -> None:
        on_ordered(st.session_state[key].get("ordered"))

    data = {"items": [dict(item) for item in items], "title": title, "handle": handle, "place": place}
    _mount(key=key, data=data, on_ordered_change=sent)
