"""Which plans are looked at: up to four, named by their numbers in the address."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from services.scenarios import Scenario
from ui.wording.scenarios import STATUSES

PARAMETER: Final = "scenario"
CHOSEN: Final = "scenarios_chosen"
FOLLOWED: Final = "scenarios_followed"
MOST: Final = 4


def chosen(listed: Sequence[Scenario]) -> list[Scenario]:
    """Draw the choice of plans and return them; the address opens the ones it names, else the newest is open."""
    known = {one.number: one for one in listed}
    asked = [int(text) for text in st.query_params.get_all(PARAMETER) if text.isdigit()]
    if asked != st.session_state.get(FOLLOWED) or CHOSEN not in st.session_state:
        named = [number for number in dict.fromkeys(asked) if number in known][:MOST]
        st.session_state[CHOSEN] = named or [listed[0].number]
        if gone := [number for number in asked if number not in known]:
            st.caption(f"The address names plan {gone[0]}, which is not here: it was deleted, or belongs elsewhere.")
    held: list[int] = st.session_state[CHOSEN]
    kept = [number for number in held if number in known]
    st.session_state[CHOSEN] = kept if kept or not held else [listed[0].number]
    picked = st.multiselect(
        "Plans shown",
        list(known),
        format_func=lambda number: f"{known[number].name} ({STATUSES[known[number].status].lower()})",
        key=CHOSEN,
        max_selections=MOST,
        placeholder="Pick one to look at, two to four to compare",
        select_all=False,
    )
    follow(picked)
    return [known[number] for number in picked]


def follow(numbers: Sequence[int]) -> None:
    """Write the plans shown to the address."""
    st.session_state[FOLLOWED] = list(numbers)
    if numbers:
        st.query_params[PARAMETER] = [str(number) for number in numbers]
    else:
        st.query_params.pop(PARAMETER, None)


def show(number: int) -> None:
    """Let the next run open a plan."""
    st.query_params[PARAMETER] = [str(number)]
