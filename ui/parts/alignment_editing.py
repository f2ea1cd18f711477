"""Parts of the alignment page that change things: points, objectives, and ratings of whole groups."""

from typing import Any

import pandas as pd
import streamlit as st

from models.strategic_value import RATING_SCALE
from services.alignment import Alignment
from services.rights import Right
from ui import blocks
from ui.actions import alignment as actions
from ui.cached import alignment as cached
from ui.filters import View
from ui.state.rights import may
from ui.wording import alignment as wording
from ui.wording.formats import day, number, percent, shortened
from ui.wording.markdown import label, plain

MOST_POINTS = 100.0
NEW = ""
CLEAR = "not rated"


@blocks.part("alignment_points")
def points(view: View, shown: Alignment) -> None:
    """Let the reader give each objective its points, with the share that results beside it."""
    if not len(shown.objectives):
        return
    if not may(Right.DECIDE):
        _points_told(shown)
        return
    blocks.section("Points", f"0 to 100 each; the shares follow. Counts as of {day(view.as_of)} until the next upload.")
    whole = bool((shown.objectives["points"] % 1 == 0).all())
    chosen: dict[str, float] = {}
    beside = {}
    with st.container(key="alignment_points_rows", gap="xsmall"):
        for row in shown.objectives.itertuples():
            name, slider, share = st.columns([4, 5, 2], vertical_alignment="center", gap="small")
            name.markdown(plain(shortened(str(row.name), 60)))
            chosen[str(row.objective_key)] = _slider(slider, view, row, whole)
            beside[str(row.objective_key)] = share
    total = sum(chosen.values())
    for key, given in chosen.items():
        beside[key].markdown(plain(percent(given / total, 1) if total > 0 else "no share"))
    held = dict(zip(shown.objectives["objective_key"], shown.objectives["points"], strict=True))
    changed = {key: given for key, given in chosen.items() if given != min(float(held[key]), MOST_POINTS)}
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Save these points", type="primary", disabled=not changed, key="alignment_points_save"):
            actions.save_points(view, changed)
        st.caption(_points_words(total, len(changed)))


@blocks.part("alignment_objectives")
def objectives(view: View, shown: Alignment) -> None:
    """Let the reader add, rename, describe or take out an objective."""
    if not may(Right.DECIDE):
        return
    with st.expander("Add or change an objective", expanded=not len(shown.objectives), icon=":material/edit:"):
        names = dict(zip(shown.objectives["objective_key"], shown.objectives["name"], strict=True))
        key = str(
            st.selectbox(
                "Which",
                [NEW, *names],
                format_func=lambda option: names.get(option, "A new objective"),
                key=f"alignment_which_{view.scope.data_version}",
            )
        )
        if key in names:
            row = shown.objectives.set_index("objective_key").loc[key]
            _change(view, key, row)
        else:
            _add(view)


@blocks.part("alignment_groups")
def group_ratings(view: View, shown: Alignment) -> None:
    """Let the reader give all projects of a category, a department or the like one rating."""
    if not may(Right.DECIDE):
        return
    found = cached.groups(view.scope, view.as_of)
    if not len(shown.objectives) or not found:
        return
    with st.expander("Rate a whole group at once", icon=":material/done_all:"):
        names = dict(zip(shown.objectives["objective_key"], shown.objectives["name"], strict=True))
        first, second, third, fourth = st.columns(4, gap="small")
        by = str(
            first.selectbox(
                "Projects by",
                sorted(found, key=list(wording.BY).index),
                format_func=lambda option: wording.BY[option],
                key="alignment_by",
            )
        )
        value = str(second.selectbox("Which", found[by], key=f"alignment_group_{by}"))
        objective = str(
            third.selectbox("Serve", list(names), format_func=lambda option: names[option], key="alignment_objective")
        )
        word = fourth.selectbox("How much", [*RATING_SCALE, CLEAR], index=2, format_func=_scale, key="alignment_word")
        only = st.checkbox(
            "Only projects that are not rated on it yet", value=word != CLEAR, key=f"alignment_only_{word}"
        )
        if st.button("Save this rating for the group", type="primary", key="alignment_group_save"):
            chosen = None if word == CLEAR else str(word)
            actions.rate_group(view, by, value, objective, chosen, bool(only))


def _points_told(shown: Alignment) -> None:
    """Draw the points as they stand, for those who do not set them."""
    blocks.section("Points", "Set by those who run sessions here.")
    total = float(shown.objectives["points"].sum())
    for row in shown.objectives.itertuples():
        share = percent(float(row.points) / total, 1) if total > 0 else "no share"
        st.markdown(plain(f"{row.name}: {number(float(row.points))} points, {share}"))


def _slider(place: Any, view: View, row: Any, whole: bool) -> float:
    return float(
        place.slider(
            label(f"Points of {row.name}"),
            0.0,
            MOST_POINTS,
            min(float(row.points), MOST_POINTS),
            1.0 if whole else 0.01,
            format="%.0f" if whole else "%.2f",
            key=f"alignment_points_{view.scope.data_version}_{view.as_of}_{row.objective_key}",
            label_visibility="collapsed",
        )
    )


def _points_words(total: float, changed: int) -> str:
    if total <= 0:
        return "No objective has points, so no project has a value."
    return f"{number(total)} points in all" + (f", {number(changed)} changed and not saved" if changed else "")


def _scale(option: str) -> str:
    return "Not rated (take ratings away)" if option == CLEAR else wording.rating(option)


def _add(view: View) -> None:
    with st.form("alignment_new", border=False, clear_on_submit=True):
        left, right = st.columns(2, gap="small")
        name = left.text_input("Name", max_chars=80, placeholder="Safe and reliable infrastructure")
        owner = right.text_input("Owner", max_chars=80)
        statement = st.text_input("What reaching it means", max_chars=300)
        given = st.slider("Points", 0.0, MOST_POINTS, 10.0, 1.0, format="%.0f")
        if st.form_submit_button("Add this objective", type="primary"):
            actions.add_objective(view, name, statement, owner, float(given))


def _change(view: View, key: str, row: pd.Series) -> None:
    version = view.scope.data_version
    with st.form(f"alignment_change_{key}_{version}", border=False):
        left, right = st.columns(2, gap="small")
        name = left.text_input("Name", str(row["name"]), max_chars=80)
        owner = right.text_input("Owner", str(row["owner"] or ""), max_chars=80)
        statement = st.text_input("What reaching it means", str(row["statement"] or ""), max_chars=300)
        if st.form_submit_button("Save this objective", type="primary"):
            actions.change_objective(view, key, name, statement, owner)
    words = label(f"Take out {row['name']} from {day(view.as_of)} on")
    if st.button(words, key=f"alignment_remove_{key}_{version}"):
        actions.remove_objective(view, key, str(row["name"]))
