"""What of an address the controls of the Budget page did not take over: read before they are drawn, held after."""

import math
from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from ui.wording.budget_link import is_number

BEGINS: Final = "budget_"
LEFT, TOLD = "budget_link_left", "budget_link_told"
Query = Mapping[str, Sequence[str]]


def arrived() -> dict[str, list[str]]:
    """Return the page's parameters that the address brings anew; to be read before any control is drawn."""
    left: Query = st.session_state.get(LEFT, {})
    return {key: values for key, values in _present().items() if values != left.get(key)}


def missed(given: Query, taken: Mapping[str, object], said: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str]]:
    """Return the parameters with the values given that are not those taken; what has no control is not asked for.

    Parameters
    ----------
    given : parameters of an address.
    taken : what each control holds, by the name of its parameter.
    said : how the address writes what a control holds, where it is not written as it is.
    """
    found: list[tuple[str, str]] = []
    for control, holds in taken.items():
        words = said.get(control, {})
        texts = [text for text in given.get(control, ()) if text]
        if isinstance(holds, (list, tuple)):
            known = {words.get(str(one), str(one)) for one in holds}
            found += [(control, text) for text in dict.fromkeys(texts) if text not in known]
        elif texts and not _same(texts[-1], holds, words):
            found.append((control, texts[-1]))
    return found


def hold(sentence: str, stand: object) -> None:
    """Hold what was found of an address that has just come, until the reader stands elsewhere."""
    st.session_state[LEFT] = _present()
    if sentence:
        st.session_state[TOLD] = sentence, stand
    elif st.session_state.get(TOLD, ("", stand))[1] != stand:
        del st.session_state[TOLD]


def held() -> str:
    """Return the sentence that is held; "" where there is none."""
    return str(st.session_state.get(TOLD, ("",))[0])


def _present() -> dict[str, list[str]]:
    return {key: st.query_params.get_all(key) for key in st.query_params if key.startswith(BEGINS)}


def _same(text: str, holds: object, words: Mapping[str, str]) -> bool:
    if isinstance(holds, bool):
        return text.lower() == str(holds).lower()
    if isinstance(holds, (int, float)):
        return is_number(text) and math.isclose(float(text), holds, rel_tol=1e-9, abs_tol=1e-9)
    return text == words.get(str(holds), str(holds))
