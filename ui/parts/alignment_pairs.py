"""The questions by which objectives are weighed in pairs: one at a time, and the answers so far."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from models.verbal_scale import SEVEN
from services import weighing
from ui.state import weighing as state
from ui.wording import alignment_weighing as wording
from ui.wording.markdown import label, plain

Pair = tuple[str, str]


def judgments(place: str, members: Sequence[str], names: Mapping[str, str]) -> dict[str, Any]:
    """Ask for judgments of two at a time; return those given so far, as `weighing.found` takes them."""
    given = state.answers(place, members)
    asked, settled = weighing.next_question(members, given)
    left, right = st.columns(2, gap="small", vertical_alignment="bottom")
    scale = left.segmented_control(
        "Scale", wording.SCALES, default=wording.SCALES[0], required=True, key="alignment_scale"
    )
    way = right.selectbox(
        "Weights by", list(wording.WAYS), format_func=lambda one: wording.WAYS[one], key="alignment_way"
    )
    again = st.session_state.get(state.ASKED)
    pair = again if again is not None and set(again) <= set(members) else asked
    if pair is not None:
        _question(place, members, pair, names, scale == wording.SCALES[0])
    st.caption(plain(wording.so_far(len(given), len(members), settled)))
    if given:
        _answers(place, members, given, names)
    return {"answers": given, "way": way}


def _question(place: str, members: Sequence[str], pair: Pair, names: Mapping[str, str], seven: bool) -> None:
    one, other = (names[key] for key in pair)
    key = f"alignment_pair_{place}_{pair[0]}_{pair[1]}_{'seven' if seven else 'nine'}"
    with st.container(border=True, key="alignment_question"):
        st.markdown(f"**{plain(one)}** or **{plain(other)}**: which matters more, and how much?")
        times: float | None
        if seven:
            word = st.radio(
                "Your answer",
                list(SEVEN),
                index=None,
                format_func=lambda level: plain(wording.level(level, one, other)),
                key=key,
                label_visibility="collapsed",
            )
            times = None if word is None else float(SEVEN[word])
        else:
            times = st.select_slider(
                label(f"{one} (left) or {other} (right)"), wording.RATIOS, 1.0, format_func=wording.ratio, key=key
            )
        st.button(
            "Keep this answer",
            type="primary",
            disabled=times is None,
            key="alignment_pair_keep",
            on_click=_keep,
            args=(place, members, pair, key),
        )


def _keep(place: str, members: Sequence[str], pair: Pair, key: str) -> None:
    """Keep the answer as it is chosen at the click, which may be later than the last drawing."""
    chosen = st.session_state[key]
    if chosen is not None:
        state.answer(place, members, pair, float(SEVEN.get(chosen, chosen)))


def _answers(place: str, members: Sequence[str], given: Sequence[Sequence[Any]], names: Mapping[str, str]) -> None:
    told = {f"{one} {other}": (one, other, float(times)) for one, other, times in given}
    with st.container(horizontal=True, vertical_alignment="bottom", key="alignment_answers"):
        chosen = st.selectbox(
            "Answers so far",
            list(told),
            format_func=lambda key: wording.answered(names[told[key][0]], names[told[key][1]], told[key][2]),
            key=f"alignment_answered_{place}_{len(given)}",
        )
        pair = told[str(chosen)][:2]
        st.button("Ask it again", key="alignment_ask_again", on_click=_ask, args=(pair,))
        st.button("Take it back", key="alignment_take_back", on_click=state.answer, args=(place, members, pair, None))


def _ask(pair: Pair) -> None:
    st.session_state[state.ASKED] = pair
