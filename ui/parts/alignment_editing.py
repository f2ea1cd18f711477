"""Parts of the alignment page that change things: objectives, and ratings of whole groups."""

import pandas as pd
import streamlit as st

from models import objective_tree
from models.strategic_value import RATING_SCALE
from services.alignment import Alignment
from services.rights import Right
from ui import blocks
from ui.actions import alignment as actions
from ui.cached import alignment as cached
from ui.cached import publications
from ui.filters import View
from ui.filters.restating import restatement
from ui.parts import alignment_silencing
from ui.parts.alignment_ratings import meanings
from ui.state.rights import may
from ui.wording import alignment as wording
from ui.wording.formats import day
from ui.wording.markdown import label

MOST_POINTS = 100.0
NEW = TOP = ""
CLEAR = "not rated"


@blocks.part("alignment_restating_part")
def restating(view: View) -> None:
    """Ask for reason and approver where the date shown, or a later one, is published."""
    published = publications.published(view.scope, view.as_of) if may(Right.DECIDE) else []
    if published:
        restatement(view.scope, actions.PLACE, published)


@blocks.part("alignment_objectives")
def objectives(view: View, shown: Alignment) -> None:
    """Let the reader add, rename, describe or take out an objective."""
    if not may(Right.DECIDE):
        return
    with st.expander("Add or change an objective", expanded=not len(shown.objectives), icon=":material/edit:"):
        names = dict(zip(shown.tree["objective_key"], shown.tree["name"], strict=True))
        key = str(
            st.selectbox(
                "Which",
                [NEW, *names],
                format_func=lambda option: names.get(option, "A new objective"),
                key=f"alignment_which_{view.scope.data_version}",
            )
        )
        if key in names:
            below = objective_tree.below(shown.tree, key)
            groups = {other: name for other, name in names.items() if other not in below}
            _change(view, key, shown.tree.set_index("objective_key").loc[key], groups)
        else:
            _add(view, names)


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


def _scale(option: str) -> str:
    return "Not rated (take ratings away)" if option == CLEAR else wording.rating(option)


def _add(view: View, groups: dict[str, str]) -> None:
    with st.form(f"alignment_new_{view.scope.data_version}", border=False):
        left, right = st.columns(2, gap="small")
        name = left.text_input("Name", max_chars=80, placeholder="Safe and reliable infrastructure")
        owner = right.text_input("Owner", max_chars=80)
        statement = st.text_input("What reaching it means", max_chars=300)
        given = st.slider("Points", 0.0, MOST_POINTS, 10.0, 1.0, format="%.0f")
        parent = _parent(groups, None) if groups else None
        sent = st.form_submit_button("Add this objective", type="primary")
    told = (name, statement, owner, float(given), parent)
    alignment_silencing.unless_rated(
        view, sent, groups, parent, NEW, lambda agreed: actions.add_objective(view, *told, silencing=agreed)
    )


def _change(view: View, key: str, row: pd.Series, groups: dict[str, str]) -> None:
    version = view.scope.data_version
    with st.form(f"alignment_change_{key}_{version}", border=False):
        left, right = st.columns(2, gap="small")
        name = left.text_input("Name", str(row["name"]), max_chars=80)
        owner = right.text_input("Owner", str(row["owner"] or ""), max_chars=80)
        statement = st.text_input("What reaching it means", str(row["statement"] or ""), max_chars=300)
        parent = _parent(groups, row["parent"]) if groups else None
        sent = st.form_submit_button("Save this objective", type="primary")
    told = (name, statement, owner, parent)
    alignment_silencing.unless_rated(
        view, sent, groups, parent, key, lambda agreed: actions.change_objective(view, key, *told, silencing=agreed)
    )
    if row["leaf"]:
        with st.expander("What each rating means on it", icon=":material/straighten:"):
            meanings(view, row, key)
    words = label(f"Take out {row['name']} from {day(view.as_of)} on")
    if st.button(words, key=f"alignment_remove_{key}_{version}"):
        actions.remove_objective(view, key, str(row["name"]))


def _parent(groups: dict[str, str], held: object) -> str | None:
    """Ask which objective it is a part of; None for the top."""
    options = [TOP, *groups]
    chosen = st.selectbox(
        "Part of",
        options,
        index=options.index(str(held)) if held in groups else 0,
        format_func=lambda option: groups.get(option, "None, it stands at the top"),
        help="Its points then count among the other parts, and the objective above shares its own out over them.",
    )
    return None if chosen == TOP else str(chosen)
