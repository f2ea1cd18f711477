"""The portfolio as a heatmap: which dimensions and measures it has, its cells, and the projects of a cell."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal

import numpy as np
import pandas as pd

from models import health, heatmap, period_figures
from services import portrait
from services.access import Scope
from services.errors import Explained
from services.portrait import Filters, Portrait

Basis = Literal["worse", "reported", "computed"]
BASES: Final[tuple[Basis, ...]] = ("worse", "reported", "computed")
COLUMN_DIMENSIONS: Final = ("department", "programme", "category", "phase", "location", "investment_class")
CLASSES: Final = ("mandatory", "committed", "discretionary", "run")
EXTRA: Final = "extra:"
MOST_VALUES: Final = 30
MOST_ROWS, MOST_COLUMNS = 10, 8
OF_STATUS: Final = ("money_amber", "projects_amber")
MEASURED: Final = ("cost_to_go", "probability", "slip_days", "forecast_cost", "approved_budget", "on_top")
ALL: Final = "all"
"""The first column: every project of the row, by its overall status."""


@dataclass(frozen=True)
class Choice:
    """What a heatmap shows. `basis` says whose status counts: as reported, as computed, or the worse of the two."""

    rows: str
    columns: str
    measure: str
    basis: Basis = "worse"


@dataclass(frozen=True)
class Heatmap:
    """Cells as `models.heatmap.cells` gives them, with rows and columns in the order they are drawn.

    The first column is `ALL`, by which the rows are ordered, the worst first. `projects` live projects were looked
    at; `counted` of them have what the measure needs.
    """

    choice: Choice
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: pd.DataFrame
    projects: int
    counted: int


def dimensions(found: Portrait) -> list[str]:
    """Return the dimensions with at least two values among live projects, in the order they are offered."""
    live = found.projects[found.projects["live"]]
    known = [name for name in COLUMN_DIMENSIONS if live[name].nunique() > 1]
    if len(found.objectives) > 1 and len(found.impacts):
        known.insert(min(2, len(known)), "objective")
    if live[[f"{kind}_{name}" for kind in ("said", "found") for name in health.JUDGED]].notna().any(axis=None):
        known.append("health")
    return [*known, *_extras(live)]


def measures(found: Portrait) -> list[str]:
    """Return the measures for which any live project has the figures."""
    live = found.projects[found.projects["live"]]
    judged = live[["said_overall", "found_overall"]].notna().any(axis=None)
    has = {
        "money_amber": judged and live["cost_to_go"].notna().any(),
        "projects_amber": judged,
        "expected_slips": live["probability"].notna().any(),
        "weighted_slip": live["slip_days"].notna().any() and live["cost_to_go"].notna().any(),
        "variance": (live["forecast_cost"].notna() & live["approved_budget"].notna()).any(),
        "alignment": len(found.impacts) > 0 and bool(found.objectives["top"].any()),
    }
    return [name for name in heatmap.MEASURES if has[name]]


def default(found: Portrait) -> Choice | None:
    """Return the heatmap to open with: department x health, or the nearest to it that the data allow."""
    offered, measured = dimensions(found), measures(found)
    if len(offered) < 2 or not measured:
        return None
    rows = next(name for name in offered if name != "health")
    if "health" in offered and measured[0] in OF_STATUS:
        return Choice(rows, "health", measured[0])
    liked = [name for name in ("category", *offered) if name in offered and name not in ("health", "objective")]
    columns = next(name for name in ("phase", "investment_class", *offered) if name in offered and name != liked[0])
    return Choice(liked[0], columns, measured[0])


def cells(found: Portrait, choice: Choice, filters: Filters = ()) -> Heatmap:
    """Return the heatmap of the live projects that the filters keep."""
    live = _live(found, filters)
    placed, whole = _placed(found, live, choice), _placed(found, live, replace(choice, columns=ALL))
    totals = heatmap.cells(whole)
    table = pd.concat([totals, heatmap.cells(placed)], ignore_index=True)
    rows = heatmap.worst_first(totals, choice.measure)
    counted = whole.loc[whole["numerator"].notna(), "project_key"].nunique()
    return Heatmap(choice, tuple(rows), (ALL, *_columns(live, placed, choice)), table, len(live), int(counted))


def cell_projects(found: Portrait, choice: Choice, row: str, column: str, filters: Filters = ()) -> pd.DataFrame:
    """Return the projects of one cell, those with the largest cost to go first, with the `cell_status` it counts."""
    live = _live(found, filters)
    placed = _placed(found, live, replace(choice, columns=ALL) if column == ALL else choice)
    inside = placed.loc[(placed["row"] == row) & (placed["column"] == column), ["project_key", "hit", "cell_status"]]
    shown = inside.drop_duplicates("project_key").merge(live, on="project_key", how="left")
    return shown.sort_values("cost_to_go", ascending=False, na_position="last", kind="stable").reset_index(drop=True)


def as_dict(scope: Scope, as_of: date, rows: str = "", columns: str = "", measure: str = "") -> dict[str, Any]:
    """Return a heatmap as plain values for the command line; dimensions left empty fall back to the usual ones.

    Raises Explained for a dimension or measure that this portfolio does not offer.
    """
    found = portrait.read(scope, as_of)
    usual = default(found)
    if usual is None:
        raise Explained(
            "There is nothing to draw as a heatmap.",
            "No two dimensions hold two values each, or no measure has figures.",
            "Load projects with a department, category or phase, and a status, cost or forecast.",
        )
    choice = Choice(rows or usual.rows, columns or usual.columns, measure or usual.measure)
    _check(found, choice)
    drawn = cells(found, choice)
    table = drawn.cells.astype(object).where(drawn.cells.notna(), None)
    return {
        "as_of": as_of.isoformat(),
        "rows": choice.rows,
        "columns": choice.columns,
        "measure": choice.measure,
        "row_labels": list(drawn.rows),
        "column_labels": list(drawn.columns),
        "projects": drawn.projects,
        "counted": drawn.counted,
        "cells": table.to_dict("records"),
    }


def _check(found: Portrait, choice: Choice) -> None:
    for kind, asked, offered in (
        ("dimension", choice.rows, dimensions(found)),
        ("dimension", choice.columns, dimensions(found)),
        ("measure", choice.measure, measures(found)),
    ):
        if asked not in offered:
            raise Explained(f'This portfolio has no {kind} "{asked}".', repair=f"It offers: {', '.join(offered)}.")


def _live(found: Portrait, filters: Filters) -> pd.DataFrame:
    kept = portrait.filtered(found.projects, found.impacts, filters)
    return kept[kept["live"].astype(bool)]


def _status(projects: pd.DataFrame, dimension: str, basis: Basis) -> pd.Series:
    said, computed = projects[f"said_{dimension}"], projects[f"found_{dimension}"]
    if basis == "reported":
        return said
    return computed if basis == "computed" else np.fmax(said, computed)


def _placed(found: Portrait, live: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """Return one row per project and cell it belongs to, with its parts of the measure."""
    rows = _labels(found, live, choice.rows, choice.basis, MOST_ROWS).rename(columns={"label": "row"})
    columns = _labels(found, live, choice.columns, choice.basis, MOST_COLUMNS).rename(columns={"label": "column"})
    members = rows.merge(columns, on="project_key", suffixes=("", "_2"))
    of_health = "health" in (choice.rows, choice.columns)
    measured = live[["project_key", *MEASURED]].assign(overall_status=_status(live, "overall", choice.basis))
    together = members.merge(measured, on="project_key")
    status = together["overall_status"]
    if of_health:
        status = together["status_of"] if choice.rows == "health" else together["status_of_2"]
        if choice.measure not in OF_STATUS:
            together = together[status >= health.AMBER]
            status = status[status >= health.AMBER]
    parts = heatmap.parts(choice.measure, together, status)
    kept = together[["row", "column", "project_key"]].assign(
        money=together["cost_to_go"].fillna(0.0), cell_status=status
    )
    return pd.concat([kept, parts], axis=1)


def _labels(found: Portrait, live: pd.DataFrame, dimension: str, basis: Basis, most: int) -> pd.DataFrame:
    """Return project_key, label and status_of (the health dimension's) for each membership."""
    if dimension == "health":
        shown = [
            pd.DataFrame({"project_key": live["project_key"], "label": name, "status_of": _status(live, name, basis)})
            for name in health.DIMENSIONS
        ]
        return pd.concat([part for part in shown if part["status_of"].notna().any()] or shown, ignore_index=True)
    if dimension == ALL:
        return pd.DataFrame({"project_key": live["project_key"], "label": ALL, "status_of": float("nan")})
    if dimension == "objective":
        return _objective_labels(found, live).assign(status_of=float("nan"))
    values = _extra(live, dimension.removeprefix(EXTRA)) if dimension.startswith(EXTRA) else live[dimension]
    labels = heatmap.pooled(values.where(values.notna(), heatmap.NOT_STATED).astype(object), most)
    return pd.DataFrame({"project_key": live["project_key"], "label": labels, "status_of": float("nan")})


def _objective_labels(found: Portrait, live: pd.DataFrame) -> pd.DataFrame:
    """A project stands under each objective it is rated strong or more for; else under none, or not rated."""
    names = found.objectives.set_index("objective_key")["name"]
    strong = found.impacts["rating"].map(period_figures.RATED) >= period_figures.STRONG
    serving = found.impacts[strong & found.impacts["project_key"].isin(set(live["project_key"]))]
    held = serving.assign(label=serving["objective_key"].map(names)).dropna(subset="label")
    rest = live.loc[~live["project_key"].isin(set(held["project_key"])), ["project_key", "unrated"]]
    others = rest["unrated"].map({True: "Not rated", False: "No objective strongly"})
    return pd.concat([held[["project_key", "label"]], rest[["project_key"]].assign(label=others)], ignore_index=True)


def _columns(live: pd.DataFrame, placed: pd.DataFrame, choice: Choice) -> list[str]:
    labels = placed["column"]
    if choice.columns == "health":
        return [name for name in health.DIMENSIONS if name in set(labels)]
    if choice.columns == "investment_class":
        return heatmap.ordered(labels, None, CLASSES)
    if choice.columns == "phase":
        left = (live["forecast_finish"] - live["row_as_of"]).dt.days.astype(float)
        time_left = labels.index.to_series().map(lambda at: placed.at[at, "project_key"])
        return heatmap.ordered(labels, time_left.map(dict(zip(live["project_key"], left, strict=True))))
    return heatmap.ordered(labels, placed["money"] if placed["money"].any() else None)


def _extras(live: pd.DataFrame) -> list[str]:
    """Return the columns a file brought beyond the register's own that hold 2 to 30 distinct values."""
    values: dict[str, set[str]] = {}
    for row in live["extra"]:
        for header, value in (row or {}).items():
            if value is not None and len(values.setdefault(header, set())) <= MOST_VALUES:
                values[header].add(str(value))
    return [EXTRA + header for header, seen in values.items() if 1 < len(seen) <= MOST_VALUES]


def _extra(live: pd.DataFrame, header: str) -> pd.Series:
    return live["extra"].map(lambda row: None if not row or row.get(header) is None else str(row[header]))
