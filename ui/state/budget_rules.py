"""What a reader has stated by hand on the Budget page, in the address and the visit: rules, those off, and reasons."""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final

import streamlit as st

from models.selection_rules import Rule
from services import reasons_written, rules_written

RULES, OFF, REASONS = "budget_rules", "budget_off", "budget_reasons"
FROM, FROM_SEEN, WRITTEN = "from_scenario", "budget_rules_from", "budget_rules_written"
BROUGHT: Final = "budget_rules_brought"
SHORT: Final = 10


def by_hand() -> tuple[Rule, ...]:
    """Return the rules stated by hand: those of this visit, or of an address that says otherwise."""
    _follow_the_address()
    rules: tuple[Rule, ...] = st.session_state[RULES]
    _write(RULES, rules_written.written(rules))
    return rules


def switched_off(rules: Sequence[Rule]) -> tuple[str, ...]:
    """Return the identities of those rules that are switched off."""
    _follow_the_address()
    off: tuple[str, ...] = st.session_state[OFF]
    _write(OFF, ".".join(off))
    return tuple(rule.id for rule in rules if _short(rule.id) in off)


def not_followed(rules: Sequence[Rule]) -> tuple[int, int]:
    """Return how many rules that an address switches off are none of `rules`, and how many by hand cannot be read.

    It is told once, when the address has just been taken over.
    """
    brought: Mapping[str, str] = st.session_state.pop(BROUGHT, {})
    known = {_short(rule.id) for rule in rules}
    off = sum(name not in known for name in _names(brought.get(OFF, "")))
    return off, rules_written.unread(brought.get(RULES, ""))


def reasons(keys: Collection[str]) -> dict[str, str]:
    """Return why those projects are decided by hand, where a reason is given."""
    _follow_the_address()
    held: Mapping[str, str] = st.session_state[REASONS]
    found = {key: text for key, text in held.items() if key in keys}
    _write(REASONS, reasons_written.written(found))
    return found


def reason(key: str) -> str:
    """Return the reason given for a project, be it decided by hand now or not; "" where there is none."""
    held: Mapping[str, str] = st.session_state.get(REASONS, {})
    return held.get(key, "")


def give_reason(key: str, text: str) -> None:
    """Hold why a project is decided by hand; an empty text takes the reason back."""
    # It is written into the address with those of the other projects that are decided by hand.
    held: Mapping[str, str] = st.session_state.get(REASONS, {})
    kept = {name: one for name, one in held.items() if name != key}
    said = reasons_written.told(text)
    st.session_state[REASONS] = {**kept, key: said} if said else kept


def _follow_the_address() -> None:
    """Take over what an address brings: at the first visit, from another scenario, or where it differs from ours."""
    scenario = str(st.query_params.get(FROM, ""))
    another = bool(scenario) and st.session_state.get(FROM_SEEN) != scenario
    if scenario:
        st.session_state[FROM_SEEN] = scenario
    written = st.session_state.get(WRITTEN, {})
    for name, read in _READ.items():
        given = str(st.query_params.get(name, ""))
        if name not in st.session_state or another or (given and given != written.get(name)):
            st.session_state[name] = read(given)
            st.session_state[BROUGHT] = {**st.session_state.get(BROUGHT, {}), name: given}


def _names(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(".") if part)


_READ: Final[dict[str, Callable[[str], object]]] = {
    RULES: rules_written.read,
    OFF: _names,
    REASONS: reasons_written.read,
}


def add(rule: Rule) -> None:
    """State one more rule; the same rule is not stated twice."""
    kept = tuple(one for one in st.session_state.get(RULES, ()) if one.id != rule.id)
    _keep(RULES, (*kept, rule))


def remove(identity: str) -> None:
    """Take back a rule stated by hand."""
    _keep(RULES, tuple(one for one in st.session_state.get(RULES, ()) if one.id != identity))


def switch(identity: str, on: bool) -> None:
    """Switch a rule on or off."""
    off = [part for part in st.session_state.get(OFF, ()) if part != _short(identity)]
    _keep(OFF, tuple(off if on else [*off, _short(identity)]))


def _keep(name: str, value: tuple[Any, ...]) -> None:
    """Hold a change, and let the address say it before the page is drawn anew."""
    st.session_state[name] = value
    _write(name, rules_written.written(value) if name == RULES else ".".join(value))


def _short(identity: str) -> str:
    """Return a name of a rule that is short enough for an address."""
    return hashlib.sha256(identity.encode()).hexdigest()[:SHORT]


def _write(name: str, text: str) -> None:
    st.session_state[WRITTEN] = {**st.session_state.get(WRITTEN, {}), name: text}
    if text:
        if st.query_params.get(name) != text:
            st.query_params[name] = text
    elif name in st.query_params:
        del st.query_params[name]
