"""What the slip method said at each date: worked out from the reported history, and kept."""

import hashlib
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import pandas as pd

from data_access import UnitOfWork, transaction
from data_access.portfolios import PortfolioFacts
from data_access.slip_models import ModelFacts
from models import slip_eligibility, slip_series
from models.slip_backtest import Backtest
from models.slip_forecast import SlipForecast
from models.slip_pairs import Horizon
from services import slip_history
from services.access import Scope, found
from services.errors import Explained
from services.plans import Progress, silent
from services.seen import everything, looking

QUICK: Final = "phase x time left 1"
"""The version of what is worked out right after a commit: by the table or the base rate."""
TRAINED: Final = "rolling model 2"
"""The version of what a training leaves, in the place of the former."""
METHODS: Final = (QUICK, TRAINED)
"""Stored predictions of other versions are worked out anew."""

QUESTIONS: Final[tuple[tuple[Horizon, int], ...]] = (("next", 30), ("12m", 30), ("next", 90), ("12m", 90))
SMALLER_DAYS: Final = 30
DAMAGED: Final = "The stored model is not what was stored, so the table speaks until the next training."
AT_ONCE_ROWS: Final = 60_000
PARTIAL: Final = "Slip predictions rest on all projects, and some are not open to you."
COLUMNS: Final = (
    "forecast_finish",
    "actual_finish",
    "phase",
    "status",
    "category",
    "rag_overall",
)
ROWS: Final = ("project_key", "reason", "phase", "time_left_days", "probability", "low", "high", "n", "moved")


class Pending(Explained):
    """Predictions of a large portfolio that are still being worked out."""


@dataclass(frozen=True)
class Said:
    """What the method said at a date.

    Attributes
    ----------
    made_on
        The newest reporting date at or before the date asked for.
    rows
        One row per project ever reported until then: ``ROWS``, the reason being "" where there is a prediction.
    record
        The rolling record until then; see `services.slip.record`.
    """

    made_on: date
    rows: pd.DataFrame
    record: dict[str, Any]


def said(scope: Scope, as_of: date, horizon: Horizon, days: int) -> Said | None:
    """Return what the method said at a date, or None where nothing was reported until then.

    Stored predictions are read; those of a small portfolio are worked out where they are missing. Raises Pending.
    """
    with looking(scope) as (work, facts):
        dates = [known for known in work.registers.dates(facts.id) if known <= as_of]
        if not dates:
            return None
        kept = work.derived.predictions(facts.id, dates[-1], horizon, days, METHODS)
        damaged = kept is not None and _is_damaged(work, facts, kept[1])
        rows = work.registers.count(facts.id, "projects") if kept is None else 0
    if kept is not None and not damaged:
        return Said(dates[-1], slip_eligibility.as_eligible_now(kept[0]), kept[1])
    if rows > AT_ONCE_ROWS:
        if scope.hidden:
            raise Pending(PARTIAL, "This portfolio is too large to work them out for one reader.")
        raise Pending(
            "The slip predictions are still being worked out.",
            "They are made after each upload, and this portfolio is large.",
            "Come back in a few minutes.",
        )
    made = _worked_out(scope, dates[-1], horizon, days)
    return replace(made, record=made.record | {"note": DAMAGED}) if damaged else made


def _worked_out(scope: Scope, made_on: date, horizon: Horizon, days: int) -> Said:
    """Return what the method says of a date where nothing is stored for this reader."""
    reported, moment = slip_history.evidence(scope, made_on, COLUMNS), [pd.Timestamp(made_on)]
    ((_, forecast),) = slip_series.forecasts(reported, moment, horizon, days)
    rows = forecast.projects[list(ROWS)]
    if scope.hidden and days != SMALLER_DAYS:
        ((_, smaller),) = slip_series.forecasts(reported, moment, horizon, SMALLER_DAYS)
        rows = _below(rows, smaller.projects)
    return Said(made_on, rows, as_record(forecast))


def refresh(scope: Scope, progress: Progress = silent, questions: Sequence[tuple[Horizon, int]] = QUESTIONS) -> int:
    """Work out and store the predictions of dates that have none, newest first; return how many dates were stored.

    Where the data move meanwhile the rest is left to the refresh of the commit that moved them.
    """
    whole = everything(scope)
    with looking(whole) as (work, facts):
        missing = {question: _missing(work, facts, *question) for question in questions}
    newest = max((dates[-1] for dates in missing.values() if dates), default=None)
    if newest is None:
        return 0
    reported = slip_history.evidence(whole, newest, COLUMNS)
    done, total = 0, sum(map(len, missing.values()))
    for (horizon, days), dates in missing.items():
        for made_on, forecast in _forecasts(reported, dates, horizon, days):
            done += 1
            progress(done, total, f"Predicting slips as of {made_on.day} {made_on:%b %Y}")
            if not _store(facts, made_on, horizon, days, forecast):
                return done - 1
    return done


