"""What the Alignment page says of the ratings of one project."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from ui.wording import alignment
from ui.wording.formats import moment
from ui.wording.markdown import plain

WHY_MEANINGS: Final = (
    "A rating means the same for every project where it is written what a project must do to earn it. Say it in things "
    "that can be seen or counted, not in how it compares with other projects."
)


def rows(ratings: pd.DataFrame) -> pd.DataFrame:
    """Return the ratings of a project as a table shows them: name, rating, meaning, evidence, by, at, source."""
    told = ratings[["name", "meaning", "evidence", "source"]].copy()
    told["rating"] = [alignment.rating(word if isinstance(word, str) else None) for word in ratings["rating"]]
    told["at"] = [None if pd.isna(at) else moment(at) for at in ratings["at"]]
    files = zip(ratings["by"], ratings["source"], strict=True)
    told["by"] = [None if not isinstance(by, str) else f"{by}, {source}" if source else by for by, source in files]
    return told


def meaning(row: Mapping[str, Any], option: str) -> str:
    """Return the written meaning of a rating for the line below it; "" where nobody has written it."""
    return plain(written(row.get(f"means_{option}")))


def written(text: object) -> str:
    """Return a text, "" where there is none."""
    return text if isinstance(text, str) else ""
