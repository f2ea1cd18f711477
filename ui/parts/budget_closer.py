"""A closer look at the selection: one of several questions, as the reader chooses, so that only one is worked out."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from ui.parts import (
    budget_against,
    budget_board,
    budget_by_year,
    budget_decided,
    budget_lists,
    budget_others,
    budget_rules_listed,
    budget_safe,
    budget_size,
    budget_three,
    budget_waterline,
)
from ui.parts.budget_seen import Seen

LOOK: Final = "budget_look"
LOOKS: Final[dict[str, tuple[str, Callable[[Seen], None]]]] = {
    "projects": ("Projects", budget_lists.projects),
    "board": ("Board", budget_board.draw),
    "ranked": ("Ranked list", budget_waterline.draw),
    "years": ("By year", budget_by_year.draw),
    "rules": ("Rules", budget_rules_listed.draw),
    "others": ("Other sets", budget_others.draw),
    "safe": ("How safe", budget_safe.draw),
    "three": ("Three objectives", budget_three.draw),
    "size": ("Size", budget_size.draw),
    "against": ("Against a scenario", budget_against.draw),
    "decided": ("Decided already", budget_decided.draw),
}


def draw(seen: Seen) -> None:
    """Draw the choice of questions and the answer to the one chosen."""
    asked = st.segmented_control(
        "Look closer",
        list(LOOKS),
        default="projects",
        required=True,
        format_func=lambda name: LOOKS[name][0],
        key=LOOK,
        bind="query-params",
        label_visibility="collapsed",
    )
    LOOKS[str(asked or "projects")][1](seen)
