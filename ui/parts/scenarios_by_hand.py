"""The projects that a plan decides by hand, with the reasons given."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from services.scenarios import Scenario
from ui.wording.budget_reasons import by_hand
from ui.wording.formats import count
from ui.wording.markdown import plain

SHOWN: Final = 4


def draw(one: Scenario) -> None:
    """Draw each of them as a line; many behind a click; nothing where there is none."""
    asked, each = one.statement["asked"], one.statement["candidates"]
    names = dict(zip(each["projects"], each["titles"], strict=True))
    said = by_hand(asked["forced_in"], asked["forced_out"], names, one.statement.get("reasons") or {})
    if len(said) > SHOWN:
        with st.expander(f"{count(len(said), 'project')} decided by hand"):
            st.markdown(_listed(said))
    elif said:
        st.markdown(_listed(said))


def _listed(said: Sequence[str]) -> str:
    return "\n".join(f"- {plain(line)}" for line in said)