def as_record(forecast: SlipForecast) -> dict[str, Any]:
    """Return the record of a forecast as plain values that JSON can hold; figures that are missing are None."""
    kept: dict[str, Any] = without_nan(
        {
            "method": forecast.method,
            "note": forecast.note,
            "gate": "",
            "base_rate": forecast.base_rate,
            "training_pairs": forecast.training_pairs,
            "correlation": forecast.correlation,
            "fitted": None,
            "model": None,
            **backtest_record(forecast.record),
            "table": None if forecast.table is None else forecast.table.as_dict(),
        }
    )
    return kept


def backtest_record(made: Backtest) -> dict[str, Any]:
    """Return a rolling record as plain values: scores of methods and segments, intervals, origins, calibration."""
    kept: dict[str, Any] = without_nan(
        {
            "record_note": made.note,
            "leading": made.leading,
            "methods": {name: vars(scores) for name, scores in made.methods.items()},
            "segments": {name: vars(scores) for name, scores in made.segments.items()},
            "intervals": {name: list(ends) for name, ends in made.intervals.items()},
            "difference": {name: list(ends) for name, ends in made.difference.items()},
            "origins": origins(made.origins),
            "calibration": made.calibration.to_dict("records"),
        }
    )
    return kept


def capped(
    work: UnitOfWork, facts: PortfolioFacts, made_on: date, question: tuple[str, int], version: str, rows: pd.DataFrame
) -> pd.DataFrame:
    """Return the rows with no chance above that of the smaller move, as stored of the date by the same version.

    Who moves by more than 90 days has moved by more than 30; the two are fitted apart and may cross.
    """
    horizon, days = question
    if days == SMALLER_DAYS:
        return rows
    held = work.derived.predictions(facts.id, made_on, horizon, SMALLER_DAYS, (version,))
    return rows if held is None else _below(rows, held[0])


def _below(rows: pd.DataFrame, of_smaller: pd.DataFrame) -> pd.DataFrame:
    known = of_smaller.set_index(of_smaller["project_key"].astype(str))["probability"]
    smaller = rows["project_key"].astype(str).map(known)
    above = smaller < rows["probability"]
    return rows.assign(probability=rows["probability"].mask(above, smaller))


def speaker(model: ModelFacts, *, restored: bool = False) -> dict[str, Any]:
    """Return which stored model speaks, as a record names it."""
    return {
        "id": model.id,
        "sha256": model.sha256,
        "as_of": model.as_of.isoformat(),
        "made_at": model.made_at.isoformat(),
        "made_by": model.made_by,
        "pairs": model.pairs,
        "inputs": len(model.inputs),
        "restored": restored,
    }


def origins(scored: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the scores per past date and method as plain values."""
    if scored.empty:
        return []
    told: list[dict[str, Any]] = scored.assign(origin=scored["origin"].dt.strftime("%Y-%m-%d")).to_dict("records")
    return told


def without_nan(value: Any) -> Any:
    """Return the value with None wherever a number is missing."""
    if isinstance(value, dict):
        return {str(name): without_nan(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [without_nan(inner) for inner in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _is_damaged(work: UnitOfWork, facts: PortfolioFacts, record: dict[str, Any]) -> bool:
    """Return whether the stored model behind a prediction is there with other bytes than were stored."""
    named = record.get("model")
    held = work.slip_models.get(facts.id, int(named["id"])) if named else None
    if named is None or held is None:
        return False
    return hashlib.sha256(work.slip_models.content(held.id)).hexdigest() != str(named["sha256"])


def _missing(work: UnitOfWork, facts: PortfolioFacts, horizon: str, days: int) -> list[date]:
    stored = work.derived.predicted_dates(facts.id, horizon, days, METHODS)
    return [known for known in work.registers.dates(facts.id) if known not in stored]


def _forecasts(
    reported: pd.DataFrame, dates: Sequence[date], horizon: Horizon, days: int
) -> Iterator[tuple[date, SlipForecast]]:
    """Yield the forecast of each date, newest first: its record alone bears intervals, which cost many draws."""
    if dates:
        asked = [pd.Timestamp(known) for known in reversed(dates)]
        for moment, forecast in slip_series.forecasts(reported, asked, horizon, days):
            yield moment.date(), forecast


def _store(facts: PortfolioFacts, made_on: date, horizon: str, days: int, forecast: SlipForecast) -> bool:
    """Store one forecast; False, and nothing stored, where the data have moved since they were read."""
    with transaction() as work:
        now = found(work, facts.key, lock=True)
        if now.data_version != facts.data_version:
            return False
        rows = capped(work, facts, made_on, (horizon, days), QUICK, forecast.projects[list(ROWS)])
        work.derived.store_predictions(facts.id, made_on, horizon, days, QUICK, rows, as_record(forecast))
    return True
