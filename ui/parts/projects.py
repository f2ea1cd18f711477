"""Parts of the list of projects: its finding, search and order, a page of rows, the table of all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, cast
from urllib.parse import quote_plus

import pandas as pd
import streamlit as st

from services.projects_list import Order, Which
from ui import blocks
from ui.blocks import Column
from ui.cached import context, explore
from ui.cached import projects as cached
from ui.filters import View, address
from ui.parts import projects_rows
from ui.wording import cells
from ui.wording import projects as wording
from ui.wording.formats import count
from ui.wording.markdown import plain

PAGE_ROWS: Final = 20
SEARCH, WHICH, ORDER = "projects_search", "projects_which", "projects_order"
PAGE, AS = "projects_page", "projects_as_table"


@dataclass(frozen=True)
class Asked:
    """What the reader asks of the list."""

    words: str
    which: Which
    order: Order
    table: bool


def head(view: View) -> None:
    """Draw the finding over the projects that the filters keep."""
    found = explore.portrait(view.scope, view.as_of)
    standing = cached.standing(view.scope, view.as_of, view.filters)
    red = float(found.thresholds["schedule_red_days"])
    first = sum(known <= view.as_of for known in context.dates(view.scope)) < 2
    blocks.header("Projects", wording.finding(standing, red, found.has_baselines, first))


@blocks.part("projects_listing")
def listing(view: View) -> None:
    """Let the reader search and order; show a page of projects, or the table of all of them."""
    asked = _asked(view)
    found = cached.narrowed(view.scope, view.as_of, view.filters, asked.words, asked.which, asked.order)
    if found.empty:
        _nothing(view, asked)
    elif asked.table:
        _table(view, found, asked)
    else:
        _rows(view, found, asked)


def how_it_was_found(view: View) -> None:
    """Draw the closed drawer: what the strip, the trail and the orders rest on."""
    found = explore.portrait(view.scope, view.as_of)
    with blocks.how_it_was_found(*wording.method(found.thresholds, found.chances.words, found.has_baselines)):
        blocks.link("Change the tolerances", "portfolio_settings", icon="settings")


def _asked(view: View) -> Asked:
    counts, orders = cached.offered(view.scope, view.as_of, view.filters)
    standings = [which for which in wording.WHICH if counts[which]] or ["all"]
    usual = "all" if any(name == "status" for name, _ in view.filters) else standings[0]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="projects_controls"):
        words = st.text_input(
            "Search",
            key=SEARCH,
            placeholder="Name, key or any words",
            icon=":material/search:",
            type="search",
            on_change=_first_page,
            bind="query-params",
            width=300,
        )
        which = _select("Which projects", standings, wording.WHICH, usual, WHICH, 150)
        order = _select("Order", orders, wording.ORDERS, orders[0], ORDER, 250)
        table = st.toggle("As a table", key=AS, bind="query-params")
    return Asked((words or "").strip(), cast(Which, which), cast(Order, order), table)


def _select(label: str, options: Sequence[str], words: Mapping[Any, str], usual: str, key: str, width: int) -> str:
    chosen = st.selectbox(
        label,
        options,
        index=options.index(usual),
        format_func=lambda name: words[name],
        key=key,
        on_change=_first_page,
        bind="query-params",
        width=width,
    )
    return str(chosen)


def _first_page() -> None:
    st.session_state[PAGE] = 1


def _rows(view: View, found: pd.DataFrame, asked: Asked) -> None:
    """Draw one page of the rows."""
    pages = -(-len(found) // PAGE_ROWS)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="projects_tools"):
        # Drawn for a single page too: a pager that comes and goes leaves an old page in the address.
        asked_for = st.pagination(pages, key=PAGE, max_visible_pages=7, bind="query-params")
        place = min(max(asked_for, 1), pages)
        _counted(view, found, asked, place)
        blocks.downloads(partial(_twin, found, view.facts.currency), _columns(view), "projects", view.facts.currency)
    first = (place - 1) * PAGE_ROWS
    projects_rows.draw(view, found.iloc[first : first + PAGE_ROWS])


def _counted(view: View, found: pd.DataFrame, asked: Asked, place: int) -> None:
    counts, _ = cached.offered(view.scope, view.as_of, view.filters)
    first = (place - 1) * PAGE_ROWS
    words = wording.shown(first + 1, min(first + PAGE_ROWS, len(found)), len(found), counts[asked.which])
    st.caption(plain(words), width="content")


def _nothing(view: View, asked: Asked) -> None:
    if not asked.words:
        st.caption("No project is left by these filters.")
        return
    st.markdown(
        plain(
            f'No project here has all the words of "{asked.words}". Every word is looked for in names, keys (former '
            "ones too), programmes, departments, places, people and remarks. Try fewer words, or All."
        )
    )


def _table(view: View, found: pd.DataFrame, asked: Asked) -> None:
    blocks.table(
        _twin(found, view.facts.currency),
        _columns(view),
        key="projects_table",
        currency=view.facts.currency,
        noun="project",
        title=count(len(found), "project"),
        given=wording.ORDERS[asked.order],
        download="projects",
    )


def _twin(found: pd.DataFrame, currency: str) -> pd.DataFrame:
    """Return the rows with what only the table says in words; thousands of rows, so only where there is something."""
    old, apart = found["carried"] & found["live"], found["differs"] > 0
    start = address("project", project="")
    chances = found[["probability", "slip_reason", "slip_none"]].to_dict("records")
    twin = found.assign(
        open=[start + quote_plus(key) for key in found["project_key"]],
        late=cells.signed_days(found["slip_days"]),
        chance=cells.chances(found["probability"]),
        to_go=cells.amounts(found["cost_to_go"], currency),
        why=[wording.chance(row)[1] for row in chances],
        apart="",
        old="",
    )
    twin.loc[apart, "apart"] = [wording.differs(projects_rows.differing(row)) for row in _records(found[apart])]
    twin.loc[old, "old"] = [wording.carried(row) for row in _records(found[old])]
    return twin


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]


def _columns(view: View) -> tuple[Column, ...]:
    based = explore.portrait(view.scope, view.as_of).has_baselines
    return (
        Column("name", "Project", width=260, pinned=True),
        Column("open", "Page", "link", width=60),
        Column("project_key", "Key", width=110),
        Column("department", "Department", width=150),
        Column("phase", "Phase", width=100),
        Column("forecast_finish", "Forecast finish", "date", width=110),
        Column("late", "Late, days" if based else "Moved since first seen, days", width=90 if based else 190),
        Column("said_overall", "Reported", "status", width=80),
        Column("found_overall", "Computed", "status", width=80),
        Column("predicted", "Predicted schedule", "status", width=125),
        Column("apart", "Where they differ", width=220),
        Column("chance", "Chance to slip", width=110),
        Column("why", "Why", width=320),
        Column("to_go", "Cost to go", help=f"In {view.facts.currency}.", width=100),
        Column("old", "Carried forward", width=180),
    )
