"""The controls of the Budget page: value, total, limits by year, projects decided by hand; all in the address."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import streamlit as st

from models.selection_rules import Rule
from services.candidates import Asked, Candidates
from services.portfolio_candidates import Funding
from ui.filters import budget_amounts, budget_options, budget_reasons, budget_total, budget_years
from ui.wording import budget_nested as kept_wording
from ui.wording.formats import number

MOST_OFFERED: Final = 600
MUST_IN, MUST_OUT, KEEP = (f"budget_{name}" for name in ("in", "out", "keep"))
# What a button elsewhere has decided: a widget's value can only be set before it is drawn.
PENDING: Final = "budget_decided"


def limits(funding: Funding, currency: str) -> Asked:
    """Draw the total, the years that have a limit of their own, what else is limited, and how money may move."""
    found = funding.candidates
    asked = Asked(budget_total.total(found, currency))
    if funding.by_year is not None:
        asked = budget_years.limits(found, asked, currency)
    with st.popover(_more(), icon=":material/speed:", width="stretch", key="budget_more"):
        asked = budget_amounts.limits(found, budget_options.held(found, asked, currency), currency)
    return replace(asked, keep=_keep())


def _more() -> str:
    """Return the label of the further limits, with how many are in use."""
    used = len(st.session_state.get(budget_amounts.ALSO) or ()) + bool(st.session_state.get(budget_options.HELD))
    return f"More limits ({used} in use)" if used else "More limits"


def forced(found: Candidates, asked: Asked) -> Asked:
    """Draw the choice of projects that must be in or out, and why."""
    st.session_state.update(st.session_state.pop(PENDING, {}))
    words, options = named(found)
    inside = budget_options.several("Must be in", options, words, MUST_IN)
    outside = budget_options.several("Must be out", [key for key in options if key not in inside], words, MUST_OUT)
    budget_reasons.draw(words, inside, outside)
    asked = budget_options.allowed(found, asked, words, options)
    if len(options) < len(found.keys) - len(found.decided):
        st.caption(f"The {number(MOST_OFFERED)} dearest projects are offered; filter the page to reach the others.")
    return replace(asked, forced_in=inside, forced_out=outside)


def decide(forced_in: Sequence[str], forced_out: Sequence[str]) -> None:
    """Let projects be decided by hand from the next run on, as a button elsewhere has it."""
    st.session_state[PENDING] = {MUST_IN: list(forced_in), MUST_OUT: list(forced_out)}


def with_rules(asked: Asked, rules: tuple[Rule, ...], off: tuple[str, ...]) -> Asked:
    """Return the same under rules, some of them switched off."""
    return replace(asked, rules=rules, ignored=off)


def named(found: Candidates) -> tuple[dict[str, str], list[str]]:
    """Return what each project is called, and the keys that can be decided in the order of their names."""
    words = _words(found)
    return words, sorted(_offered(found), key=lambda key: words[key].casefold())


def _offered(found: Candidates) -> list[str]:
    """Return the keys that can be decided; the dearest ones where a list of all would be too long to send."""
    open_keys = [key for key in found.keys if key not in found.decided]
    if len(open_keys) <= MOST_OFFERED:
        return open_keys
    cost = dict(zip(found.keys, found.cost.sum(axis=1).tolist(), strict=True))
    return sorted(open_keys, key=lambda key: -cost[key])[:MOST_OFFERED]


def _keep() -> bool:
    """Draw whether what is funded stays."""
    kept = st.toggle(
        kept_wording.SWITCH,
        value=True,
        key=KEEP,
        bind="query-params",
        help=kept_wording.SWITCH_HELP,
    )
    return bool(kept)


def _words(found: Candidates) -> dict[str, str]:
    """Return what each project is called; its key beside it where others bear the same name."""
    borne = Counter(found.names)
    names = zip(found.keys, found.names, strict=True)
    return {key: f"{name} ({key})" if borne[name] > 1 else name for key, name in names}
