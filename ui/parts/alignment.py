"""Parts of the alignment page: the finding, importance against money, strategic value, and who serves what."""

from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from models.strategic_value import NO_OBJECTIVE, NOT_RATED, RATING_SCALE
from services.alignment import Alignment
from services.rights import Right
from ui import blocks
from ui.actions import alignment as actions
from ui.blocks import Column, Figure
from ui.cached import alignment as cached
from ui.charts import alignment as charts
from ui.charts.base import escape
from ui.filters import View, addresses_of
from ui.state.rights import may
from ui.wording import alignment as wording
from ui.wording import cells as worded
from ui.wording.formats import count, day, money, number, percent
from ui.wording.markdown import plain

PROJECTS = "alignment_projects"
WHICH = ("Live", "Live and proposed")
ROWS = 15
EDIT_WIDTH = 106
EDITING = "alignment_editing"
SERVES = "Which project serves which objective"


def head(view: View) -> Alignment:
    """Draw the finding and the figures; return what they rest on."""
    actions.say_what_happened()
    place = st.container()
    proposed = _proposed()
    shown = cached.shown(view.scope, view.as_of, view.filters, proposed)
    with place:
        blocks.header("Alignment", wording.finding(shown), aside=wording.aside(shown, view.facts.currency))
    if len(shown.objectives):
        if proposed:
            st.caption(wording.PROPOSED)
        blocks.figures(_figures(view, shown), key="alignment_figures")
    else:
        _no_objectives()
    return shown


@blocks.part("alignment_value")
def value_and_money(view: View, shown: Alignment) -> None:
    """Draw importance against money beside the ranking by strategic value."""
    if not shown.weighted:
        return
    left, right = st.columns([5, 6], gap="medium")
    with left:
        _importance(view, shown)
    with right:
        _ranking(view, shown)


@blocks.part("alignment_matrix")
def matrix(view: View, shown: Alignment) -> None:
    """Draw project by objective, fifteen projects a page; who may decide edits the same cells in place."""
    if not len(shown.objectives) or shown.projects.empty:
        return
    drawn = st.container()
    with st.container(horizontal=True, vertical_alignment="center", key="alignment_tools"):
        rows = _page(shown.projects)
        editing = may(Right.DECIDE) and st.toggle("Edit these ratings", key=EDITING)
    ratings = shown.ratings.loc[rows["project_key"]]
    with drawn.container(key="alignment_picture"):
        if editing:
            _editor(view, shown, rows, ratings)
        else:
            _picture(shown, rows, ratings)


def _picture(shown: Alignment, rows: pd.DataFrame, ratings: pd.DataFrame) -> None:
    """Draw the ratings of a page of projects; a click opens the project."""
    cells = wording.cells(rows, ratings, shown.impacts, shown.objectives)
    labels = wording.row_labels(rows)
    clicked = blocks.figure_with_table(
        charts.ratings(cells, list(labels.values()), shown.objectives["name"].tolist(), blocks.palette()),
        cells,
        (Column("row", "Project", pinned=True), Column("column", "Objective"), Column("text", "Rating")),
        name="alignment_cells",
        title=SERVES,
        note="The highest strategic value first; a dash is not rated. Click a cell for its project.",
        alt="Heatmap of impact ratings, projects down and objectives across.",
        clickable=True,
        noun="rating",
    )
    if clicked is not None:
        label = clicked[0] if isinstance(clicked, list) else cells.loc[clicked, "row"]
        blocks.go("project", project=next(key for key, name in labels.items() if name == label))


def how_it_was_found(view: View, shown: Alignment) -> None:
    """Draw the closed drawer: method, sources, limits."""
    if not len(shown.objectives):
        return
    dates = f"Objectives as of {day(shown.objectives_date)}; " + (
        f"ratings as of {day(shown.impacts_date)}." if shown.impacts_date else "no ratings yet."
    )
    with blocks.how_it_was_found(dates, *wording.LIMITS):
        pass


def _proposed() -> bool:
    chosen = st.segmented_control("Projects", WHICH, default=WHICH[0], required=True, key=PROJECTS, bind="query-params")
    return chosen == WHICH[1]


def _figures(view: View, shown: Alignment) -> list[Figure]:
    currency, projects = view.facts.currency, shown.projects
    full = int((projects["unrated"] == 0).sum())
    noun = "live or proposed project" if not projects["live"].all() else "live project"
    row = [
        Figure(
            "Objectives",
            number(len(shown.objectives)),
            note=wording.points(float(shown.objectives["points"].sum())),
        ),
        Figure("Rated on every objective", number(full), note=f"of {count(len(projects), noun)}"),
    ]
    if shown.money.empty:
        return row
    for label, name in (("Money not rated", NOT_RATED), ("Money serving no objective", NO_OBJECTIVE)):
        line = shown.money.loc[name]
        row.append(Figure(label, money(line["cost"], currency), note=wording.of_cost(float(line["cost_share"]))))
    return row


