"""The projects that need somebody: what changed, why, how likely to slip, what they report."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from services import attention_left_out
from services.portfolio_view import reason_counts
from ui import blocks
from ui.blocks import Column
from ui.cached import context
from ui.cached import explore as cached
from ui.filters import View
from ui.wording import attention as wording
from ui.wording import cells
from ui.wording.formats import number, percent, shortened
from ui.wording.markdown import plain

AT_FIRST = 6
NAME_WIDTH = 46

ALL_COLUMNS = (
    Column("name", "Project", width=200),
    Column("chance", "Chance to slip", width=100),
    Column("changed", "What changed", width=180),
    Column("why", "Why", width=350),
    Column("said_overall", "Reported", "status", width=70),
    Column("cost_to_go", "Cost to go", "money", width=90),
)


@blocks.part("portfolio_attention")
def attention(view: View) -> None:
    """Draw the gravest projects with their reasons in full, and a way to all of them."""
    listed = cached.attention(view.scope, view.as_of, view.compared_with, view.filters)
    found = cached.portrait(view.scope, view.as_of)
    if listed.empty:
        blocks.section("Needs attention")
        looked_at = attention_left_out.looked_at(found, view.compared_with is not None, view.filters)
        snapshots = sum(known <= view.as_of for known in context.dates(view.scope))
        st.markdown(plain(wording.nobody(looked_at, snapshots)))
        return
    rules = listed["cost_to_go_rule"].tolist()
    with st.container(gap=None, key="portfolio_attention_head"):
        blocks.section("Needs attention")
        st.caption(plain(wording.order(rules, reason_counts(listed))))
        if larger := attention_left_out.largest(found, listed, view.filters):
            st.caption(plain(wording.not_listed(larger, view.facts.currency)))
    said_once = len(set(rules)) == 1
    with st.container(gap=None, key="portfolio_attention_list"):
        for row in listed.head(AT_FIRST).to_dict("records"):
            _entry({str(name): value for name, value in row.items()}, view, said_once)
    if len(listed) > AT_FIRST and st.button(
        f"Show all {number(len(listed))} that need attention", key="portfolio_attention_all", icon=":material/list:"
    ):
        st.dialog("Projects that need attention", width="large")(_all)(view, listed)


def _entry(row: Mapping[str, Any], view: View, said_once: bool) -> None:
    with st.container(gap=None, key=f"attention_{row['project_key']}"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            blocks.link(shortened(str(row["name"]), NAME_WIDTH), "project", project=row["project_key"])
            st.markdown(_standing(row), width="content")
        st.caption(plain(_words(row, view.facts.currency, said_once)))


def _standing(row: Mapping[str, Any]) -> str:
    """Return the chance to slip and the reported status, the letter on its colour."""
    step = blocks.status_step(row["said_overall"])
    known = row["probability"] == row["probability"]
    chance = f":gray[slip] **{plain(percent(row['probability']))}**" if known else ":gray[no prediction]"
    said = f" :gray[· reports] :{_BADGE_OF[step]}-badge[{step}]" if step != "none" else ""
    return f"{chance}{said}"


def _words(row: Mapping[str, Any], currency: str, said_once: bool) -> str:
    said = (wording.what_changed(row), wording.why(row, currency), wording.to_go(row, currency, said_once))
    return " ".join(part for part in said if part)


def _all(view: View, listed: pd.DataFrame) -> None:
    rows = listed.to_dict("records")
    shown = listed.assign(
        chance=cells.chances(listed["probability"]),
        changed=[wording.what_changed(row) for row in rows],
        why=[wording.why(row, view.facts.currency) for row in rows],
    )
    st.caption(
        plain(
            f"{wording.reasons(reason_counts(listed), len(listed))} One may have several reasons. "
            "Click a row to open the project."
        )
    )
    chosen = blocks.table(
        shown,
        ALL_COLUMNS,
        key="portfolio_attention_table",
        currency=view.facts.currency,
        lines=4,
        rows_high=7,
        clickable=True,
        noun="project",
        download="needs_attention",
    )
    if chosen is not None:
        blocks.go("project", project=shown.loc[chosen, "project_key"])


_BADGE_OF: dict[str, str] = {"G": "green", "A/G": "yellow", "A": "yellow", "A/R": "orange", "R": "red"}
