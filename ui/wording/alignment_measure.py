"""What the Alignment page says where a number decides a rating."""

from typing import Final

import pandas as pd

from services.measured import Measure
from ui.wording import alignment
from ui.wording.formats import count, number

SHAPES: Final = {"linear": "Linear", "exponential": "Exponential", "stepped": "Stepped"}
WHY: Final = (
    "Where something can be counted, the number decides: it is valued from 0 at the worst to 9 at the best, and that "
    "value counts in the strategic value; the nearest rating is its word. The ends are fixed here, so a project added "
    "or removed changes no other value."
)
BEND: Final = "Above 0 the first units are worth most, below 0 the last."
STEPS: Final = 'From which number which value, such as "0: 0; 100: 3; 500: 9".'


def told(measure: Measure | None) -> str:
    """Return how something is measured, in a sentence."""
    if measure is None:
        return "Nothing is counted on this objective yet; its ratings are judgments."
    worst, best = (f"{_short(end)} {measure.unit}" for end in (measure.worst, measure.best))
    return f"{measure.name}: worth nothing at {worst}, most at {best}, {SHAPES[measure.shape].lower()} between."


def differing(rows: pd.DataFrame) -> str:
    """Return how many measured projects are rated otherwise than the scale says."""
    many = int(rows["differs"].sum())
    if not many:
        return f"{count(len(rows), 'project')} measured, each rated as the scale says."
    verb = "is" if many == 1 else "are"
    told = f"{count(len(rows), 'project')} measured; {number(many)} {verb} rated otherwise than the scale says"
    return f"{told}, and the rating counts."


def rows(measured: pd.DataFrame) -> pd.DataFrame:
    """Return the projects measured as a table shows them: name, measured, value, suggested, rating."""
    return measured.assign(
        suggested=[nearest(word) for word in measured["suggested"]],
        rating=[
            alignment.rating(word if isinstance(word, str) else None, None if differs else value)
            for word, value, differs in zip(measured["rating"], measured["value"], measured["differs"], strict=True)
        ],
    )


def nearest(word: object) -> str:
    """Return the word of the rating nearest to a value; a dash where there is none."""
    return word.capitalize() if isinstance(word, str) else "–"


def _short(end: float) -> str:
    return number(end, 0 if end == int(end) else 2)
