"""The rules a reader has stated by hand on the Budget page, and those switched off: in the address and the visit."""

import hashlib
from collections.abc import Sequence
from typing import Final

import streamlit as st

from models.selection_rules import Rule
from services import rules_written

RULES, OFF = "budget_rules", "budget_off"
SHORT: Final = 10


def by_hand() -> tuple[Rule, ...]:
    """Return the rules stated by hand: those of this visit, else those of the address it was opened with."""
    if RULES not in st.session_state:
        st.session_state[RULES] = rules_written.read(str(st.query_params.get(RULES, "")))
    rules: tuple[Rule, ...] = st.session_state[RULES]
    _write(RULES, rules_written.written(rules))
    return rules


def switched_off(rules: Sequence[Rule]) -> tuple[str, ...]:
    """Return the identities of those rules that are switched off."""
    if OFF not in st.session_state:
        st.session_state[OFF] = tuple(part for part in str(st.query_params.get(OFF, "")).split(".") if part)
    off: tuple[str, ...] = st.session_state[OFF]
    _write(OFF, ".".join(off))
    return tuple(rule.id for rule in rules if _short(rule.id) in off)


def add(rule: Rule) -> None:
    """State one more rule; the same rule is not stated twice."""
    kept = tuple(one for one in by_hand() if one.id != rule.id)
    st.session_state[RULES] = (*kept, rule)


def remove(identity: str) -> None:
    """Take back a rule stated by hand."""
    st.session_state[RULES] = tuple(one for one in by_hand() if one.id != identity)


def switch(identity: str, on: bool) -> None:
    """Switch a rule on or off."""
    off = [part for part in st.session_state.get(OFF, ()) if part != _short(identity)]
    st.session_state[OFF] = tuple(off if on else [*off, _short(identity)])


def _short(identity: str) -> str:
    """Return a name of a rule that is short enough for an address."""
    return hashlib.sha256(identity.encode()).hexdigest()[:SHORT]


def _write(name: str, text: str) -> None:
    if text:
        st.query_params[name] = text
    elif name in st.query_params:
        del st.query_params[name]
