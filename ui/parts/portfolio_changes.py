"""The lists behind the counts of what changed."""

import streamlit as st

from ui import blocks
from ui.blocks import Column
from ui.cached import explore as cached
from ui.filters import View
from ui.wording import changes as wording
from ui.wording.changes import Item
from ui.wording.markdown import plain

COLUMNS: dict[str, tuple[Column, ...]] = {
    "slipped": (Column("moved_days", "Moved, days", "days"),),
    "pulled_in": (Column("moved_days", "Moved, days", "days"),),
    "rebaselined": (Column("absorbed_days", "Absorbed, days", "days"), Column("decided", "Decision")),
    "delivered": (),
    "cancelled": (),
    "new": (),
    "returned": (),
    "left": (),
}


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
    columns = (
        Column("name", "Project", width="large"),
        *COLUMNS[item.kind],
        Column("cost_change", "Forecast cost change", "money"),
    )
    chosen = blocks.table(
        shown,
        columns,
        key=f"portfolio_list_{item.kind}",
        currency=view.facts.currency,
        noun="project",
        clickable=True,
        download=f"changed_{item.kind}",
    )
    if chosen is not None:
        blocks.go("project", project=shown.loc[chosen, "project_key"])