def _no_objectives() -> None:
    blocks.empty_state(
        "There are no objectives yet",
        "Objectives with points say what the organisation wants most. Rated against them, each project gets a "
        "strategic value, and the budget can be chosen by it.",
        [("Upload objectives", "upload"), ("See the template", "dictionary")],
        steps=[
            "Add the first objective below, or upload a file of objectives with their points.",
            "Rate the projects: one by one, all of a category at once, or by a file of impacts.",
            "Come back here to see whether the money follows.",
        ],
    )


def _importance(view: View, shown: Alignment) -> None:
    rows = wording.served(shown)
    currency = view.facts.currency
    rows["hover"] = [
        f"<b>{escape(row.name_)}</b><br>{percent(row.importance)} of the importance<br>{percent(row.share)} of the "
        f"money, {money(row.cost, currency)}"
        for row in rows.rename(columns={"name": "name_"}).itertuples()
    ]
    blocks.figure_with_table(
        charts.importance_against_money(rows, blocks.palette()),
        rows,
        (
            Column("name", "Objective", pinned=True),
            Column("importance", "Share of importance", "percent"),
            Column("share", "Share of money", "percent"),
            Column("cost", "Money", "money"),
        ),
        name="alignment_money",
        title="Importance against money",
        note="Money to go of live projects that serves an objective.",
        alt="For each objective its share of importance and its share of the money.",
        currency=currency,
        noun="objective",
    )


def _ranking(view: View, shown: Alignment) -> None:
    rows = shown.projects
    rows = rows.assign(
        score=rows["score"].where(rows["rated"] > 0),
        rank=rows["rank"].where(rows["rated"] > 0),
        reach=rows["highest_score"].where(rows["unrated"] > 0),
        to_go=worded.amounts(rows["cost_to_go"], view.facts.currency),
        open=addresses_of("project", "project", rows["project_key"]),
    ).sort_values(["score", "reach"], ascending=False, na_position="last", kind="stable")
    columns = [
        Column("rank", "Rank", "count", width=55),
        Column("name", "Project", width=215, pinned=True),
        Column("score", "Value", "number", digits=2, width=70, help="Strategic value, 0 to 9; a dash: not rated."),
        Column("to_go", "To go", help=f"Cost to go in {view.facts.currency}.", width=75),
        Column("open", "Open", "link", width=55),
    ]
    if rows["reach"].notna().any():
        reach = Column("reach", "Could reach", "number", digits=2, width=85, help="With every missing rating extreme.")
        columns.insert(3, reach)
    blocks.table(
        rows,
        columns,
        key="alignment_ranking",
        currency=view.facts.currency,
        noun="project",
        rows_high=10,
        title="By strategic value",
        note=wording.not_fully_rated(shown.projects) or "Every project is rated on every objective.",
        download="strategic_value",
        given="The highest value first",
    )


def _page(projects: pd.DataFrame) -> pd.DataFrame:
    pages = -(-len(projects) // ROWS)
    if pages == 1:
        return projects
    place = st.pagination(pages, key="alignment_page", max_visible_pages=5)
    first = (min(max(place, 1), pages) - 1) * ROWS
    last = min(first + ROWS, len(projects))
    st.caption(f"{number(first + 1)} to {number(last)} of {count(len(projects), 'project')}", width="content")
    return projects.iloc[first:last]


def _editor(view: View, shown: Alignment, rows: pd.DataFrame, ratings: pd.DataFrame) -> None:
    blocks.section(SERVES, "Choose a rating in a cell; nothing is saved until you say so.")
    heads = wording.short_heads(shown.objectives["name"].tolist())
    st.caption(plain(wording.legend(shown.objectives["name"].tolist())))
    names = dict(zip(shown.objectives["objective_key"], shown.objectives["name"], strict=True))
    sent = pd.DataFrame(ratings.to_numpy(dtype=object), index=ratings.index, columns=ratings.columns)
    labels = wording.row_labels(rows)
    drawn = sent.replace({np.nan: None}).assign(**{"": [labels[key] for key in sent.index]})
    choice = st.column_config.SelectboxColumn
    config: dict[str, Any] = {
        key: choice(head, help=plain(name), options=list(RATING_SCALE), format_func=_scale, width=EDIT_WIDTH)
        for (key, name), head in zip(names.items(), heads, strict=True)
    }
    config[""] = st.column_config.TextColumn("Project", disabled=True, pinned=True, width=210)
    returned = st.data_editor(
        drawn[["", *names]],
        column_config=config,
        hide_index=True,
        num_rows="fixed",
        height="content",
        key=f"alignment_editor_{view.scope.data_version}_{rows['project_key'].iloc[0]}",
    )
    changed = actions.changed_ratings(sent, returned)
    words = f"Save {count(len(changed), 'rating')}" if changed else "Save ratings"
    if st.button(words, type="primary", disabled=not changed, key="alignment_save"):
        actions.save_ratings(view, changed)


def _scale(option: object) -> str:
    return wording.rating(str(option))
