"""A stand-in for the slip model in tests of what surrounds it: quick, with the same shape, and easy to foresee.

Its model is the table with every chance drawn towards one half, so that whatever it says differs from the table.
"""

import json
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import pytest

from models import slip_baselines, slip_bytes, slip_gate, slip_model, slip_run, slip_table
from models.record import calibration, scores
from models.slip_backtest import backtest, enough
from models.slip_baselines import BASE_RATE, MODEL, TABLE
from models.slip_eligibility import ELIGIBLE, eligibility
from models.slip_features import features
from models.slip_pairs import pairs_of
from models.slip_run import ModelRun
from models.slip_table import SlipTable


@dataclass(frozen=True)
class StandIn:
    """A table, less sure of itself."""

    horizon: str
    inputs: tuple[str, ...]
    pairs: int
    base_rate: float
    table: SlipTable

    def predict(self, states: pd.DataFrame) -> pd.DataFrame:
        """Return ``probability`` per state."""
        return doubted(self.table.predict(states))


def doubted(said: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"probability": 0.05 + 0.9 * said["probability"]}, index=said.index)


def fit(pairs: pd.DataFrame, horizon: str = "next") -> StandIn:
    return StandIn(horizon, ("time_left_days", "phase"), len(pairs), pairs["slipped"].mean(), slip_table.fit(pairs))


def to_bytes(model: StandIn) -> bytes:
    told = {name: getattr(model, name) for name in ("horizon", "inputs", "pairs", "base_rate")}
    return json.dumps({**told, "table": model.table.as_dict()}).encode()


def from_bytes(data: bytes) -> StandIn:
    told = json.loads(data)
    return StandIn(**{**told, "inputs": tuple(told["inputs"]), "table": SlipTable.from_dict(told["table"])})


def model_run(
    history: pd.DataFrame, horizon: Any, days: int, start: Any = None, progress: Any = None, jobs: int = -1
) -> ModelRun:
    """Return what the true one would, by the table; the gate lets the model speak wherever there is a record."""
    frame = features(history)
    known = pairs_of(frame, horizon, days)
    record = backtest(history, horizon, days, start, 20)
    if record.methods:
        seen = record.predictions.assign(**{MODEL: 0.05 + 0.9 * record.predictions[TABLE]})
        told = scores(seen["slipped"], seen[MODEL], seen["base_rate_known"])
        bins = calibration(seen["slipped"], seen[MODEL])
        record = replace(record, methods={MODEL: told, **record.methods}, predictions=seen, calibration=bins)
    gates, parts = [], []
    dates = sorted(frame["as_of"].unique())
    for number, as_of in enumerate(dates):
        if progress is not None:
            progress(number, len(dates))
        train = known.loc[known["outcome_date"] <= as_of]
        scored = record.methods and (record.predictions["outcome_date"] <= as_of).any()
        reason = slip_gate.TOO_FEW if not enough(train) else slip_gate.MODEL_BEST if scored else slip_gate.NO_RECORD
        method = {slip_gate.TOO_FEW: "", slip_gate.MODEL_BEST: MODEL, slip_gate.NO_RECORD: BASE_RATE}[reason]
        facts = {"training_pairs": len(train), "base_rate": train["slipped"].mean()}
        gates.append({"as_of": as_of, "method": method, "reason": reason, "fitted": as_of, **facts})
        if method:
            parts.append(_said(frame, train, as_of, method, days))
    newest = pd.Timestamp(dates[-1])
    predictions = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["project_key", "as_of"])
    model: Any = fit(known, horizon) if enough(known) else None
    gate = slip_gate.Gate(gates[-1]["method"], gates[-1]["reason"])
    return ModelRun(horizon, days, model, newest, record, gate, pd.DataFrame(gates), predictions, known)


def _said(frame: pd.DataFrame, train: pd.DataFrame, as_of: Any, method: str, days: int) -> pd.DataFrame:
    now = frame.loc[(frame["as_of"] == as_of) & (eligibility(frame) == ELIGIBLE)]
    table = slip_table.fit(train).predict(now)
    base = slip_baselines.methods(days)[BASE_RATE](train).predict(now)["probability"]
    said = {MODEL: doubted(table)["probability"], "table": table["probability"], "base_rate": base}
    chance = said[MODEL] if method == MODEL else base
    return now[["project_key", "as_of"]].assign(method=method, probability=chance, **said)


def put_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the stand-in take the place of the model for a test's time."""
    monkeypatch.setattr(slip_run, "model_run", model_run)
    monkeypatch.setattr(slip_model, "fit", fit)
    monkeypatch.setattr(slip_bytes, "to_bytes", to_bytes)
    monkeypatch.setattr(slip_bytes, "from_bytes", from_bytes)
