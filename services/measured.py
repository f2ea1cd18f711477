"""Objectives on which a number decides: it is valued on a fixed scale, and the nearest rating is its word.

The scale is part of the objective, never of the list of projects: a project added or removed changes no other rating.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from models.strategic_value import RATING_SCALE
from models.value_functions import Scale, valued
from services import edits, objectives, states
from services.access import Actor, Scope, refuse_without
from services.errors import Explained
from services.restatements import Restatement
from services.rights import Right

SHAPES: Final = ("linear", "exponential", "stepped")
HIGHEST: Final = 9.0
COLUMNS: Final = ["objective_key", "measure", "measure_unit", "value_shape", "value_worst", "value_best", "value_bend",
                  "value_steps"]  # fmt: skip


@dataclass(frozen=True)
class Measure:
    """What is counted on an objective and how it is valued.

    `worst` is worth nothing and `best` most, in `unit`; `bend` is that of an exponential shape, `steps` says of a
    stepped one from which number which value counts (0 to 9), such as "0: 0; 100: 3; 500: 9".
    """

    name: str
    unit: str
    shape: str
    worst: float
    best: float
    bend: float = 0.0
    steps: str = ""


def measures(scope: Scope, as_of: date) -> dict[str, Measure]:
    """Return the measure of each objective that has a whole one, by key."""
    return of(states.register(scope, "objectives", as_of, COLUMNS))


def of(rows: pd.DataFrame) -> dict[str, Measure]:
    """Return the same for objectives at hand, with `COLUMNS`."""
    whole = rows[rows["value_shape"].isin(SHAPES) & rows["value_worst"].notna() & rows["value_best"].notna()]
    return {
        str(row["objective_key"]): Measure(
            _text(row["measure"]),
            _text(row["measure_unit"]),
            row["value_shape"],
            float(row["value_worst"]),
            float(row["value_best"]),
            0.0 if pd.isna(row["value_bend"]) else float(row["value_bend"]),
            _text(row["value_steps"]),
        )
        for row in whole.to_dict("records")
    }


def values(measure: Measure, numbers: ArrayLike) -> pd.DataFrame:
    """Return the value (0 to 9) and the nearest rating of each number; both missing where it is.

    Numbers beyond worst or best count as these; of two ratings equally near the lower one counts. Raises Explained
    for a scale that is none.
    """
    given = np.asarray(numbers, dtype=np.float64)
    found = HIGHEST * valued(given, _scale(measure)).values
    levels = np.array(list(RATING_SCALE.values()), dtype=np.float64)
    # Rounded, so that a value that is halfway in exact numbers falls to the same side everywhere.
    nearest = np.abs(np.nan_to_num(found)[:, None] - levels).round(9).argmin(axis=1)
    words = [None if np.isnan(each) else list(RATING_SCALE)[place] for each, place in zip(found, nearest, strict=True)]
    return pd.DataFrame({"value": found, "rating": pd.Series(words, dtype=object)})


def read(scope: Scope, as_of: date, objective: str) -> pd.DataFrame:
    """Return the projects measured on an objective: project_key, name, measured, value, suggested, rating, differs.

    `suggested` is the rating by the measure, `rating` the one that counts; where they differ the first is not applied.
    """
    measure = measures(scope, as_of).get(objective)
    columns = ["project_key", "objective_key", "rating", "measured"]
    impacts = states.register(scope, "impacts", as_of, columns)
    held = impacts[(impacts["objective_key"] == objective) & impacts["measured"].notna()]
    projects = states.projects(scope, as_of, ["name"])
    known = projects[projects["candidate"]].set_index("project_key")["name"]
    rows = held[held["project_key"].isin(known.index)].reset_index(drop=True)
    found = values(measure, rows["measured"]) if measure else pd.DataFrame({"value": [], "rating": []})
    rows = rows[["project_key", "measured", "rating"]].assign(
        name=rows["project_key"].map(known), value=found["value"], suggested=found["rating"]
    )
    rows["differs"] = rows["suggested"].notna() & (
        rows["suggested"] != rows["rating"].where(rows["rating"].notna(), "")
    )
    return rows.sort_values(["value", "name"], ascending=[False, True], kind="stable").reset_index(drop=True)


def set_measure(
    actor: Actor, scope: Scope, as_of: date, objective: str, measure: Measure | None, given: Restatement | None = None
) -> int:
    """Say what is counted on an objective and how it is valued (None: nothing); return 1 where anything changes."""
    objectives.check_known(objective, objectives.names(scope, as_of))
    empty: dict[str, Any] = dict.fromkeys(COLUMNS[1:])
    if measure is not None:
        _scale(measure)
        if not measure.name.strip() or not measure.unit.strip():
            raise Explained("The measure has no name or no unit.", repair="Say what is counted, and in what.")
        told = (measure.name, measure.unit, measure.shape, measure.worst, measure.best, measure.bend, measure.steps)
        empty = dict(zip(COLUMNS[1:], told, strict=True))
    row = {"objective_key": objective, **empty}
    return edits.edit_rows(actor, scope, "objectives", as_of, [row], restatement=given)


def rate(
    actor: Actor,
    scope: Scope,
    as_of: date,
    objective: str,
    numbers: Mapping[str, float],
    given: Restatement | None = None,
) -> int:
    """Store what was measured, by project, with the rating that follows; return how many rows change."""
    refuse_without(actor, scope, Right.DECIDE)
    objectives.check_known(objective, objectives.names(scope, as_of))
    measure = measures(scope, as_of).get(objective)
    if measure is None:
        raise Explained("Nothing is counted on this objective.", repair="Say first what is measured on it.")
    projects = set(states.projects(scope, as_of, [])["project_key"])
    for project, number in numbers.items():
        if project not in projects:
            raise Explained(f'There is no project "{project}" at this date.')
        if not np.isfinite(number):
            raise Explained(f"{number} cannot be measured.", repair="Give a number.")
    words = values(measure, list(numbers.values()))["rating"]
    rows = [
        {"project_key": project, "objective_key": objective, "measured": number, "rating": word}
        for (project, number), word in zip(numbers.items(), words, strict=True)
    ]
    return edits.edit_rows(actor, scope, "impacts", as_of, rows, restatement=given) if rows else 0


def _scale(measure: Measure) -> Scale:
    low, high = sorted((measure.worst, measure.best))
    try:
        steps = tuple(
            (float(start), float(value) / HIGHEST)
            for start, _, value in (step.partition(":") for step in measure.steps.split(";") if step.strip())
        )
        kind: Any = measure.shape
        return Scale(kind, measure.unit, low, high, measure.best > measure.worst, measure.bend, steps)
    except ValueError as fault:
        raise Explained(
            "This scale cannot be used.",
            f"{str(fault)[:1].upper()}{str(fault)[1:]}.",
            'Write steps as "from: value", such as "0: 0; 100: 3; 500: 9".' if measure.shape == "stepped" else "",
        ) from fault


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
