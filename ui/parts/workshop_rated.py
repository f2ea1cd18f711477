"""A rating under challenge, for a room: what it rests on, the money that hangs on it, and what each level means."""

import streamlit as st

from services.workshops.reading import Workshop
from services.workshops.showing import Shown
from ui.wording import workshop_wall as wall
from ui.wording.formats import shortened
from ui.wording.markdown import plain
from ui.wording.workshop import LEVELS


def means(held: Workshop) -> list[str]:
    """Return what each level means on the objective of the present question, from none to extreme, as phones say it."""
    key = held.current.right if held.current else None
    return wall.meanings(
        next((each.get("levels") or () for each in held.frame["objectives"] if each["key"] == key), ())
    )


def ground(shown: Shown, most: int = wall.LONGEST) -> None:
    """Draw what the rating asked about rests on, in so many characters, and the money at stake; never the rating."""
    rated = shown["question"]["evidence"]
    if rated is None:
        return
    st.markdown(plain(wall.evidence(rated, most)))
    if money := wall.at_stake(rated, shown["currency"], shown["minor_digits"]):
        st.markdown(f"**{plain(money)}**")


def levels(held: Workshop, most: int = 200) -> None:
    """Draw what each level means in so many characters, the strongest first, as on the phones."""
    told = reversed(list(zip(LEVELS, means(held), strict=True)))
    st.markdown("  \n".join(f"**{level}**: {plain(shortened(words, most))}" for level, words in told))
