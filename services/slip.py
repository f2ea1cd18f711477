"""Slip risk: which forecasts are likely to move later, how many, why, and how well that was known before.

A horizon is "next" (the project's next report, which a portfolio reads as its next committee) or "12m"; days is the
move later that counts as a slip. Carried-forward rows are never evidence and get no prediction.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from models import slip_reasons, slip_table
from models.expected_count import expected_count
from models.slip_baselines import MODEL, TABLE
from models.slip_pairs import HORIZON_MONTHS, Horizon, horizon_end
from services import slip_store, states
from services.access import Scope
from services.seen import looking
from services.slip_store import Pending, Said, refresh, without_nan
from services.slip_told import METHODS_SAID

__all__ = [
    "Expectation",
    "Pending",
    "expectation",
    "horizon_date",
    "horizon_words",
    "predict",
    "predictions",
    "record",
    "refresh",
    "risk_table",
]

SUM_OF_OTHERS = "sum of other rows"
NO_REPORT = "no report"
SHORT_METHODS = {"": "none", TABLE: "table", MODEL: "model"}


@dataclass(frozen=True)
class Expectation:
    """How many of the eligible projects are expected to slip; eight times in ten the number lies in low to high."""

    expected: float
    low: int
    high: int
    eligible: int


def predictions(scope: Scope, as_of: date, horizon: Horizon = "next", days: int = 30) -> pd.DataFrame:
    """Return each project of the state at a date with its chance to slip, or with why it has none.

    Returns
    -------
    DataFrame
        One row per project: ``project_key, name, probability`` (0 to 1, NaN without a prediction), ``low, high`` (90 %
        interval of the rate; NaN but where the table speaks), ``reason`` (a plain sentence, "" without a prediction),
        ``reason_none`` ("" with one; else completed, on hold, not started, no forecast, carried forward, cancelled,
        not enough history, sum of other rows), ``method`` (model, table, base rate, none), ``phase`` and
        ``time_left_days``.
    """
    state = states.projects(scope, as_of, ["name"])
    made = slip_store.said(scope, as_of, horizon, days)
    if made is None:
        nothing = pd.DataFrame({name: [] for name in slip_store.ROWS}).astype({"project_key": object})
        made = Said(as_of, nothing, {"method": "", "base_rate": None})
    rows = state[["project_key", "name", "summary"]].merge(made.rows, on="project_key", how="left")
    rows["reason"] = rows["reason"].astype(object).where(rows["reason"].notna(), NO_REPORT)
    rows.loc[rows["summary"].astype(bool), "reason"] = SUM_OF_OTHERS
    rows.loc[rows["reason"] != "", ["probability", "low", "high"]] = np.nan
    rows["reason_none"] = rows["reason"]
    speaks = made.record["method"]
    rows["reason"] = _reasons(rows, made.record["base_rate"], "table" if speaks == MODEL else "probability")
    if speaks != TABLE:
        rows[["low", "high"]] = np.nan
    method = SHORT_METHODS.get(speaks, speaks)
    rows["method"] = np.where(rows["reason_none"] == "", method, "none")
    rows["phase"] = rows["phase"].astype(object).where(rows["phase"].notna(), "")
    return rows.drop(columns=["summary", "n", "moved", *METHODS_SAID], errors="ignore")


def expectation(
    scope: Scope, as_of: date, horizon: Horizon = "next", days: int = 30, keys: Collection[str] | None = None
) -> Expectation:
    """Return how many slips are expected among the projects with a prediction, or among those of them in `keys`."""
    rows = predictions(scope, as_of, horizon, days)
    chances = rows["probability"].dropna() if keys is None else rows["probability"][rows["project_key"].isin(keys)]
    made = slip_store.said(scope, as_of, horizon, days)
    correlation = 0.0 if made is None else float(made.record["correlation"])
    count = expected_count(chances.dropna().to_numpy(dtype=float), correlation=correlation)
    return Expectation(count.expected, count.low, count.high, count.n)


def record(scope: Scope, as_of: date, horizon: Horizon = "next", days: int = 30) -> dict[str, Any]:
    """Return the rolling record up to a date as plain values; figures that are undefined are None.

    Its fields: ``method`` (model, phase x time left, base rate, or "" for none), ``note`` (why this method), ``gate``
    (the same as a key of `slip_gate.REASONS`, "" before a training), ``base_rate``, ``training_pairs``,
    ``correlation``, ``fitted`` (when the model used was fitted), ``model`` (the stored one that speaks: id, sha256,
    as_of, made_at, made_by, pairs, inputs, restored; None at past dates and where none speaks), ``record_note``
    ("" where there is a record), ``methods`` (by name: n, base_rate, auc, average_precision, brier, skill,
    skill_known, calibration_error, calibration_noise, precision_top), ``segments`` (alike), ``intervals`` (90 %, of
    auc and skill), ``origins`` (per past date), ``calibration`` (n, predicted, observed, noise per bin), ``table``
    (counts: phases, edges_days, n, moved). Empty before the first report.
    """
    made = slip_store.said(scope, as_of, horizon, days)
    return {} if made is None else made.record


def risk_table(scope: Scope, as_of: date, horizon: Horizon = "next", days: int = 30) -> pd.DataFrame:
    """Return the method's table at a date, one row per cell that has cases: phase, band of time left, n, moved, rate.

    Returns
    -------
    DataFrame
        ``phase, from_days, to_days`` (exclusive, inclusive; infinite at the open ends), ``n, moved, probability``
        (shrunk). No rows where too little is known.
    """
    held = record(scope, as_of, horizon, days).get("table")
    columns = ["phase", "from_days", "to_days", "n", "moved", "probability"]
    if not held:
        return pd.DataFrame({name: [] for name in columns}, dtype=float).astype({"phase": object})
    table = slip_table.SlipTable.from_dict(held)
    middles = [*table.edges_days, table.edges_days[-1] + 1]
    grid = pd.DataFrame(
        [(phase, float(left)) for phase in table.phases for left in middles], columns=["phase", "time_left_days"]
    )
    rated = table.predict(grid).rename(columns={"time_left_from_days": "from_days", "time_left_to_days": "to_days"})
    return rated.assign(phase=grid["phase"])[columns]


def horizon_date(scope: Scope, as_of: date, horizon: Horizon) -> date | None:
    """Return the day until which a prediction speaks; None where one report gives no gap to the next."""
    with looking(scope) as (work, facts):
        dates = work.registers.dates(facts.id)
    known = [pd.Timestamp(day) for day in dates if day <= as_of]
    if not known:
        return None
    if horizon == "12m":
        due: pd.Timestamp | None = pd.Timestamp(horizon_end(pd.Series(known[-1:])).iloc[0])
    else:
        due = slip_reasons.next_report(known)
    return None if due is None else date(due.year, due.month, due.day)


def horizon_words(scope: Scope, as_of: date, horizon: Horizon) -> str:
    """Return the horizon as people say it: "by the next committee (about 30 Nov 2026)"."""
    day = horizon_date(scope, as_of, horizon)
    if horizon == "12m":
        return f"within {HORIZON_MONTHS} months" + (f" (by {day.day} {day:%b %Y})" if day else "")
    return "by the next committee" + (f" (about {day.day} {day:%b %Y})" if day else "")


def predict(scope: Scope, as_of: date, horizon: Horizon = "next", days: int = 30) -> dict[str, Any]:
    """Return the predictions at a date as the command line prints them, likeliest first, those without one last."""
    rows = predictions(scope, as_of, horizon, days).sort_values("probability", ascending=False, kind="stable")
    count = expectation(scope, as_of, horizon, days)
    kept = ["project_key", "name", "probability", "low", "high", "reason", "reason_none", "method"]
    told = {
        "portfolio": scope.portfolio,
        "as_of": as_of.isoformat(),
        "horizon": horizon,
        "days": days,
        "words": horizon_words(scope, as_of, horizon),
        "expected": vars(count),
        "projects": rows[kept].to_dict("records"),
    }
    return dict(without_nan(told))


def _reasons(rows: pd.DataFrame, base_rate: float | None, rate: str) -> list[str]:
    """Return the sentence of each row by the rate of such projects; each distinct one is worked out once."""
    base = float("nan") if base_rate is None else base_rate
    known: dict[tuple[Any, ...], str] = {("", "nan"): ""}
    out = []
    columns = ["phase", "time_left_days", rate, "n", "moved", "probability"]
    for phase, left, probability, n, moved, chance in rows[columns].itertuples(index=False, name=None):
        if np.isnan(chance):
            out.append("")
            continue
        case = (phase, left, probability, n)
        if case not in known:
            known[case] = slip_reasons.reason(str(phase), left, probability, n, moved, base)
        such = moved / n if n >= slip_reasons.ENOUGH_CASES else probability
        out.append(slip_reasons.beyond(known[case], such, chance))
    return out
