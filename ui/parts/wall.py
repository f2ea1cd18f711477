"""The wall: large, few words, and always where the facilitator is."""

import streamlit as st

from services.rights import Right
from services.workshops.reading import Workshop
from services.workshops.showing import Shown
from services.workshops.turnout import Turnout
from ui import blocks
from ui.cached import workshop as cached
from ui.components.countdown import countdown
from ui.components.listener import listener
from ui.filters import View
from ui.filters import workshop as filters
from ui.live import address_of
from ui.parts import wall_result, workshop_pictures, workshop_rated
from ui.sign_in.addresses import join_address
from ui.state.rights import may
from ui.wording import workshop as wording
from ui.wording import workshop_contradiction as contradiction
from ui.wording.formats import shortened
from ui.wording.markdown import plain

SIZE = 24


@blocks.part("wall")
def follow(view: View) -> None:
    """Draw the step at which the workshop of the address is, and follow it."""
    number = filters.asked()
    if number is None:
        blocks.empty_state(
            "No workshop is chosen", "Open the wall from the page of a workshop.", [("Workshop", "workshop")]
        )
        return
    listener(address_of(view.scope.portfolio, number), key="wall_listener")
    with blocks.explained_errors():
        held = cached.workshop(view.scope, number)
        told = cached.turnout(view.scope, number)
    with st.container(key="wall"):
        if held.practice:
            st.markdown(f":red[**{wording.PRACTICE}**]")
        _drawn(view, held, told)
    if may(Right.DECIDE):
        with st.container(key="wall_back"):
            blocks.link("Back to the workshop", "workshop", icon="arrow_back", workshop=held.id)


def _drawn(view: View, held: Workshop, told: Turnout) -> None:
    if held.over:
        wall_result.result(view, held, size=SIZE)
    elif held.stage in ("draft", "lobby", "scoring"):
        _lobby(held, told)
    elif held.stage == "between":
        _between(view, held, told)
    else:
        _question(view, held, told)


def _lobby(held: Workshop, told: Turnout) -> None:
    st.title(plain(held.title), anchor=False)
    if held.code is None:
        st.markdown("This workshop is not open yet.")
        return
    with st.container(key="wall_way_in"):
        workshop_pictures.way_in(held.code, size=480)
    st.markdown(plain(wording.standing(held, told)))
    st.markdown(
        "Answers are anonymous: nobody can see which is whose." if held.anonymous else "Answers bear your names."
    )


def _between(view: View, held: Workshop, told: Turnout) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", key="wall_line"):
        st.markdown(plain(wording.standing(held, told)))
        _code(held)
    with st.container(key="wall_title"):
        st.title(plain(held.title), anchor=False)
    workshop_pictures.so_far(view, held, size=SIZE)
    if (found := cached.contradiction(held)) and not cached.settled(held):
        funds = cached.contradiction_funds(view.scope, held, found)
        st.markdown(plain(contradiction.disagree(found, held.names, funds)))


def _code(held: Workshop) -> None:
    """Draw the way in for who comes late."""
    if held.code:
        address = join_address(held.code).partition("?")[0].partition("://")[2]
        st.markdown(plain(f"Join at {address} with {held.code[:3]} {held.code[3:]}"))


def _question(view: View, held: Workshop, told: Turnout) -> None:
    shown = cached.shown(held)
    asked = shown["question"]
    number = "Trial" if asked["warm_up"] else f"Question {asked['number']}" + (", asked again" * (asked["round"] > 1))
    with st.container(horizontal=True, horizontal_alignment="distribute", key="wall_line"):
        st.markdown(plain(number))
        st.markdown(plain(wording.answered_on_wall(told) if held.stage == "asking" else wording.answered(told)))
        _code(held)
    st.title(plain(wording.question(shown)), anchor=False)
    if held.stage == "asking":
        _asked(view, held, shown)
        st.progress(told.answered / told.may_answer if told.may_answer else 0.0)
        return
    if held.stage == "discussing" and held.discuss_until is not None:
        countdown(
            held.discuss_until, words="Talk for", over="The time to talk is over.", key=f"wall_clock_{held.version}"
        )
    workshop_pictures.answers(view, held, shown, size=SIZE)


def _asked(view: View, held: Workshop, shown: Shown) -> None:
    """Draw both sides; of a rating what phones say too, which leads nobody: evidence, money, and the levels."""
    asked = shown["question"]
    rated = asked["evidence"] is not None
    with st.container(key="wall_rated" if rated else "wall_pair"):
        for column, side in zip(st.columns(2, gap="large"), ("left", "right"), strict=True):
            with column, st.container(key=f"wall_{side}"):
                st.header(plain(asked[side]["name"]), anchor=False)
                st.markdown(plain(shortened(asked[side]["statement"], 160 if rated else 240)))
                if rated and side == "left":
                    workshop_rated.ground(shown)
                elif rated:
                    workshop_rated.levels(held, most=90)
