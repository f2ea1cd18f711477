"""What the slip risk page shows of one date: the chances beside the projects, and the method beside its record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from models import slip_table
from models.expected_count import expected_count
from models.slip_eligibility import NO_FORECAST, NOT_ENOUGH_HISTORY
from models.slip_features import features
from models.slip_gate import MINIMUM_PAIRS
from models.slip_pairs import Horizon, pairs_of
from services import chances, publications, slip, slip_history, slip_store, states
from services.access import Scope
from services.portrait import Filters, filtered
from services.seen import looking

COLUMNS: Final = (
    "name",
    "department",
    "programme",
    "category",
    "location",
    "phase",
    "investment_class",
    "forecast_finish",
    "rag_overall",
    "approved_budget",
    "forecast_cost",
    "actual_cost",
)


@dataclass(frozen=True)
class Lack:
    """What is missing where no method can give a chance.

    ``no_forecast`` projects could be predicted but for a forecast finish, ``no_history`` have one, but the past is too
    short. Known for the horizon are ``outcomes`` on ``outcome_dates``; ``shorter`` says that chances by the next
    committee can be given all the same.
    """

    no_forecast: int
    no_history: int
    outcomes: int
    outcome_dates: int
    shorter: bool


@dataclass(frozen=True)
class SlipView:
    """One date, horizon and number of days, read once.

    Attributes
    ----------
    words
        The horizon as people say it.
    predicted
        Projects with a chance, the likeliest first, then the dearest: project_key, name, probability, low, high,
        reason, phase, time_left_days, from_days (band of time left, exclusive), rag_overall, cost_to_go,
        cost_to_go_rule, department.
    unpredicted
        Projects without one: project_key, name, reason_none, department, cost_to_go.
    expectation
        Of all in ``predicted``.
    top
        How many of the likeliest fifth there are; ``top_green`` how many of them are reported green, None where
        nobody reports a status.
    record
        As `services.slip.record`.
    cells
        The method's table, as `services.slip.risk_table`, with ``now``: projects with a chance that stand there.
    lack
        None where a method gives chances.
    same_end
        Whether the next report is due on the day on which the twelve months end.
    """

    as_of: date
    horizon: Horizon
    days: int
    words: str
    predicted: pd.DataFrame
    unpredicted: pd.DataFrame
    expectation: slip.Expectation
    top: int
    top_green: int | None
    record: dict[str, Any]
    cells: pd.DataFrame
    lack: Lack | None = None
    same_end: bool = False


def read(scope: Scope, as_of: date, horizon: Horizon, days: int, filters: Filters = ()) -> SlipView:
    """Return what the page shows; raises Pending where a large portfolio is still being worked out."""
    rows = _rows(scope, as_of, horizon, days, filters)
    record = slip.record(scope, as_of, horizon, days)
    chosen = rows["probability"].notna()
    order = ["probability", "cost_to_go", "name"]
    predicted = rows[chosen].sort_values(order, ascending=[False, False, True], na_position="last", kind="stable")
    predicted = predicted.reset_index(drop=True)
    top = chances.most_likely(predicted)
    reported = top["rag_overall"].notna()
    count = expected_count(
        predicted["probability"].to_numpy(dtype=float), correlation=float(record.get("correlation") or 0.0)
    )
    return SlipView(
        as_of=as_of,
        horizon=horizon,
        days=days,
        words=slip.horizon_words(scope, as_of, horizon),
        predicted=predicted,
        unpredicted=rows[~chosen].sort_values(["reason_none", "name"]).reset_index(drop=True),
        expectation=slip.Expectation(count.expected, count.low, count.high, count.n),
        top=len(top),
        top_green=int((top["rag_overall"] <= chances.REPORTED_GREEN).sum()) if reported.any() else None,
        record=record,
        cells=_cells(scope, as_of, horizon, days, predicted),
        lack=None if record.get("method") else lack_of(scope, as_of, horizon, days, record, rows["reason_none"]),
        same_end=slip.horizon_date(scope, as_of, "next") == slip.horizon_date(scope, as_of, "12m"),
    )


def trend(scope: Scope, as_of: date, horizon: Horizon, days: int, as_published: bool = False) -> list[float]:
    """Return the number of slips expected at each date up to one, oldest first, of what is worked out so far.

    Of the whole portfolio: empty for a reader of some projects only. Where asked, as published: that is known for the
    question that publications hold.
    """
    with looking(scope) as (work, facts):
        known = sorted(work.derived.predicted_dates(facts.id, horizon, days, slip_store.METHODS))
        read_in = [day for day in known if day <= as_of]
        stored = [work.derived.predictions(facts.id, day, horizon, days, slip_store.METHODS) for day in read_in]
    sums = {day: float(rows["probability"].sum(min_count=1)) for day, (rows, _) in zip(read_in, stored, strict=True)}
    if as_published and is_published(horizon, days):
        told = publications.figures(scope)
        sums |= {day: float(told[day]["expected"]) for day in sums if "expected" in told.get(day, {})}
    return [total for total in sums.values() if total == total]


def is_published(horizon: Horizon, days: int) -> bool:
    """Return whether publications hold the number of slips expected in this horizon, by more than so many days."""
    return (horizon, days) == (chances.HORIZONS[0], chances.DAYS)


def _rows(scope: Scope, as_of: date, horizon: Horizon, days: int, filters: Filters) -> pd.DataFrame:
    state = states.projects(scope, as_of, COLUMNS)
    impacts = states.register(scope, "impacts", as_of, ["project_key", "objective_key", "rating"])
    state = filtered(state, impacts, filters)
    said = slip.predictions(scope, as_of, horizon, days)
    kept = ["project_key", "name", "department", "rag_overall", "cost_to_go", "cost_to_go_rule", "forecast_finish"]
    rows = state[kept].merge(said.drop(columns="name"), on="project_key", how="left")
    rows["from_days"] = _bands(rows["time_left_days"], slip_table.EDGES_DAYS)
    return rows


def lack_of(scope: Scope, as_of: date, horizon: Horizon, days: int, record: dict[str, Any], reasons: pd.Series) -> Lack:
    """Return what is missing where the record names no method; `reasons` say why each project has no chance."""
    outcomes = int(record.get("training_pairs") or 0)
    return Lack(
        no_forecast=int((reasons == NO_FORECAST).sum()),
        no_history=int((reasons == NOT_ENOUGH_HISTORY).sum()),
        outcomes=outcomes,
        outcome_dates=_outcome_dates(scope, as_of, horizon, days, outcomes),
        shorter=horizon != "next" and _speaks(scope, as_of, "next", days),
    )


def _outcome_dates(scope: Scope, as_of: date, horizon: Horizon, days: int, outcomes: int) -> int:
    """Return on how many dates the known outcomes lie, where no method speaks."""
    # With so many outcomes nothing but the want of a second date keeps every method silent.
    if outcomes == 0 or outcomes >= MINIMUM_PAIRS:
        return min(outcomes, 1)
    reported = slip_history.evidence(scope, as_of, slip_store.COLUMNS)
    return int(pairs_of(features(reported), horizon, days)["outcome_date"].nunique())


def _speaks(scope: Scope, as_of: date, horizon: Horizon, days: int) -> bool:
    try:
        return bool(slip.record(scope, as_of, horizon, days).get("method"))
    except slip_store.Pending:
        return False


def _cells(scope: Scope, as_of: date, horizon: Horizon, days: int, predicted: pd.DataFrame) -> pd.DataFrame:
    cells = slip.risk_table(scope, as_of, horizon, days)
    now = predicted.groupby(["phase", "from_days"]).size().rename("now").reset_index()
    joined = cells.merge(now, on=["phase", "from_days"], how="left")
    return joined.assign(now=joined["now"].fillna(0).astype(int))


def _bands(time_left_days: pd.Series, edges: Sequence[int]) -> pd.Series:
    """Return where each project's band of time left begins (exclusive); NaN without time left."""
    bounds = np.array([-np.inf, *edges], dtype=float)
    left = pd.to_numeric(time_left_days).to_numpy(dtype=float)
    start = bounds[np.searchsorted(np.asarray(edges), left, side="left")]
    return pd.Series(np.where(np.isnan(left), np.nan, start), index=time_left_days.index)
