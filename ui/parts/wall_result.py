"""The end of a workshop on the wall: its main finding in large type, as decided once somebody has."""

import streamlit as st

from services.workshops.reading import Workshop
from ui.cached import workshop as cached
from ui.filters import View
from ui.parts import workshop_pictures
from ui.wording import workshop_hands as hands
from ui.wording import workshop_results as results
from ui.wording import workshop_wall as wording
from ui.wording.markdown import plain

MOST_BELOW_MONEY = 10
"""So many ratings stand below the projects that change hands."""


def result(view: View, held: Workshop, *, size: int) -> None:
    """Draw what a workshop found, or what was decided on it, with what that changes."""
    if held.result and held.result.get("ratings"):
        _ratings(view, held, size)
        return
    st.title(plain(results.result(held)), anchor=False)
    told = [_decided(held)]
    if held.result and held.result.get("weights"):
        told.append(results.worth(cached.worth(view.scope, held), view.facts.currency, view.facts.minor_digits))
    _sentences(*told)
    if held.result and held.result.get("weights"):
        workshop_pictures.weights(held, results.in_force(held), size=size)


def _ratings(view: View, held: Workshop, size: int) -> None:
    """Draw the ratings that change, under what they change of what is funded."""
    money = (view.facts.currency, view.facts.minor_digits)
    headline, changed = hands.headline(held, *money), wording.result(held)
    st.title(plain(headline or changed), anchor=False)
    _sentences(changed if headline else "", hands.as_found(held, *money), _decided(held))
    sides = hands.sides(held, *money)
    if sides:
        with st.container(key="wall_hands"):
            for column, (heading, names) in zip(st.columns(2, gap="large"), sides, strict=False):
                column.markdown(f"**{plain(heading)}**  \n{plain(names)}")
    most = MOST_BELOW_MONEY if sides else workshop_pictures.MOST_ON_A_WALL
    workshop_pictures.ratings(wording.ratings_rows(held), size=size, most=most)


def _decided(held: Workshop) -> str:
    """Return who decided; of a practice nobody does, which stands above already."""
    return "" if held.practice else results.decided(held)


def _sentences(*told: str) -> None:
    if words := " ".join(sentence for sentence in told if sentence):
        st.markdown(plain(words))
