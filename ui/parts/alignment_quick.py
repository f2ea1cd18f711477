"""The quicker ways of weighing objectives: by their order, by swings, and by the best and the worst of them."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from ui.components.drag_rank import drag_rank
from ui.state import weighing as state
from ui.state.weighing_draft import name as field
from ui.wording import alignment_weighing as wording
from ui.wording.markdown import label, plain

TIMES = tuple(range(1, 10))
CHOOSE = "Choose an objective"


def order(place: str, members: Sequence[str], names: Mapping[str, str]) -> dict[str, Any]:
    """Ask for an order; return it once somebody has put it so, else nothing."""
    held = state.order(place, members)
    drag_rank(
        [{"key": key, "name": names[key], "about": ""} for key in held],
        key=f"alignment_rank_{place}",
        title="Objectives, the most important first",
        handle="Move {name}",
        place="{name} is now {place} of {many}",
        on_ordered=lambda sent: state.put_in_order(place, members, sent),
    )
    if state.is_ordered(place, members):
        return {"order": held}
    with st.container(horizontal=True, vertical_alignment="center", key="alignment_order_right"):
        st.caption(wording.NO_ORDER, width="content")
        st.button(
            "This order is right",
            key="alignment_order_keep",
            on_click=state.put_in_order,
            args=(place, members, {"order": held}),
        )
    return {}


def swings(place: str, members: Sequence[str], names: Mapping[str, str]) -> dict[str, Any]:
    """Ask what each improvement is worth beside the best one; return the points once all are given, else nothing."""
    best = st.selectbox(
        "First from worst to best",
        members,
        index=None,
        placeholder=CHOOSE,
        format_func=lambda key: names[key],
        key=field("swing", place),
    )
    if best is None:
        st.caption(wording.FIRST_SWING)
        return {}
    told = {
        key: st.number_input(
            label(names[key]),
            0.0,
            100.0,
            None,
            5.0,
            format="%.0f",
            placeholder="0 to 100",
            key=field("swing", place, best, key),
        )
        for key in members
        if key != best
    }
    open_ = [names[key] for key, points in told.items() if points is None]
    if open_:
        st.caption(plain(wording.unanswered(open_)))
        return {}
    return {"points": {key: 100.0 if key == best else float(told[key] or 0.0) for key in members}}


def best_worst(place: str, members: Sequence[str], names: Mapping[str, str]) -> dict[str, Any]:
    """Ask for the best, the worst, and the others against them; return all of it once it is whole, else nothing."""
    left, right = st.columns(2, gap="medium")
    best = _one_of(left, "Most important", members, names, field("best", place))
    others = [key for key in reversed(members) if key != best]
    worst = _one_of(right, "Least important", others, names, field("worst", place, best))
    if best is None or worst is None:
        st.caption(wording.BOTH_ENDS)
        return {}
    over: dict[str, int | None] = dict.fromkeys(members, 1)
    under: dict[str, int | None] = dict.fromkeys(members, 1)
    for key in members:
        if key != best:
            over[key] = _times(left, best, key, names, field("over", place, best, key))
        if key not in (best, worst):
            under[key] = _times(right, key, worst, names, field("under", place, worst, key))
    under[best] = over[worst]
    open_ = [wording.compared(names[best], names[key]) for key in members if over[key] is None]
    open_ += [wording.compared(names[key], names[worst]) for key in members if key != best and under[key] is None]
    if open_:
        st.caption(plain(wording.unanswered(open_)))
        return {}
    rows = [{key: float(times or 1) for key, times in told.items()} for told in (over, under)]
    return {"best": best, "worst": worst, "best_to_others": rows[0], "others_to_worst": rows[1]}


def _one_of(place: Any, words: str, keys: Sequence[str], names: Mapping[str, str], key: str) -> str | None:
    chosen: str | None = place.selectbox(
        words, keys, index=None, placeholder=CHOOSE, format_func=lambda one: names[one], key=key
    )
    return chosen


def _times(place: Any, one: str, other: str, names: Mapping[str, str], key: str) -> int | None:
    words = label(f"{names[one]}, how many times {names[other]}")
    chosen: int | None = place.segmented_control(words, TIMES, key=key)
    return chosen
