"""Plans side by side: their figures, value against cost, differences in words, and who is in which."""

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from services import scenarios_compare as service
from services.scenarios import Scenario
from ui import blocks
from ui.blocks import Column
from ui.cached import scenarios as cached
from ui.charts import scenarios as charts
from ui.filters import View
from ui.wording import scenarios as wording
from ui.wording.budget import unit
from ui.wording.budget_value import MEASURES
from ui.wording.formats import count, money_scale, percent
from ui.wording.markdown import plain

ALL: Final = "scenarios_all"


def side_by_side(view: View, plans: Sequence[Scenario]) -> None:
    """Draw the figures of each plan in a column of its own, and all as points of value against cost."""
    left, right = st.columns([1.35, 1], gap="medium")
    with left:
        _figures(view, plans)
    with right:
        _picture(view, plans)


def apart(view: View, plans: Sequence[Scenario]) -> None:
    """Draw in words what tells each plan from the first."""
    blocks.section("What tells them apart", f"each against {plans[0].name}")
    currency = view.facts.currency
    said = [
        wording.difference(plans[0].name, one.name, service.difference(plans[0], one), one.summary, currency)
        for one in plans[1:]
    ]
    if not service.comparable(plans):
        said.append(wording.MEASURED_APART)
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in said))


def grid(view: View, plans: Sequence[Scenario]) -> None:
    """Draw which project is in which plan; of several plans only the rows that differ, until all are asked for."""
    found = service.grid(plans)
    several = len(plans) > 1
    everything = True
    if several:
        differ = int(found["differs"].sum())
        everything = st.toggle(f"All {count(len(found), 'project')}, not only the {differ} that differ", key=ALL)
    shown = found if everything else found[found["differs"]]
    scale = 10 ** int(plans[0].summary["digits"])
    drawn = shown.assign(cost=shown["cost"].astype(float) / scale)
    for one in plans:
        states = drawn[f"plan_{one.number}"].map(wording.STATES)
        ways = drawn[f"way_{one.number}"]
        drawn[f"plan_{one.number}"] = [
            f"{state}, {way}" if way else state for state, way in zip(states, ways, strict=True)
        ]
    blocks.table(
        drawn,
        (
            Column("name", "Project", width=240, pinned=True),
            *(Column(f"plan_{one.number}", one.name, width=150) for one in plans),
            Column("cost", "Cost", "money"),
            Column("value", "Value", "number", digits=2),
        ),
        key=f"scenarios_grid_{len(plans)}",
        title="Who is in which plan" if several else f"The projects of {plans[0].name}",
        note=wording.LEGEND,
        rows_high=12,
        currency=view.facts.currency,
        noun="project",
        download="scenarios_projects",
        given="Most valuable first",
    )


def _figures(view: View, plans: Sequence[Scenario]) -> None:
    currency = view.facts.currency
    columns = {str(one.number): _column(view, one, currency) for one in plans}
    labels = list(next(iter(columns.values())))
    rows = pd.DataFrame({"what": labels, **{name: list(told.values()) for name, told in columns.items()}})
    blocks.table(
        rows,
        (
            Column("what", "Figure", width=190, pinned=True),
            *(Column(str(one.number), one.name) for one in plans),
        ),
        key=f"scenarios_figures_{len(plans)}",
        title="Side by side",
        note=wording.slips_note(cached.ahead(view.scope, plans[0])),
        noun="figure",
        download="scenarios_figures",
    )
    st.caption(plain(wording.risk([(one.name, cached.ahead(view.scope, one)) for one in plans])))


def _column(view: View, one: Scenario, currency: str) -> dict[str, str]:
    told, ahead = one.summary, cached.ahead(view.scope, one)
    measure = str(told["measure"])
    return {
        "Share of the value": percent(told["share"], 1),
        "Value counted as": MEASURES.get(measure, measure),
        "Cost": wording.amount(told["cost"], told, currency),
        "Unspent of the total": wording.unspent(told, currency),
        "Funded by choice": f"{told['funded']} of {told['candidates']}",
        "Slips expected of all funded": wording.slips(ahead),
        "Funded without a prediction": wording.unpredicted(ahead),
        "Cost of late projects": wording.late(ahead, told, currency),
        "Held for risk apart": wording.amount(one.statement["asked"].get("held", 0), told, currency),
        "Under its own limits": wording.proof_short(told),
        "Status": wording.STATUSES[one.status],
    }


def _picture(view: View, plans: Sequence[Scenario]) -> None:
    currency = view.facts.currency
    rows = pd.DataFrame(
        {
            "name": [one.name for one in plans],
            "status": [one.status for one in plans],
            "money": [one.summary["cost"] / 10 ** int(one.summary["digits"]) for one in plans],
            "share": [one.summary["share"] for one in plans],
            "hover": [f"{one.name}: {wording.buys(one.summary, currency)}" for one in plans],
            "told": [wording.STATUSES[one.status] for one in plans],
        }
    )
    divisor, scale = money_scale(rows["money"])
    drawn = rows.assign(cost=rows["money"] / divisor)
    blocks.figure_with_table(
        charts.value_against_cost(drawn, unit(currency, scale), blocks.palette()),
        rows,
        (
            Column("name", "Plan"),
            Column("money", "Cost", "money"),
            Column("share", "Share of the value", "percent", digits=1),
            Column("told", "Status"),
        ),
        name="scenarios_points",
        title="Value against cost",
        alt="; ".join(rows["hover"]),
        note="star decided, full locked, ring draft",
        currency=currency,
        noun="plan",
    )
