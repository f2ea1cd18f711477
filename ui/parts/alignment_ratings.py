"""Part of the alignment page on the ratings of one project: what each means, what it rests on, who gave it when."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from models.strategic_value import RATING_SCALE
from services.alignment import LONGEST_EVIDENCE, Alignment
from services.rights import Right
from ui import blocks
from ui.actions import alignment as actions
from ui.blocks import Column
from ui.cached import alignment_more as cached
from ui.filters import View
from ui.state.rights import may
from ui.wording import alignment as wording
from ui.wording import alignment_ratings as words
from ui.wording.markdown import plain

OPEN = "alignment_ratings_open"
CLEAR = "not rated"


@blocks.part("alignment_ratings")
def one_project(view: View, shown: Alignment) -> None:
    """Draw the ratings of the project chosen; who may decide rates it with evidence."""
    if not len(shown.objectives) or shown.projects.empty:
        return
    opened = st.expander(
        "Ratings of one project, with evidence", icon=":material/fact_check:", on_change="rerun", key=OPEN
    )
    if not opened.open:
        return
    with opened:
        labels = wording.row_labels(shown.projects)
        key = str(
            st.selectbox("Project", list(labels), format_func=lambda key: labels[key], key="alignment_rated_project")
        )
        rows = cached.ratings_of(view.scope, view.as_of, key)
        blocks.table(
            words.rows(rows, shown.impacts.loc[key]),
            (
                Column("name", "Objective", pinned=True, width=200),
                Column("rating", "Rating", width=120),
                Column("meaning", "Which means", width="medium"),
                Column("evidence", "Evidence", width="medium"),
                Column("by", "Rated by", width="medium"),
                Column("at", "Rated", width="small"),
            ),
            key="alignment_ratings_table",
            noun="objective",
            lines=2,
            rows_high=8,
            title="What it is rated, and why",
            note=words.IN_TABLE,
            download="ratings",
        )
        if may(Right.DECIDE):
            _rate(view, key, rows)


def _rate(view: View, project: str, rows: pd.DataFrame) -> None:
    """Let the reader rate the project on one objective, with the written meaning of each level beside it."""
    known: Mapping[str, Any] = rows.set_index("objective_key").to_dict("index")
    objective = str(
        st.selectbox(
            "Rate it on", list(known), format_func=lambda key: str(known[key]["name"]), key="alignment_rated_objective"
        )
    )
    row = known[objective]
    place = f"{view.scope.data_version}_{project}_{objective}"
    options = [*RATING_SCALE, CLEAR]
    held = row["rating"] if isinstance(row["rating"], str) else CLEAR
    word = st.radio(
        "Rating",
        options,
        index=options.index(held),
        format_func=lambda option: "Not rated" if option == CLEAR else wording.rating(option),
        captions=[words.meaning(row, option) for option in options],
        key=f"alignment_rating_{place}",
    )
    told = row["evidence"] if isinstance(row["evidence"], str) else ""
    evidence = st.text_area("What it rests on", told, max_chars=LONGEST_EVIDENCE, key=f"alignment_evidence_{place}")
    chosen = None if word == CLEAR else str(word)
    same = (word, evidence.strip()) == (held, told)
    if st.button("Save this rating", type="primary", disabled=same, key="alignment_rate_one"):
        actions.rate_with_evidence(view, project, objective, chosen, evidence)


def meanings(view: View, row: pd.Series, key: str) -> None:
    """Let the reader write what each rating means on an objective."""
    with st.form(f"alignment_meanings_{key}_{view.scope.data_version}", border=False):
        st.caption(plain(words.WHY_MEANINGS))
        told = {
            word: st.text_input(
                f"{wording.rating(word)} means", words.written(row[f"{word}_means"]), 200, placeholder=words.USUAL[word]
            )
            for word in RATING_SCALE
        }
        if st.form_submit_button("Save what the ratings mean"):
            actions.describe_ratings(view, key, str(row["name"]), told)
