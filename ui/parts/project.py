"""Parts of the page of one project: which one, its finding and figures, and a way to find another."""

from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import streamlit as st

from models.slip_pairs import Horizon
from services import project_view
from services.errors import Explained
from services.project_view import Chance, ProjectView
from ui import blocks
from ui.cached import project as cached
from ui.cached import projects as listed
from ui.filters import View
from ui.wording import project as wording
from ui.wording import project_figures
from ui.wording.formats import count, day
from ui.wording.markdown import plain
from ui.wording.since import short_day

PROJECT: Final = "project"
SEARCH: Final = "project_search"
MOST_FOUND: Final = 12


@dataclass(frozen=True)
class Shown:
    """The project of this run: `row` as in the portrait; `year` and `next` its chances, None while pending."""

    found: ProjectView
    row: dict[str, Any]
    year: Chance | None
    next: Chance | None

    @property
    def key(self) -> str:
        """Its newest key."""
        return self.found.identity.key

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys it ever had."""
        return tuple(self.found.identity.keys)

    @property
    def newest(self) -> dict[str, Any]:
        """Its last fresh report."""
        return {str(name): value for name, value in self.found.reports.iloc[-1].items()}

    @property
    def chances(self) -> list[Chance]:
        """The chances that are known or said to be missing, the nearer first."""
        return [chance for chance in (self.next, self.year) if chance is not None]


def opened(view: View) -> Shown:
    """Return the project that the address names; without one, offer a search and end the page."""
    asked = st.query_params.get(PROJECT)
    found = cached.view(view.scope, view.as_of, asked) if asked else None
    if found is None or found.row is None:
        _none(view, asked, found)
        st.stop()
    row = found.row
    return Shown(found, row, _chance(view, found, "12m"), _chance(view, found, "next"))


def head(view: View, shown: Shown) -> None:
    """Draw the finding, and below it who the project is."""
    asked = st.query_params.get(PROJECT)
    blocks.header("Project", wording.finding(shown.row, shown.found.reports, shown.year, view.facts.currency))
    st.markdown(plain(wording.aside(shown.row, shown.found.identity, shown.found.reports)))
    if asked != shown.key:
        st.caption(plain(f"The address asks for {asked}, as this project was called before."))


def figures(view: View, shown: Shown) -> None:
    """Draw finish, cost, cost to go, chance to slip and risk, as far as they are known."""
    before = _before(view, shown)
    since = short_day(view.compared_with, view.as_of)
    told = project_figures.figures(
        shown.row, shown.found.reports, before, since, shown.year, shown.next, view.facts.currency
    )
    if told:
        blocks.figures([blocks.Figure(**words) for words in told], key="project_figures")


def _chance(view: View, found: ProjectView, horizon: Horizon) -> Chance | None:
    try:
        made = cached.chances(view.scope, view.as_of, horizon)
    except Explained:
        return None
    return project_view.chance(made, found.identity.key)


def _before(view: View, shown: Shown) -> dict[str, Any] | None:
    """Return the report that stood at the comparison date."""
    reports = shown.found.reports
    if view.compared_with is None:
        return None
    then = reports[reports["as_of"] <= pd.Timestamp(view.compared_with)]
    return None if then.empty else {str(name): value for name, value in then.iloc[-1].items()}


def _none(view: View, asked: str | None, found: ProjectView | None) -> None:
    """Say that no project is chosen, unknown, or no longer here, and offer a search."""
    if asked is None:
        blocks.header("Project", "Which project do you want to see?")
    elif found is None:
        blocks.header("Project", f'No report up to {day(view.as_of)} names a project "{asked}".')
    else:
        _left(view, found)
    words = st.text_input(
        "Find a project",
        key=SEARCH,
        placeholder="Name, key or any words",
        icon=":material/search:",
        type="search",
        bind="query-params",
        width=420,
    )
    _found(view, (words or "").strip())


def _left(view: View, found: ProjectView) -> None:
    last = found.reports.iloc[-1]
    blocks.header("Project", f"{last['name']} is not in the portfolio as of {day(view.as_of)}.")
    st.markdown(plain(f"It was last reported as of {day(last['as_of'])}. {wording.became(found.identity)}"))
    with st.container(horizontal=True):
        key, then = found.identity.key, last["as_of"].date()
        blocks.link(f"See it as of {day(then)}", "project", project=key, as_of=then, compare=None, icon="history")
        for step in found.identity.became:
            blocks.link(f"Open {step.to_key}", "project", project=step.to_key, icon="arrow_forward")


def _found(view: View, words: str) -> None:
    names = listed.narrowed(view.scope, view.as_of, (), words, "all", "name")
    if names.empty:
        st.markdown("No project here has all these words. Try fewer of them, or part of the key.")
    with st.container(gap="small", key="project_found"):
        for row in names.head(MOST_FOUND).to_dict("records"):
            blocks.link(f"{row['name']} ({row['project_key']})", "project", project=row["project_key"])
    if len(names) > MOST_FOUND:
        st.caption(f"{plain(count(len(names) - MOST_FOUND, 'more project'))}. Add a word to narrow the search.")
    blocks.link("See the list of all projects", "projects", icon="list")
