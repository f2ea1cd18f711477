"""Everything a job stores about one question: the fitted model, its rolling record, and what was said at each date.

A question is a horizon and a number of days. One pass over the history answers it, and nothing said of a date looks at
anything later: neither the inputs, nor the model, nor the record by which the gate chose the method.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.slip_backtest import Backtest, methods_with_data, record_of
from models.slip_baselines import BASE_RATE, MODEL, TABLE
from models.slip_eligibility import ELIGIBLE, eligibility
from models.slip_features import features
from models.slip_forecast import with_rate
from models.slip_gate import Gate, gate
from models.slip_inputs import NAMES
from models.slip_model import SlipModel
from models.slip_pairs import Horizon, outcomes
from models.slip_rolling import Progress, learned, plain

DRAWS: Final = 200
COLUMNS: Final = {MODEL: "model", TABLE: "table", BASE_RATE: "base_rate"}
"""The methods that the gate chooses among, and the columns that say what each would have said."""


@dataclass(frozen=True)
class ModelRun:
    """One question answered over a whole history.

    Attributes
    ----------
    horizon, days
        The question.
    model
        Fitted on every outcome known at the newest date; None where there are too few to fit on.
    model_from
        The as-of date at which the model was fitted: the newest of the history.
    record
        The rolling record of all methods over the whole history (`slip_backtest.Backtest`), the model's included.
    gate
        The method for the newest date, with its reason.
    gates
        One row per as-of date: ``as_of, method`` ("" for none), ``reason`` (a key of `slip_gate.REASONS`), ``fitted``
        (the date at which the model used was fitted; missing where there was none), ``training_pairs``, ``base_rate``
        and ``unsure`` (what not knowing that rate exactly adds to the correlation, see `slip_forecast.with_rate`).
    predictions
        One row per project and as-of date that had a prediction: ``project_key, as_of, method, probability`` (by the
        gate's method at that date, as known then), and what each of ``model``, ``table`` and ``base_rate`` would have
        said, missing before a method had enough to fit on.
    training
        The pairs on which the model was fitted (`slip_training.training_pairs`), newest states last.
    """

    horizon: Horizon
    days: int
    model: SlipModel | None
    model_from: pd.Timestamp
    record: Backtest
    gate: Gate
    gates: pd.DataFrame
    predictions: pd.DataFrame
    training: pd.DataFrame


def model_run(
    history: pd.DataFrame,
    horizon: Horizon,
    days: int,
    start: pd.Timestamp | str | None = None,
    progress: Progress | None = None,
    jobs: int = -1,
) -> ModelRun:
    """Return the model, its record and every past prediction of one question.

    Parameters
    ----------
    history : DataFrame
        As `models.history` describes it; `slip_inputs.REGISTER_COLUMNS` and `slip_inputs.COUNTS` name the columns that
        make a difference. Rows carried forward may be among them; they are no evidence.
    horizon, days
        As for `slip_pairs.pairs`.
    start : date, optional
        First origin of the record; earlier dates only train.
    progress : callable, optional
        Told after each model fitted how many of how many are done.
    jobs : int
        Processes at once; -1 for all cores.
    """
    frame = features(history)
    if frame.empty:
        raise ValueError("A history without a fresh report answers no question.")
    told = pd.concat([frame[["project_key", "as_of"]], outcomes(frame, horizon, days), frame[list(NAMES)]], axis=1)
    states = told.loc[eligibility(frame) == ELIGIBLE]
    known = states.loc[states["outcome_date"].notna()]
    methods = methods_with_data(known, days)
    said = plain(known, states, methods, start)
    heard, model, training = learned(frame, known, states, (horizon, days), start, progress, jobs)
    said = said.join(heard)
    seen = said.loc[said["outcome_date"].notna()] if len(said) else said
    gates = _gates(frame, known, seen)
    final = Gate(str(gates["method"].iloc[-1]), str(gates["reason"].iloc[-1]))
    return ModelRun(
        horizon=horizon,
        days=days,
        model=model,
        model_from=pd.Timestamp(frame["as_of"].max()),
        record=record_of(seen.reset_index(drop=True), list(methods), horizon, days, DRAWS, final.method),
        gate=final,
        gates=gates.merge(_fitted_dates(said), on="as_of", how="left"),
        predictions=_predictions(said, gates),
        training=training,
    )


@dataclass(frozen=True)
class _Skill:
    """The skills of one method over the pairs known at a date."""

    skill: float
    skill_known: float


def _gates(frame: pd.DataFrame, known: pd.DataFrame, seen: pd.DataFrame) -> pd.DataFrame:
    """Return the gate at every as-of date, from the outcomes known then alone."""
    dates = np.unique(frame["as_of"].to_numpy())
    outcome = np.sort(known["outcome_date"].to_numpy())
    ordered = known.sort_values("outcome_date", kind="stable")
    slipped = ordered["slipped"].to_numpy(dtype=float).cumsum()
    skills = _skills_until(seen, dates)
    rows: list[dict[str, Any]] = []
    for at, date in enumerate(dates):
        n = int(np.searchsorted(outcome, date, side="right"))
        made = gate(skills[at], n, len(np.unique(outcome[:n])))
        told = {"as_of": date, "method": made.method, "reason": made.reason, "training_pairs": n}
        unsure = with_rate(0.0, made.method, ordered["slipped"].iloc[:n], ordered["project_key"].iloc[:n])
        rows.append({**told, "base_rate": float(slipped[n - 1] / n) if n else float("nan"), "unsure": unsure})
    return pd.DataFrame(rows).astype({"as_of": frame["as_of"].dtype})


def _skills_until(seen: pd.DataFrame, dates: npt.NDArray[np.datetime64]) -> list[dict[str, _Skill]]:
    """Return, per date, the skills of the model and the table over the predictions whose outcome was known then."""
    if seen.empty:
        return [{} for _ in dates]
    ordered = seen.sort_values("outcome_date", kind="stable")
    y = ordered["slipped"].to_numpy(dtype=float)
    base = ordered["base_rate_known"].to_numpy(dtype=float)
    said = {name: ordered[name].fillna(ordered["base_rate_known"]).to_numpy(dtype=float) for name in (MODEL, TABLE)}
    errors = {name: np.cumsum((y - p) ** 2) for name, p in said.items()}
    slips, known = np.cumsum(y), np.cumsum((y - base) ** 2)
    counts = np.searchsorted(ordered["outcome_date"].to_numpy(), dates, side="right")
    found: list[dict[str, _Skill]] = []
    for n in counts:
        spread = slips[n - 1] * (1 - slips[n - 1] / n) if n else 0.0
        if not n or spread <= 0 or known[n - 1] <= 0:
            found.append({})
            continue
        skills = {
            name: _Skill(1 - sum_[n - 1] / spread, 1 - sum_[n - 1] / known[n - 1]) for name, sum_ in errors.items()
        }
        found.append(skills)
    return found


def _fitted_dates(said: pd.DataFrame) -> pd.DataFrame:
    if said.empty:
        return pd.DataFrame({"as_of": said["as_of"], "fitted": pd.Series(dtype="datetime64[s]")})
    return said.groupby("as_of", as_index=False)["fitted"].first()


def _predictions(said: pd.DataFrame, gates: pd.DataFrame) -> pd.DataFrame:
    """Return what was said of each state of each date by the method of its gate, and by each of the three."""
    chances = {column: said.get(name, np.nan) for name, column in COLUMNS.items()}
    table = said[["project_key", "as_of"]].assign(**chances)
    methods = table["as_of"].map(gates.set_index("as_of")["method"])
    spoken = [methods == name for name in COLUMNS]
    table["method"] = methods.to_numpy(dtype=object)
    table["probability"] = np.select(spoken, [table[column] for column in COLUMNS.values()], default=np.nan)
    return table.loc[table["method"] != ""].reset_index(drop=True)
