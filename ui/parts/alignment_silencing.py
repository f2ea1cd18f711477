"""Part of the alignment page: a first part below a rated objective is put there only by who knows what that stops."""

from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st

from ui.actions import alignment as actions
from ui.filters import View
from ui.wording import alignment_silencing as wording
from ui.wording.markdown import label, plain

ASKED: Final = "alignment_silencing_asked"
"""Session key of what was asked and not answered yet: data version, objective and parent."""


def unless_rated(
    view: View, sent: bool, names: Mapping[str, str], parent: str | None, key: str, save: Callable[[bool], None]
) -> None:
    """Save at once where no rating stops counting; else tell how many would, and save when that is agreed to.

    `save` is given whether that was agreed to. `key` is the objective that moves, "" for a new one.
    """
    asked = (view.scope.data_version, key, parent)
    if sent:
        if not actions.silenced(view, parent):
            save(False)
            return
        st.session_state[ASKED] = asked
    if parent is None or st.session_state.get(ASKED) != asked:
        return
    many, name = actions.silenced(view, parent), names[parent]
    st.warning(plain(wording.told(many, name)), icon=":material/warning:")
    with st.container(horizontal=True):
        if st.button(label(wording.agree(many, name)), type="primary", key="alignment_silencing_agree"):
            _forget()
            save(True)
        st.button("Leave everything as it is", key="alignment_silencing_leave", on_click=_forget)


def _forget() -> None:
    st.session_state.pop(ASKED, None)
