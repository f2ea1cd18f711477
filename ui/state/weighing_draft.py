"""Judgments not saved yet, taken up from the address and kept in it: session key `alignment_weighing_drafts`."""

from collections.abc import Sequence
from itertools import product
from typing import Final

import streamlit as st

from ui.state import judged
from ui.state import weighing as state
from ui.state.judged import Draft

DRAFTS: Final = "alignment_weighing_drafts"
KINDS: Final = {"swing": ("swing",), "best_worst": ("best", "worst", "over", "under")}
"""The kinds of fields that each way of weighing draws; Streamlit forgets those that are not drawn."""


def name(kind: str, place: str, *keys: object) -> str:
    """Return the session key of a field of the quicker ways of weighing."""
    return "_".join(["alignment", kind, place, *(str(key) for key in keys)])


def take_up(place: str, members: Sequence[str]) -> None:
    """Let what was answered before, and is not in this session, stand where it stood."""
    drafts: dict[str, Draft] = st.session_state.setdefault(DRAFTS, {})
    if place not in drafts:
        told = judged.decoded(str(st.query_params.get(judged.PARAMETER, "")))
        drafts[place] = judged.looked_at(told.get(place), members)
        if drafts[place]["pairs"] and not state.answers(place, members):
            state.take_up(place, drafts[place]["pairs"])
        if drafts[place]["order"] and not state.is_ordered(place, members):
            state.put_in_order(place, members, {"order": drafts[place]["order"]})
    for kind, keys, value in judged.looked_at(drafts[place], members)["fields"]:
        if (field := name(kind, place, *keys)) not in st.session_state:
            st.session_state[field] = float(value) if kind == "swing" and keys else value


def keep(place: str, members: Sequence[str], method: str) -> bool:
    """Write what is answered to the address; return whether all of it, and anything at all, is kept there."""
    before: Draft = st.session_state[DRAFTS][place]
    drawn = KINDS.get(method, ())
    fields = [one for one in before["fields"] if one[0] not in drawn]
    for kind in drawn:
        for keys in (keys for many in judged.FIELDS[kind] for keys in product(members, repeat=many)):
            if (value := st.session_state.get(name(kind, place, *keys))) is not None:
                fields.append([kind, list(keys), value])
    order = state.order(place, members) if state.is_ordered(place, members) else []
    draft: Draft = {"pairs": [list(one) for one in state.answers(place, members)], "order": order, "fields": fields}
    st.session_state[DRAFTS][place] = draft
    return _write(place, draft)


def forget(place: str) -> None:
    """Let go of a draft: it is saved."""
    st.session_state.get(DRAFTS, {}).pop(place, None)
    drafts = judged.decoded(str(st.query_params.get(judged.PARAMETER, "")))
    drafts.pop(place, None)
    _put(judged.encoded(drafts, place) if drafts else "")


def _write(place: str, draft: Draft) -> bool:
    drafts = judged.decoded(str(st.query_params.get(judged.PARAMETER, "")))
    drafts.pop(place, None)
    if not judged.is_empty(draft):
        drafts[place] = draft
    told = judged.encoded(drafts, place) if drafts else ""
    _put(told)
    return bool(told) and not judged.is_empty(draft)


def _put(told: str) -> None:
    if not told:
        st.query_params.pop(judged.PARAMETER, None)
    elif st.query_params.get(judged.PARAMETER) != told:
        st.query_params[judged.PARAMETER] = told
