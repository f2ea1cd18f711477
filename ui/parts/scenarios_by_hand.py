"""What a plan decides by hand: rules it ignores, and projects, with the reasons given."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from services.scenarios import Scenario
from ui.wording.budget_reasons import by_hand
from ui.wording.budget_rules import ignored
from ui.wording.formats import count
from ui.wording.markdown import plain

SHOWN: Final = 4


def draw(one: Scenario) -> None:
    """Draw how many rules are ignored, and each project as a line; many behind a click; nothing where none is."""
    rules_ignored(one)
    asked, each = one.statement["asked"], one.statement["candidates"]
    names = dict(zip(each["projects"], each["titles"], strict=True))
    said = by_hand(asked["forced_in"], asked["forced_out"], names, one.statement.get("reasons") or {})
    if len(said) > SHOWN:
        with st.expander(f"{count(len(said), 'project')} decided by hand"):
            st.markdown(_listed(said))
    elif said:
        st.markdown(_listed(said))


def rules_ignored(one: Scenario) -> None:
    """Draw how many rules a plan ignores, where it ignores any."""
    if said := ignored(len(one.statement["asked"].get("ignored") or ())):
        st.markdown(f":material/warning: {plain(said)}")


def _listed(said: Sequence[str]) -> str:
    return "\n".join(f"- {plain(line)}" for line in said)
