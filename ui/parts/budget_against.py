"""The budget page held against a saved scenario: only changes worth more than a threshold."""

from typing import Final

import streamlit as st

from services.budget_against import Against
from services.scenarios import Scenario
from ui import blocks
from ui.blocks import Column
from ui.cached import budget_more as cached
from ui.cached import scenarios
from ui.parts.budget_seen import Seen
from ui.wording import budget_against as wording
from ui.wording import budget_nested as kept_wording
from ui.wording.markdown import plain

REFERENCE, THRESHOLD = "budget_reference", "budget_threshold"
MOST, USUAL, STEP = 5.0, 1.0, 0.1
FROM: Final = "from_scenario"


def draw(seen: Seen) -> None:
    """Draw the choice of a scenario and a threshold, and the changes that are worth making."""
    listed = {plan.number: plan for plan in scenarios.listing(seen.view.scope)}
    if not listed:
        blocks.empty_state(wording.NO_SCENARIO, wording.NO_SCENARIO_WHY)
        return
    plan, threshold = _asked(listed)
    found = cached.against(*seen.cache_key, plan, threshold)
    if not found.found:
        st.caption(wording.NOT_FOUND)
        return
    adds, drops = found.names(True), found.names(False)
    whole = seen.funding.candidates.open_value
    said = kept_wording.changes(adds, drops, threshold, found.lost, whole)
    st.markdown(plain(f"{said} {wording.gone(found.gone)}".strip()))
    if not found.changes.empty:
        _listed(seen, plan, found)
    else:
        st.caption(plain(kept_wording.kept(found.kept, found.of)))
    st.caption(plain(wording.METHOD if found.proven else f"{wording.NOT_PROVEN} {wording.METHOD}"))


def _asked(listed: dict[int, Scenario]) -> tuple[Scenario, float]:
    """Draw the two controls and return the scenario and the threshold, a share."""
    opened = st.query_params.get(FROM, "").partition(".")[0]
    numbers = list(listed)
    usual = numbers.index(int(opened)) if opened.isdigit() and int(opened) in listed else 0
    with st.container(horizontal=True, vertical_alignment="bottom", key="budget_against_tools"):
        number = st.selectbox(
            wording.AGAINST,
            numbers,
            index=usual,
            format_func=lambda one: listed[one].name,
            key=REFERENCE,
            bind="query-params",
            width=320,
        )
        percent = st.slider(
            kept_wording.THRESHOLD,
            0.0,
            MOST,
            USUAL,
            STEP,
            format="%.1f%% of the value",
            key=THRESHOLD,
            bind="query-params",
            width=320,
        )
    return listed[int(number)], round(percent / 100, 4)


def _listed(seen: Seen, plan: Scenario, found: Against) -> None:
    changes, currency = found.changes, seen.view.facts.currency
    money = changes.groupby("comes_in")["cost"].sum()
    blocks.table(
        changes.assign(what=["comes in" if comes_in else "goes" for comes_in in changes["comes_in"]]),
        (
            Column("name", "Project", width=240),
            Column("what", "Change", width=90),
            Column("cost", "Cost to go", "money"),
            Column("share", "Share of value", "percent", digits=1),
        ),
        key="budget_against",
        title=f"Changes to {plan.name}",
        note=wording.note(
            kept_wording.kept(found.kept, found.of),
            float(money.get(True, 0.0)),
            float(money.get(False, 0.0)),
            currency,
        ),
        download="budget_against",
        currency=currency,
        noun="change",
        given="Dearest first",
    )
