"""What the Alignment page says of the ratings of one project."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from models.strategic_value import RATING_SCALE
from services.workshops.traced import Traced
from ui.wording import alignment
from ui.wording import alignment_versions as versions
from ui.wording.formats import moment
from ui.wording.markdown import plain

WHY_MEANINGS: Final = (
    "A rating means the same for every project where it is written what a project must do to earn it. Say it in things "
    "that can be seen or counted, not in how it compares with other projects."
)


IN_TABLE: Final = (
    "The heaviest objective first; a dash: not rated, or not written. Where no meaning is written, the usual one is "
    "shown."
)
USUAL: Final = dict(
    zip(
        RATING_SCALE,
        (
            "Does nothing for it",
            "Helps a little, or indirectly",
            "Helps in a way that can be measured",
            "Without it the objective is clearly harder to reach",
            "The objective stands or falls with it",
        ),
        strict=True,
    )
)
"""What a rating means on an objective for which nobody has written it; phones in a workshop show the same."""


def rows(ratings: pd.DataFrame, impacts: pd.Series | None = None) -> pd.DataFrame:
    """Return the ratings of a project as a table shows them: name, rating, meaning, evidence, by, at, source.

    A rating whose meaning nobody has written means what is usual. `impacts` is what each counts by objective, where
    some are measured.
    """
    told = ratings[["name", "meaning", "evidence", "source"]].copy()
    told["meaning"] = told["meaning"].where(told["meaning"].notna(), ratings["rating"].map(USUAL))
    counts = [None if impacts is None else impacts.get(key) for key in ratings["objective_key"]]
    told["rating"] = [
        alignment.rating(word if isinstance(word, str) else None, one)
        for word, one in zip(ratings["rating"], counts, strict=True)
    ]
    told["at"] = [None if pd.isna(at) else moment(at) for at in ratings["at"]]
    told["by"] = [_by(row) for row in ratings.to_dict("records")]
    return told


def _by(row: Mapping[str, Any]) -> str | None:
    """Return who rated, with the file; of what a workshop found, who decided, and why otherwise."""
    if isinstance(workshop := row.get("workshop"), Traced):
        reason = written(row["reason"])
        otherwise = f". Otherwise than found: {reason}" if reason not in written(row["evidence"]) else ""
        return f"{versions.decided_by(workshop)}, on {versions.held(workshop)}{otherwise}"
    if not isinstance(row["by"], str):
        return None
    return f"{row['by']}, {row['source']}" if row["source"] else row["by"]


def meaning(row: Mapping[str, Any], option: str) -> str:
    """Return what a rating means for the line below it: as written on the objective, else as is usual."""
    return plain(written(row.get(f"means_{option}")) or USUAL.get(option, ""))


def written(text: object) -> str:
    """Return a text, "" where there is none."""
    return text if isinstance(text, str) else ""
