"""Everything a job stores about one question: the fitted model, its rolling record, and what was said at each date.

A question is a horizon and a number of days. One pass over the history answers it, and nothing said of a date looks at
anything later: neither the inputs, nor the model, nor the record by which the gate chose the method.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from models.slip_backtest import Backtest
from models.slip_gate import Gate
from models.slip_model import SlipModel
from models.slip_pairs import Horizon

Progress = Callable[[int, int], None]
"""Called as ``progress(done, total)``; whatever it raises ends the run and reaches the caller."""


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
        (the date at which the model used was fitted; missing where there was none), ``training_pairs``, ``base_rate``.
    predictions
        One row per project and as-of date that had a prediction: ``project_key, as_of, method, probability`` (by the
        gate's method at that date, as known then), and what each of ``model``, ``table`` and ``base_rate`` would have
        said, missing before a method had enough to fit on.
    training
        The pairs on which the model was fitted (`slip_pairs.training_pairs`), newest outcomes last.
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
    raise NotImplementedError
