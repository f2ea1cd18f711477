"""The heatmap in words: names of dimensions and measures, what stands in a cell and what it says on hover."""

import html
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from ui.wording.formats import count, days, money, number, percent

FEW: Final = 5
DIMENSIONS: Final = {
    "department": "Department",
    "programme": "Programme",
    "objective": "Objective",
    "category": "Category",
    "phase": "Phase",
    "location": "Location",
    "investment_class": "Investment class",
    "health": "Health",
}
MEASURES: Final = {
    "money_amber": "Money amber or worse",
    "projects_amber": "Projects amber or worse",
    "expected_slips": "Expected slips",
    "weighted_slip": "Cost-weighted slip",
    "variance": "Forecast against budget",
    "alignment": "Money on top objectives",
}
MEASURE_CHOICES: Final = {
    "money_amber": "Share of money",
    "projects_amber": "Share of projects",
    "expected_slips": "Expected slips",
    "weighted_slip": "Cost-weighted slip",
    "variance": "Variance",
    "alignment": "Alignment",
}
BASES: Final = {
    "worse": "Worse of both",
    "reported": "As reported",
    "computed": "As computed",
}
NOTES: Final = {
    "money_amber": "Cost to go amber or worse, of all with a status",
    "projects_amber": "Projects amber or worse, of all with a status",
    "expected_slips": "Chances added up; stronger colour where more slip",
    "weighted_slip": "Days of slip weighted by cost to go",
    "variance": "Forecast cost against approved budget; brown is over, teal under",
    "alignment": "Cost to go that serves a top objective; least aligned first",
}


def dimension(name: str) -> str:
    """Return a dimension as people read it; a column of the file's own keeps its header.

    >>> dimension("investment_class"), dimension("extra:Borough council")
    ('Investment class', 'Borough council')
    """
    return DIMENSIONS.get(name, name.removeprefix("extra:"))


def label(of: str, value: str) -> str:
    """Return one label of a dimension as people read it: fixed words begin with a capital."""
    if value == "all":
        return "Overall" if of == "health" else "All"
    return value.capitalize() if of in ("health", "investment_class") else value


def title(rows: str, columns: str, measure: str) -> str:
    """Return what the picture shows.

    >>> title("department", "health", "money_amber")
    'Money amber or worse, by department and health'
    """
    first, second = (
        name if name not in DIMENSIONS.values() else name.lower() for name in map(dimension, (rows, columns))
    )
    return f"{MEASURES[measure]}, by {first} and {second}"


def note(measure: str, of_health: bool, projects: int, counted: int) -> str:
    """Return the line under the title: what a cell is made of, of how many projects."""
    base = (
        count(projects, "live project") if counted == projects else f"{number(counted)} of {number(projects)} projects"
    )
    if of_health and measure not in ("money_amber", "projects_amber"):
        return f"{NOTES[measure]}, of the projects amber or worse in each dimension; {base}"
    return f"{NOTES[measure]}; {base}"


def in_words(cells: pd.DataFrame, measure: str, rows: str, columns: str, currency: str) -> pd.DataFrame:
    """Return the cells as they are drawn: depth of colour, text, note on the base, and the words on hover."""
    kept = cells.copy()
    kept["depth"] = _depth(kept["value"], measure)
    said = [_texts(cell, measure) for cell in kept.to_dict("records")]
    kept["text"], kept["note"] = [text for text, _ in said], [base for _, base in said]
    kept["hover"] = [_hover(cell, measure, rows, columns, currency) for cell in kept.to_dict("records")]
    return kept


def alt(title_words: str, worst: str, cells: int) -> str:
    """Return what the picture shows, for those who do not see it."""
    drawn = f"Heatmap. {title_words}. {count(cells, 'cell')}; the worst row, {worst}, stands first."
    return f"{drawn} The table holds the same."


def _depth(values: pd.Series, measure: str) -> pd.Series:
    """Return 0 to 1 against the largest value drawn (a share at least against a half), or -1 to 1 for a variance."""
    if measure == "variance":
        return (values / max(float(values.abs().max()), 0.1)).clip(-1, 1)
    floor = 1.0 if measure == "weighted_slip" else 0.5
    top = max(float(values.max()) if values.notna().any() else 0.0, floor)
    return (values / top).clip(0, 1)


def _texts(cell: Mapping[str, Any], measure: str) -> tuple[str, str]:
    base, value = int(cell["base"]), cell["value"]
    if base == 0 or np.isnan(value):
        return "–", f"none of {number(cell['projects'])}"
    of = f"of {number(base)}"
    if measure == "expected_slips":
        return number(cell["numerator"], 1), of
    if measure == "weighted_slip":
        return days(value).replace(" days", " d").replace(" day", " d"), of
    if base < FEW:
        return number(cell["hits"]), of
    if measure == "variance":
        return f"{'+' if round(value, 2) > 0 else ''}{percent(value)}", of
    return percent(value), of


def _hover(cell: Mapping[str, Any], measure: str, rows: str, columns: str, currency: str) -> str:
    head = f"<b>{html.escape(label(rows, cell['row']))}</b> · {html.escape(label(columns, cell['column']))}"
    if not cell["base"]:
        return f"{head}<br>{count(cell['projects'], 'project')}, none with the figures this measure needs"
    top, bottom = cell["numerator"], cell["denominator"]
    lines = {
        "money_amber": f"{percent(cell['value'])}: {money(top, currency)} of {money(bottom, currency)} to go",
        "projects_amber": f"{number(cell['hits'])} of {count(cell['base'], 'project')} amber or worse",
        "expected_slips": f"{number(top, 1)} of {count(cell['base'], 'project')} expected to slip",
        "weighted_slip": f"{days(cell['value'])} on average, weighted by {money(bottom, currency)} to go",
        "variance": f"{money(top, currency, signed=True)} on {money(bottom, currency)} approved",
        "alignment": f"{percent(cell['value'])}: {money(top, currency)} of {money(bottom, currency)} to go",
    }
    base = f"{number(cell['base'])} of {count(cell['projects'], 'project')} counted; click to see them"
    return f"{head}<br>{lines[measure]}<br>{base}"
