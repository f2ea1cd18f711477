"""The form that states a rule by hand."""

from decimal import Decimal
from typing import Any, Final, cast

import streamlit as st

from models.selection_rules import Kind, Measure, Rule
from ui import blocks
from ui.filters import budget as filters
from ui.parts.budget_seen import Seen
from ui.state import budget_rules as state
from ui.wording import budget_rules as wording
from ui.wording.markdown import label

NEW: Final = "budget_new"
REFUSED: Final = "budget_rule_refused"
WHOLE: Final = 1000


def draw(seen: Seen) -> None:
    """Draw the form for the kind of rule chosen; a rule is in force once it is stated."""
    blocks.section("State a rule")
    kind = st.selectbox("Kind", list(wording.KINDS), format_func=lambda name: wording.KINDS[name], key=f"{NEW}_kind")
    # What is counted stands outside the form, for the bounds bear its unit.
    measure = _measure(seen) if kind == "group" else None
    with st.form("budget_new_rule", border=False):
        if measure is not None:
            _group(seen, measure)
        else:
            _pair(seen, kind)
        st.text_input("Reason", key=f"{NEW}_reason", max_chars=200)
        st.form_submit_button("Add the rule", icon=":material/add:", on_click=_add, args=(seen, kind))
    refused = st.session_state.pop(REFUSED, "")
    if refused:
        st.error(refused)


def _pair(seen: Seen, kind: str) -> None:
    words, options = filters.named(seen.funding.candidates)
    labels = ("Project", {"requires": "Needs", "excludes": "Not together with", "same": "Decided together with"}[kind])
    for said, name in zip(labels, ("first", "second"), strict=True):
        st.selectbox(said, options, index=None, format_func=lambda key: words[key], key=f"{NEW}_{name}")


def _measure(seen: Seen) -> Measure:
    measures: list[Measure] = ["count", "money"]
    if _known_objectives(seen):
        measures.append("objective")
    return st.selectbox("Counted in", measures, format_func=lambda name: wording.MEASURES[name], key=f"{NEW}_measure")


def _known_objectives(seen: Seen) -> list[str]:
    return [key for key in seen.funding.candidates.contributions if key in seen.objectives]


def _group(seen: Seen, measure: Measure) -> None:
    if measure == "objective":
        names = seen.objectives
        st.selectbox("Objective", _known_objectives(seen), format_func=lambda key: names[key], key=f"{NEW}_objective")
    else:
        st.selectbox("Group", list(seen.groups), key=f"{NEW}_group")
    for end in wording.ENDS:
        said = label(wording.bound(end, measure, seen.view.facts.currency))
        # Each unit has a number of its own: 30 % never becomes 30 projects.
        key = f"{NEW}_{end}_{measure}"
        if measure == "count":
            st.number_input(said, min_value=0, value=None, step=1, key=key)
        else:
            most = 100.0 if measure == "objective" else None
            st.number_input(said, min_value=0.0, max_value=most, value=None, step=1.0, format="%g", key=key)


def _add(seen: Seen, kind: str) -> None:
    """State the rule of the form, or keep what is wrong with it."""
    given = {
        str(name).removeprefix(f"{NEW}_"): value
        for name, value in st.session_state.items()
        if str(name).startswith(NEW)
    }
    rule = _stated_group(seen, given) if kind == "group" else _stated_pair(given, kind)
    if isinstance(rule, str):
        st.session_state[REFUSED] = rule
    else:
        state.add(rule)


def _stated_pair(given: dict[str, Any], kind: str) -> Rule | str:
    first, second = given.get("first"), given.get("second")
    if not first or not second or first == second:
        return "Choose two different projects."
    return Rule(cast(Kind, kind), (first, second), reason=given["reason"].strip())


def _stated_group(seen: Seen, given: dict[str, Any]) -> Rule | str:
    measure: Measure = given["measure"]
    scale = {"count": 1, "money": 10**seen.funding.candidates.digits * 10**6, "objective": WHOLE // 100}[measure]
    ends = (given[f"{end}_{measure}"] for end in wording.ENDS)
    low, high = (None if end is None else int(Decimal(str(end)) * scale) for end in ends)
    if low is None and high is None:
        return "Give at least one of the two bounds."
    if low is not None and high is not None and low > high:
        return "The least is above the most."
    if measure == "objective":
        return Rule("group", (), "", low, high, measure, given["objective"], reason=given["reason"].strip())
    name = given["group"]
    return Rule("group", seen.groups[name], name, low, high, measure, reason=given["reason"].strip())
