"""What the Budget page shows, as a statement that can be kept and run again."""

from typing import Final

import streamlit as st

from services import budget_kept, budget_nested, scenarios_statement
from services.candidates import problem
from services.scenarios_statement import Statement
from ui import filters
from ui.filters.budget_total import TOTAL
from ui.parts.budget_seen import Seen
from ui.state import budget_rules

OWN: Final = "budget_"


def statement(seen: Seen) -> Statement:
    """Return all that determines the plan shown, with the address that reopens it."""
    found = seen.found
    projects = seen.funding.projects
    address: dict[str, str | list[str]] = dict(filters.query())
    for name in st.query_params:
        if name.startswith(OWN):
            address[name] = st.query_params.get_all(name)
    # Where the slider opens follows the data, which may be corrected: the total decided on stays the same.
    if TOTAL in st.session_state:
        address.setdefault(TOTAL, f"{st.session_state[TOTAL]:g}")
    return scenarios_statement.statement(
        seen.view.scope,
        seen.view.as_of,
        candidates=found,
        problem=problem(found, seen.asked),
        chosen=seen.chosen,
        valuing=seen.valuing,
        asked=seen.asked,
        address=address,
        funded=_funded(seen),
        filters=seen.view.filters,
        classes=dict(zip(projects["project_key"], projects["investment_class"], strict=True)),
        titles=dict(zip(projects["project_key"], projects["name"], strict=True)),
        reasons=budget_rules.reasons(seen.by_hand),
    )


def _funded(seen: Seen) -> frozenset[str] | None:
    """Return the candidates that have money now, where the plan keeps them."""
    return budget_nested.as_candidates(seen.found, budget_kept.funded_now(seen.funding)) if seen.asked.keep else None
