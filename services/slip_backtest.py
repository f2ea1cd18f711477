"""The rolling record of a portfolio's whole history, as the command line prints it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import pandas as pd

from models.record import Scores
from models.slip_backtest import backtest as backtest_of
from models.slip_baselines import DATED, MODEL
from models.slip_features import FEATURES, features
from models.slip_gate import gate
from models.slip_pairs import Horizon, pairs_of
from services import parallel, slip_history, slip_store
from services.access import Scope
from services.plans import Progress, silent
from services.seen import looking
from services.slip import SHORT_METHODS

UNDATED: Final = "model, next date not known"
"""The model asked by the usual gap, as it must be where the date of the next report is not known yet."""


def backtest(
    scope: Scope, horizon: Horizon, days: int, start: date | None = None, progress: Progress = silent
) -> dict[str, Any]:
    """Return the rolling record of the whole history, from a first origin on.

    ``model`` is the learned model wherever it could be fitted, else the table. About the next report it is asked by
    that report's date, and ``baselines`` holds what it says by the usual gap, where the two tell projects apart; then
    ``date_known`` is true. ``speaks`` is the method that the gate lets speak by what could be said without the date,
    and ``note`` says why.
    """
    reported = _reported(scope)
    first = None if start is None else pd.Timestamp(start)
    words = f"Fitting the model at past dates of {scope.portfolio}"
    with parallel.workers() as cores:
        made = backtest_of(
            reported, horizon, days, first, with_model=True, progress=lambda n, of: progress(n, of, words), jobs=cores
        )
    pairs = pairs_of(features(reported, FEATURES), horizon, days)
    speaks = gate(made.methods, len(pairs), int(pairs["outcome_date"].nunique()))
    scored = _scored(made.methods)
    model = scored.pop(made.leading, {})
    told: dict[str, Any] = slip_store.without_nan(
        {
            "portfolio": scope.portfolio,
            "horizon": horizon,
            "days": days,
            "base_rate": model.get("base_rate"),
            "date_known": DATED in made.methods,
            "model": {"name": made.leading, **model},
            "baselines": scored,
            "speaks": SHORT_METHODS.get(speaks.method, speaks.method),
            "usable": made.usable,
            "note": made.note or speaks.sentence,
        }
    )
    kept = slip_store.backtest_record(made)
    return told | {name: kept[name] for name in ("intervals", "segments", "difference", "calibration", "origins")}


def _scored(methods: Mapping[str, Scores]) -> dict[str, dict[str, Any]]:
    """Return the scores by method, the model's being those by the date of the next report where they are there."""
    scored = {name: vars(scores) for name, scores in methods.items()}
    if DATED not in scored:
        return scored
    dated, undated = scored.pop(DATED), scored.pop(MODEL)
    return {MODEL: dated, UNDATED: undated, **scored}


def _reported(scope: Scope) -> pd.DataFrame:
    with looking(scope) as (work, facts):
        dates = work.registers.dates(facts.id)
    if not dates:
        return pd.DataFrame({"project_key": [], "as_of": [], "forecast_finish": []})
    return slip_history.with_registers(scope, dates[-1])
