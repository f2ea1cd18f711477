"""Parts of the alignment page on points: what each objective weighs, set by slider, with the shares beside."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from services import alignment_figures
from services.alignment import Alignment
from services.rights import Right
from ui import blocks
from ui.actions import alignment as actions
from ui.filters import View
from ui.state.rights import may
from ui.wording import alignment as wording
from ui.wording.formats import day, number, percent, shortened
from ui.wording.markdown import label, plain

MOST_POINTS = 100.0
INDENT = "&emsp;&emsp;"
# What is changed and not saved, by portfolio and date: Streamlit forgets a slider once another page is drawn.
DRAFTS: Final = "alignment_points_drafts"
KEPT: Final = "kept here until this page is loaded anew"


@blocks.part("alignment_points")
def points(view: View, shown: Alignment) -> None:
    """Let the reader give each objective its points, with the share that results beside it."""
    if not len(shown.tree):
        return
    if not may(Right.DECIDE):
        _told(shown)
        return
    held = _held(shown.tree)
    blocks.section("Points", f"0 to 100 each; the shares follow. Counts as of {day(view.as_of)} until the next upload.")
    if not shown.tree["leaf"].all():
        st.caption(plain(wording.GROUPS))
    drafts: dict[tuple[object, ...], dict[str, float]] = st.session_state.setdefault(DRAFTS, {})
    place = (view.scope.portfolio, view.as_of)
    chosen, beside = _rows(view, shown.tree, held, drafts.get(place, {}))
    changed = drafts[place] = {key: given for key, given in chosen.items() if given != held[key]}
    shares = alignment_figures.shares(shown.tree, changed)
    total = float(shares.sum())
    for key, share in beside.items():
        share.markdown(plain(percent(float(shares[key]), 1) if total > 0 else "no share"))
    top = shown.tree.loc[shown.tree["depth"] == 0, "objective_key"]
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Save these points", type="primary", disabled=not changed, key="alignment_points_save"):
            actions.save_points(view, changed)
        st.caption(_words(sum(chosen[key] for key in top), len(changed)))


def _held(tree: pd.DataFrame) -> dict[str, float]:
    """Return the points each slider starts at: those given, else what a group's members sum to."""
    begun = tree["own"].where(tree["given"] | tree["leaf"], tree["points"])
    return {str(key): min(float(held), MOST_POINTS) for key, held in zip(tree["objective_key"], begun, strict=True)}


def _rows(
    view: View, tree: pd.DataFrame, held: Mapping[str, float], draft: Mapping[str, float]
) -> tuple[dict[str, float], dict[str, Any]]:
    """Draw a line for each objective, which starts at its draft; return the points, and the place for its share."""
    whole = all(points % 1 == 0 for points in held.values())
    chosen: dict[str, float] = {}
    beside: dict[str, Any] = {}
    with st.container(key="alignment_points_rows", gap="xsmall"):
        for row in tree.itertuples():
            key = str(row.objective_key)
            name, slider, share = st.columns([4, 5, 2], vertical_alignment="center", gap="small")
            words = plain(shortened(str(row.name), 60))
            about = plain(wording.about(row.statement, row.owner)) or None
            name.markdown(INDENT * int(row.depth) + (words if row.leaf else f"**{words}**"), help=about)
            chosen[key] = _slider(slider, view, str(row.name), key, draft.get(key, held[key]), whole)
            beside[key] = share
    return chosen, beside


def _slider(place: Any, view: View, name: str, key: str, start: float, whole: bool) -> float:
    return float(
        place.slider(
            label(f"Points of {name}"),
            0.0,
            MOST_POINTS,
            start,
            1.0 if whole else 0.1,
            format="%.0f" if whole else "%.1f",
            key=f"alignment_points_{view.scope.data_version}_{view.as_of}_{key}",
            label_visibility="collapsed",
        )
    )


def _told(shown: Alignment) -> None:
    """Draw the points as they stand, for those who do not set them."""
    blocks.section("Points", "Set by those who run sessions here.")
    for row in shown.tree.itertuples():
        share = percent(float(row.share), 1) if shown.weighted else "no share"
        told = plain(f"{row.name}: {_short(float(row.points))} points, {share}")
        about = plain(wording.about(row.statement, row.owner)) or None
        st.markdown(INDENT * int(row.depth) + told, help=about)


def _short(points: float) -> str:
    return number(points, 0 if round(points, 1) % 1 == 0 else 1)


def _words(total: float, changed: int) -> str:
    if total <= 0:
        return "No objective has points, so no project has a value."
    return wording.points(total) + (f", {number(changed)} changed and not saved: {KEPT}" if changed else "")
