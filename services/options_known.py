"""What is known of the options of projects at work: the next gate, what holding costs, what stopping costs."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models import fiscal_years
from services import exit_cost, portfolios, states
from services.access import Scope
from services.portfolio_candidates import Funding


@dataclass(frozen=True, eq=False)
class Known:
    """One entry per candidate, in their order.

    Attributes
    ----------
    live : array of bool, shape (n,)
        Active or on hold; no status counts as active.
    gate : array of datetime64, shape (n,)
        The next gate ahead; NaT where none is known before the forecast finish.
    by_gate : array of float, shape (n, p)
        Share of each period's cost that is spent by then; NaN where no gate is known.
    holding : array of int64, shape (n,)
        What a pause costs this year: commitments of this year not paid yet and running cost, at most the year's cost.
    exit_cost : array of int64, shape (n,)
    exit_rule : array of str, shape (n,)
        See `exit_cost.ExitCost`.
    holding_known : bool
        Whether the costs register says what is committed by year.
    """

    live: NDArray[np.bool_]
    gate: NDArray[np.datetime64]
    by_gate: NDArray[np.float64]
    holding: NDArray[np.int64]
    exit_cost: NDArray[np.int64]
    exit_rule: NDArray[np.str_]
    holding_known: bool


def read(scope: Scope, as_of: date, funding: Funding) -> Known:
    """Return what is known of the options of a portfolio's candidates."""
    projects, cost = funding.projects, funding.candidates.cost
    facts = portfolios.facts(scope)
    first = fiscal_years.first_day(as_of, facts.fiscal_start_month)
    starts = [first] if funding.by_year is None else list(funding.by_year.starts)
    gates = next_gates(scope, as_of).reindex(projects["project_key"]).to_numpy(dtype="datetime64[s]")
    finish = projects["forecast_finish"].to_numpy(dtype="datetime64[s]")
    gates = np.where(gates >= finish, np.datetime64("NaT", "s"), gates)
    leaves = exit_cost.read(scope, as_of, projects, funding.candidates.digits)
    bound = None if funding.by_year is None else (funding.by_year.bound + funding.by_year.run)[:, 0]
    return Known(
        live=~projects["status"].eq("proposed").to_numpy(),
        gate=gates,
        by_gate=np.stack([_spent(gate, as_of, end, starts) for gate, end in zip(gates, finish, strict=True)])
        if len(gates)
        else np.zeros((0, len(starts))),
        holding=np.zeros(len(cost), dtype=np.int64) if bound is None else np.minimum(bound, cost[:, 0]),
        exit_cost=leaves.cost,
        exit_rule=leaves.rule,
        holding_known=bool(bound is not None and bound.any()),
    )


def next_gates(scope: Scope, as_of: date) -> pd.Series:
    """Return the first gate after a date by project: planned and not held, or a milestone of that kind not reached."""
    gates = states.register(scope, "gates", as_of, ["project_key", "planned", "held"])
    ahead = gates[gates["held"].isna()].rename(columns={"planned": "day"})
    marks = states.register(scope, "milestones", as_of, ["project_key", "kind", "forecast_date", "actual_date"])
    marks = marks[marks["kind"].eq("gate") & marks["actual_date"].isna()].rename(columns={"forecast_date": "day"})
    days = pd.concat([ahead[["project_key", "day"]], marks[["project_key", "day"]]])
    days = days[days["day"] > pd.Timestamp(as_of)]
    return days.groupby("project_key")["day"].min()


def _spent(gate: np.datetime64, as_of: date, finish: np.datetime64, starts: list[date]) -> NDArray[np.float64]:
    if np.isnat(gate):
        return np.full(len(starts), np.nan)
    ends = None if np.isnat(finish) else finish.astype("datetime64[D]").item()
    return fiscal_years.spent_by(gate.astype("datetime64[D]").item(), as_of, ends, starts)
