"""The lists behind the counts of what changed."""

from typing import Final

import streamlit as st

from ui import blocks
from ui.blocks import Column
from ui.cached import explore as cached
from ui.filters import View
from ui.wording import changes as wording
from ui.wording.changes import Item
from ui.wording.markdown import plain

DAYS: Final = {"slipped": "moved_days", "pulled_in": "moved_days", "rebaselined": "absorbed_days"}
"""The kinds of change that have days, and where these stand."""


def shown_columns(kind: str) -> tuple[Column, ...]:
    """Return what the list shows: narrow enough that a phone shows the figures beside the name."""
    days = (Column(DAYS[kind], "Days", "days", width=70),) if kind in DAYS else ()
    decided = (Column("decided", "Decision"),) if kind == "rebaselined" else ()
    return (Column("name", "Project", width=130), *days, Column(_cost(kind), "Cost", "money", width=75), *decided)


def _saved(kind: str) -> tuple[Column, ...]:
    """Return the columns of the files, which nothing beside them explains."""
    days = (Column(DAYS[kind], "Moved, days", "days"),) if kind in DAYS else ()
    decided = (Column("decided", "Decision"),) if kind == "rebaselined" else ()
    words = "Forecast cost" if kind in wording.MIX else "Forecast cost change"
    cost = Column(_cost(kind), words, "money")
    return (Column("name", "Project"), Column("project_key", "Key"), *days, cost, *decided)


def _cost(kind: str) -> str:
    """Return where the money stands: all of a project that came or went, else its change."""
    return "forecast_cost" if kind in wording.MIX else "cost_change"


def listing(view: View, item: Item) -> None:
    """Open the list of the projects behind one count."""
    assert view.compared_with is not None
    since = cached.changed(view.scope, view.as_of, view.compared_with, view.filters)
    st.dialog(item.title, width="large")(_list)(view, since.table, item)


def _list(view: View, table: object, item: Item) -> None:
    import pandas as pd

    assert isinstance(table, pd.DataFrame)
    st.caption(plain(f"{wording.summary(table, item.kind)} Click a row to open the project."))
    shown = table[table[item.kind].astype(bool) & table["live"].astype(bool)].reset_index(names="project_key")
    shown = shown.assign(
        decided=[wording.decision(row) for row in shown.to_dict("records")],
    )
    order = {"slipped": False, "pulled_in": True}.get(item.kind)
    if order is not None:
        shown = shown.sort_values("moved_days", ascending=order, kind="stable")
    blocks.downloads(shown, _saved(item.kind), f"changed_{item.kind}", view.facts.currency)
    chosen = blocks.table(
        shown,
        shown_columns(item.kind),
        key=f"portfolio_list_{item.kind}",
        currency=view.facts.currency,
        lines=2,
        noun="project",
        clickable=True,
    )
    if chosen is not None:
        blocks.go("project", project=shown.loc[chosen, "project_key"])
