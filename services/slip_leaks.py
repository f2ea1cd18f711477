"""Whether the record behind the chances of a date is too good to be true, and what probably knows the outcome."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from data_access.schema import REGISTERS
from models import slip_leaks
from models.slip_baselines import MODEL, TABLE
from models.slip_features import features
from models.slip_pairs import Horizon, pairs_of
from services import slip, slip_history
from services.access import Scope
from services.slip_store import QUESTIONS, Pending

TITLES: Final = {field.name: field.title for field in REGISTERS["projects"].fields}


@dataclass(frozen=True)
class Leak:
    """A record too good to be true, and the input that by itself tells its outcomes best.

    Attributes
    ----------
    method, horizon, days
        Whose record it is, and of which question.
    asked
        Whether that is the question asked; else the same method answers that one too, from the same columns.
    auc
        Of the method over its whole record.
    input
        Name of the input that tells the outcomes best; ``alone`` is its AUC by itself.
    column
        Title of the column behind it; "" where it comes from the forecasts or from another register.
    """

    method: str
    horizon: Horizon
    days: int
    asked: bool
    auc: float
    input: str
    column: str
    alone: float

    @property
    def beyond_belief(self) -> bool:
        """Whether the record of the question asked says nothing any more for the chances shown."""
        return self.asked and self.auc >= slip_leaks.BEYOND_BELIEF


def read(scope: Scope, as_of: date, horizon: Horizon, days: int) -> Leak | None:
    """Return what is wrong with the record of a question, or else of another that the same method answers; or None.

    Looked through is the history only where a record is too good.
    """
    for asked, record in _records(scope, as_of, (horizon, days)):
        scored = (record.get("methods") or {}).get(record.get("method")) or {}
        ends = (record.get("intervals") or {}).get("auc") if _is_of_speaker(record) else None
        if slip_leaks.is_too_good(scored, tuple(ends) if ends and None not in ends else None):
            pairs = pairs_of(features(slip_history.with_registers(scope, as_of)), *asked)
            told = slip_leaks.most_telling(pairs)
            if told is not None:
                return Leak(
                    method=str(record["method"]),
                    horizon=asked[0],
                    days=asked[1],
                    asked=asked == (horizon, days),
                    auc=float(scored["auc"]),
                    input=told.name,
                    column=TITLES.get(told.column, ""),
                    alone=told.auc,
                )
    return None


def _records(
    scope: Scope, as_of: date, asked: tuple[Horizon, int]
) -> Iterator[tuple[tuple[Horizon, int], dict[str, Any]]]:
    """Yield the record of the question asked, then those of the others by the same method, where projects are ranked.

    A reader of some projects only waits for no other question than the one asked.
    """
    record = _record(scope, as_of, asked)
    method = record.get("method")
    if method not in (MODEL, TABLE):
        return
    yield asked, record
    for other in QUESTIONS if not scope.hidden else ():
        if other != asked:
            beside = _record(scope, as_of, other)
            if beside.get("method") == method:
                yield other, beside


def _record(scope: Scope, as_of: date, question: tuple[Horizon, int]) -> dict[str, Any]:
    try:
        return slip.record(scope, as_of, *question)
    except Pending:
        return {}


def _is_of_speaker(record: dict[str, Any]) -> bool:
    """Return whether the record's intervals are those of the method that speaks."""
    return str(record.get("leading") or record.get("method")) == record.get("method")
