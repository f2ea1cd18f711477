"""Part of the alignment page where objectives are weighed by judgments instead of points."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from services import weighing
from services.alignment import Alignment
from services.rights import Right
from services.weighing import Method, Weighed
from services.weighing_funded import FundedChange
from ui import blocks
from ui.actions import alignment_weighing as actions
from ui.blocks import Column
from ui.cached import alignment as cached
from ui.charts import alignment as charts
from ui.charts.base import escape
from ui.filters import View
from ui.parts import alignment_pairs
from ui.parts import alignment_quick as quick
from ui.state import weighing as state
from ui.state import weighing_draft as draft
from ui.state.rights import may
from ui.wording import alignment_weighing as wording
from ui.wording.formats import percent
from ui.wording.markdown import plain

OPEN = "alignment_weighing_open"
MORE, METHOD = "alignment_more_methods", "alignment_method"
FIRST_METHODS: tuple[Method, ...] = ("pairwise", "rank")


@blocks.part("alignment_weighing")
def weigh(view: View, shown: Alignment) -> None:
    """Let the reader weigh objectives in pairs, by rank, by swings or by best and worst; the result becomes points."""
    groups = weighing.groups(shown.tree)
    if not groups or not may(Right.DECIDE):
        return
    opened = st.expander("Weigh them by judgments", icon=":material/balance:", on_change="rerun", key=OPEN)
    if not opened.open:
        return
    names = dict(zip(shown.tree["objective_key"], shown.tree["name"], strict=True))
    with opened:
        group, method = _choice(groups, names)
        members, place = groups[group], f"{view.scope.portfolio}_{view.as_of}_{group}"
        st.caption(plain(wording.HOW[method]))
        draft.take_up(place, members)
        judged = _judgments(method, place, members, names)
        if draft.keep(place, members, method):
            st.caption(wording.DRAFT)
        _found(view, shown, group, method, place, judged)
        _earlier(view, names, group, place)


def _choice(groups: Mapping[str, Sequence[str]], names: Mapping[str, str]) -> tuple[str, Method]:
    group = next(iter(groups))
    if len(groups) > 1:
        group = str(
            st.selectbox(
                "Weigh", list(groups), format_func=lambda key: wording.group(key, names), key="alignment_weigh_group"
            )
        )
    with st.container(horizontal=True, vertical_alignment="bottom", key="alignment_methods"):
        more = bool(st.session_state.get(MORE, False))
        offered, place = weighing.METHODS if more else FIRST_METHODS, f"{METHOD}_{more}"
        if st.session_state.get(place) not in offered:
            st.session_state[place] = offered[0]
        method = st.segmented_control(
            "How", offered, required=True, format_func=lambda one: wording.METHODS[one], key=place
        )
        st.toggle("More ways", key=MORE, on_change=_keep_method)
    return group, method or offered[0]


def _keep_method() -> None:
    """Go on with the way chosen where more, or fewer, are offered."""
    more = bool(st.session_state[MORE])
    st.session_state[f"{METHOD}_{more}"] = st.session_state.get(f"{METHOD}_{not more}")


def _judgments(method: Method, place: str, members: Sequence[str], names: Mapping[str, str]) -> dict[str, Any]:
    if method == "pairwise":
        return alignment_pairs.judgments(place, members, names)
    ways = {"rank": quick.order, "swing": quick.swings, "best_worst": quick.best_worst}
    return ways[method](place, members, names)


def _found(view: View, shown: Alignment, group: str, method: Method, place: str, judged: Mapping[str, Any]) -> None:
    """Draw the weights that follow, what they would do, and the button that saves them as points."""
    members = weighing.groups(shown.tree)[group]
    if not judged or (method == "pairwise" and not judged["answers"]):
        return
    with blocks.explained_errors():
        found = weighing.found(method, members, judged)
    effect = weighing.effect(shown.tree, shown.impacts, group, found.weights)
    _picture(shown, found, members, effect)
    if told := wording.consistency(found):
        st.markdown(plain(told))
    if method == "pairwise":
        _helpful(view, shown, group, members, judged)
    projects = dict(zip(shown.projects["project_key"], shown.projects["name"], strict=True))
    leaves = shown.tree[shown.tree["leaf"]]
    now = dict(zip(leaves["objective_key"], leaves["share"].astype(float), strict=True))
    change, money = _funds(view, now, weighing.leaf_shares(shown.tree, group, found.weights)), _money(view)
    st.markdown(plain(f"{wording.effect(effect, projects)} {wording.funds(change, *money)}"))
    st.caption(plain(wording.usual_budget(change, *money)))
    reason = st.text_input("Why, in a sentence", max_chars=300, key=f"alignment_weigh_reason_{view.scope.data_version}")
    if st.button("Save these weights as points", type="primary", key="alignment_weigh_save"):
        actions.save(view, place, group, method, judged, reason)


def _picture(shown: Alignment, found: Weighed, members: Sequence[str], effect: weighing.Effect) -> None:
    rows = shown.tree.set_index("objective_key").loc[list(members), ["name", "within"]].reset_index()
    rows = rows.rename(columns={"within": "importance"}).assign(share=list(found.weights.values()))
    rows = rows.sort_values("share", ascending=False, kind="stable")
    rows["hover"] = [
        f"<b>{escape(name)}</b><br>now {percent(now, 1)}<br>then {percent(then, 1)}"
        for name, now, then in zip(rows["name"], rows["importance"], rows["share"], strict=True)
    ]
    blocks.figure_with_table(
        charts.importance_against_money(rows, blocks.palette(), wording.NOW_AND_THEN),
        rows,
        (
            Column("name", "Objective", pinned=True),
            Column("importance", "Weight now", "percent", digits=1),
            Column("share", "Weight by these answers", "percent", digits=1),
        ),
        name="alignment_weights",
        title="Weights that follow",
        note="Among those weighed; nothing is saved yet.",
        alt="For each objective its weight now and by these answers.",
        noun="objective",
    )


def _funds(view: View, before: Mapping[str, float], after: Mapping[str, float]) -> FundedChange | None:
    """Return what a budget would fund otherwise."""
    return cached.funded_change(view.scope, view.as_of, tuple(before.items()), tuple(after.items()))


def _money(view: View) -> tuple[str, int]:
    return view.facts.currency, view.facts.minor_digits


def _helpful(view: View, shown: Alignment, group: str, members: Sequence[str], judged: Mapping[str, Any]) -> None:
    helpful = weighing.most_helpful(members, judged)
    if helpful is None:
        return
    names = dict(zip(shown.tree["objective_key"], shown.tree["name"], strict=True))
    before = weighing.found("pairwise", members, judged).weights
    then = weighing.difference(shown.tree, shown.impacts, group, before, helpful.weights_after)
    shares = [weighing.leaf_shares(shown.tree, group, each) for each in (before, helpful.weights_after)]
    funds = wording.funds(_funds(view, *shares), *_money(view))
    st.markdown(plain(f"{wording.helpful(helpful, names, then)} {funds}"))


def _earlier(view: View, names: Mapping[str, str], group: str, place: str) -> None:
    """Draw the judgments saved before, to be looked at again; those in pairs can be taken up."""
    kept = {one.id: one for one in cached.weighings(view.scope, view.as_of)}
    if not kept:
        return
    number = st.selectbox(
        "Judgments saved before",
        list(kept),
        index=None,
        placeholder="Look at them again",
        format_func=lambda number: wording.kept(kept[number], names),
        key=f"alignment_kept_{view.scope.data_version}",
    )
    if number is None:
        return
    one = kept[number]
    st.markdown(plain(wording.result(one, names)))
    blocks.table(
        wording.judgments(one, names),
        (Column("judged", "What was judged", width="large"),),
        key="alignment_judgments",
        noun="judgment",
        rows_high=8,
        download="judgments",
    )
    if one.method == "pairwise" and one.group == group:
        answers = one.judgments["answers"]
        st.button("Start from these answers", key="alignment_take_up", on_click=state.take_up, args=(place, answers))
