"""What each rating counts in a strategic value: its place on the scale, or the value of what was measured."""

from collections.abc import Mapping
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from models.strategic_value import RATING_SCALE
from services import measured, states
from services.access import Scope
from services.errors import Explained
from services.measured import Measure

COLUMNS: Final = ["project_key", "objective_key", "rating", "measured"]


def read(scope: Scope, as_of: date) -> pd.DataFrame:
    """Return the ratings of a date with what each counts, see `counted`."""
    return counted(states.register(scope, "impacts", as_of, COLUMNS), measured.measures(scope, as_of))


def counted(rows: pd.DataFrame, scales: Mapping[str, Measure]) -> pd.DataFrame:
    """Return one row per project and objective with `impact`, 0 to 9; missing where not rated.

    Where something was measured and the rating is the one that its scale gives, the value of the number counts itself;
    a rating that somebody gave otherwise counts as such.
    """
    kept = rows.drop_duplicates(["project_key", "objective_key"], keep="last").reset_index(drop=True)
    impact = kept["rating"].map(RATING_SCALE).astype(float)
    numbers = pd.to_numeric(kept["measured"], errors="coerce")
    for objective, measure in scales.items():
        here = kept["objective_key"].eq(objective) & numbers.notna() & kept["rating"].notna()
        found = _values(measure, numbers[here])
        if found is not None:
            same = found["rating"].to_numpy() == kept.loc[here, "rating"].to_numpy()
            impact[here] = np.where(same, found["value"], impact[here])
    return kept.assign(impact=impact)


def wide(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what counts by project and objective, of projects with any rating."""
    rated = rows[rows["impact"].notna()]
    return pd.DataFrame(rated.pivot(index="project_key", columns="objective_key", values="impact"))


def _values(measure: Measure, numbers: pd.Series) -> pd.DataFrame | None:
    try:
        return measured.values(measure, numbers)
    except Explained:
        # A file may bring a scale that is none; its objective is then judged, not counted.
        return None
