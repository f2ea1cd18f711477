"""Status as a letter on its colour, never as colour alone."""

from typing import Any, Literal

import streamlit as st

from ui.theme import STATUS_LETTERS, STATUS_WORDS, StatusStep
from ui.wording.formats import DASH, is_missing

Badge = Literal["green", "yellow", "orange", "red", "gray"]
BADGES: dict[StatusStep, Badge] = {
    "G": "green",
    "A/G": "yellow",
    "A": "yellow",
    "A/R": "orange",
    "R": "red",
    "none": "gray",
}


def status_step(value: Any) -> StatusStep:
    """Return the step of a status stored as 1 (green) to 5 (red), or as its letter; "none" where missing."""
    if is_missing(value) or value == "":
        return "none"
    if isinstance(value, str):
        letters: dict[str, StatusStep] = {step: step for step in STATUS_WORDS}
        return letters.get(value, "none")
    return STATUS_LETTERS.get(int(value), "none")


def status_words(value: Any) -> str:
    """Return a status as text cells show it: "R  Red", or a dash where nothing was reported."""
    step = status_step(value)
    return DASH if step == "none" else f"{step}  {STATUS_WORDS[step]}"


def status_chip(value: Any, label: str = "") -> None:
    """Draw a status: the letter on its colour, the words on hover; `label` says whose status it is."""
    step = status_step(value)
    letter = DASH if step == "none" else step
    said = STATUS_WORDS[step]
    st.badge(f"{label} {letter}".strip(), color=BADGES[step], help=f"{label}: {said}" if label else said)
