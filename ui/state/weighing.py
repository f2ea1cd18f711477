"""What somebody has answered while weighing objectives and not saved yet: session keys `alignment_weighing_*`."""

from collections.abc import Sequence
from typing import Any, Final

import streamlit as st

ANSWERS: Final = "alignment_weighing_answers"
ASKED: Final = "alignment_weighing_asked"
ORDER: Final = "alignment_weighing_order"
Answer = list[Any]


def answers(place: str, members: Sequence[str]) -> list[Answer]:
    """Return the answers given so far at a place: [key, other key, times as important]; of objectives still there."""
    held: dict[str, list[Answer]] = st.session_state.setdefault(ANSWERS, {})
    return [answer for answer in held.get(place, []) if answer[0] in members and answer[1] in members]


def answer(place: str, members: Sequence[str], pair: tuple[str, str], times: float | None) -> None:
    """Keep an answer instead of the one before; None takes it back."""
    rest = [one for one in answers(place, members) if set(one[:2]) != set(pair)]
    st.session_state[ANSWERS][place] = rest if times is None else [*rest, [*pair, times]]
    st.session_state.pop(ASKED, None)


def take_up(place: str, given: Sequence[Sequence[Any]]) -> None:
    """Start from the answers of an earlier weighing."""
    st.session_state.setdefault(ANSWERS, {})[place] = [list(one) for one in given]


def order(place: str, members: Sequence[str]) -> list[str]:
    """Return the order so far; objectives it does not hold yet come last, as given."""
    held = [key for key in st.session_state.get(ORDER, {}).get(place, []) if key in members]
    return [*held, *(key for key in members if key not in held)]


def is_ordered(place: str, members: Sequence[str]) -> bool:
    """Return whether somebody has put all of these objectives in order."""
    return set(members) <= set(st.session_state.get(ORDER, {}).get(place, []))


def put_in_order(place: str, members: Sequence[str], sent: object) -> None:
    """Keep the order that a browser sent, where it is one of these objectives."""
    told = sent.get("order") if isinstance(sent, dict) else None
    if isinstance(told, list) and all(isinstance(key, str) for key in told) and sorted(told) == sorted(members):
        st.session_state.setdefault(ORDER, {})[place] = told


def forget(place: str) -> None:
    """Let go of what was answered: it is saved."""
    for name in (ANSWERS, ORDER):
        st.session_state.get(name, {}).pop(place, None)
