"""The rules of the budget page: each with its price and a switch, and the form that states another."""

import streamlit as st

from models.selection_rules import Rule
from ui import blocks
from ui.cached import budget as cached
from ui.parts import budget_rule_form
from ui.parts.budget_seen import Seen
from ui.state import budget_rules as state
from ui.wording import budget_rules as wording
from ui.wording.markdown import label, plain

MOST_DRAWN = 60
ALL = "budget_rules_all"


def draw(seen: Seen) -> None:
    """Draw every rule with what it costs; switching one off is one click."""
    rules = seen.asked.rules
    listed, form = st.columns([2.2, 1], gap="large")
    with listed:
        note = wording.listed(bool(rules), seen.impossible, seen.asked.keep)
        blocks.section("Rules between projects", note)
        if not rules:
            st.caption(
                "No rule links these projects: the register of dependencies holds none, and none is stated here."
            )
        prices = cached.rule_prices(*seen.cache_key) if rules and not seen.impossible else {}
        worth = [rule for rule in rules if rule.id in seen.asked.ignored or prices.get(rule.id, 1.0) > 0]
        worth += [rule for rule in rules if rule.origin == "hand" and rule not in worth]
        for rule in sorted(worth, key=lambda one: -prices.get(one.id, 0.0))[:MOST_DRAWN]:
            _one(seen, rule, prices.get(rule.id))
        rest = [rule for rule in rules if rule not in worth]
        if rest and st.toggle(label(wording.without_price(len(rest), bool(worth))), key=ALL, bind="query-params"):
            for rule in rest[:MOST_DRAWN]:
                _one(seen, rule, 0.0)
    with form:
        budget_rule_form.draw(seen)


def _one(seen: Seen, rule: Rule, lost: float | None) -> None:
    on = rule.id not in seen.asked.ignored
    told = seen.terms.rules[rule.id]
    key = f"budget_rule_on_{rule.id}"
    if st.session_state.get(key) != on:
        st.session_state[key] = on
    with st.container(horizontal=True, vertical_alignment="center", key=f"budget_rule_{rule.id}"):
        st.toggle(
            label(told),
            key=key,
            on_change=_switched,
            args=(rule.id, key),
            width="stretch",
        )
        price = "" if seen.impossible else f"{wording.price(lost, seen.found.open_value, on)}; "
        why = f" ({rule.reason})" if rule.reason else ""
        st.caption(plain(f"{price}{wording.ORIGINS[rule.origin]}{why}"), width="content")
        if rule.origin == "hand":
            st.button(
                "Take back",
                icon=":material/close:",
                type="tertiary",
                key=f"budget_rule_off_{rule.id}",
                on_click=state.remove,
                args=(rule.id,),
            )


def _switched(identity: str, key: str) -> None:
    """Hold what a switch says."""
    # A browser that moves fast reports switches that are no longer drawn, which Streamlit takes for changes: a switch
    # is therefore asked how it stands, never taken to have turned.
    if key in st.session_state:
        state.switch(identity, bool(st.session_state[key]))
