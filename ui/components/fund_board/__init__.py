"""A board of two columns of cards; a card is moved by mouse, by finger, by its button or from the keyboard."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import streamlit as st

HERE: Final = Path(__file__).parent
KEY: Final = "budget_board"


def _text(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


_mount = st.components.v2.component(
    "fund_board", html=_text("board.html"), css=_text("board.css"), js=_text("board.js")
)


def fund_board(
    columns: Sequence[Mapping[str, Any]],
    *,
    said: str,
    held: Mapping[str, str] | None,
    waiting: str,
    by_hand: str,
    turn: int,
    on_moved: Callable[[object], None],
    on_held: Callable[[object], None],
) -> None:
    """Draw the board. All texts are set as text, never as markup.

    Parameters
    ----------
    columns : sequence of mapping
        The two columns: side ("in", "out"), title, count, cards, more, empty; a card has key, name, about, by_hand,
        action, label, price.
    said : str
        What the last move did; read out to those who do not see it.
    held : mapping or None
        The price, `told`, of the card with `key`, which the reader holds over the other column.
    waiting : str
        Shown in the place of a price that is not known yet.
    by_hand : str
        The mark of a card decided by hand.
    turn : int
        Another one whenever the board must be drawn anew though nothing in it changed.
    on_moved, on_held : callable
        Called with what the browser sent, which may be anything: {"key", "to"} of the card moved, or held.
    """

    def sent(name: str, then: Callable[[object], None]) -> Callable[[], None]:
        return lambda: then(st.session_state[KEY].get(name))

    _mount(
        key=KEY,
        data={
            "columns": [dict(column) for column in columns],
            "said": said,
            "held": None if held is None else dict(held),
            "waiting": waiting,
            "by_hand": by_hand,
            "turn": turn,
        },
        on_moved_change=sent("moved", on_moved),
        on_held_change=sent("held", on_held),
    )
