"""What the moves of single forecasts add up to: slips, cost and finishes of the portfolio, by Monte Carlo.

Every draw gives each project a rank in its own distribution of moves (`slip_days`) and in the growth of cost that goes
with such a move (`cost_growth`). Ranks share one common factor (one-factor Gaussian copula; Vasicek 1987), with the
correlation that the past counts of slips speak for (`expected_count.likeliest_correlation`); moves and costs share the
same factor, so that a bad year is bad for both. P80 of a sum is read off the sums, not summed from P80s. The seed is
fixed: the same states give the same figures, and one changed chance changes no other project's draws.

Moves are those of one horizon. Finishes are therefore the forecasts as they would stand at its end, not the last word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import ndtr

from models.cost_growth import CostGrowth
from models.slip_days import DaysForecast

Floats = npt.NDArray[np.float64]
DRAWS: Final = 10_000
SEED: Final = 20190901
AT_ONCE: Final = 500_000
QUARTERS: Final = 12
QUANTILES: Final = (0.1, 0.2, 0.5, 0.8, 0.9)
NO_COST: Final = "no forecast cost"
FEW_COSTS: Final = "too few past costs"


@dataclass(frozen=True)
class Spread:
    """Where a portfolio figure lies over the draws: its mean and the values not exceeded so often."""

    expected: float
    p10: float
    p20: float
    p50: float
    p80: float
    p90: float


@dataclass(frozen=True)
class Simulation:
    """What the draws add up to.

    Attributes
    ----------
    n, left_out
        Projects simulated, and those without a prediction, which take no part.
    draws, correlation
        How many draws, and the correlation of the common factor.
    slips
        Projects whose forecast moves later by more than the days asked; "we expect p10 to p90".
    cost
        Sum of the forecast costs when the outcomes are known; None where ``cost_note`` says why: no project reports a
        forecast cost, or too few past ones did.
    cost_now, costed
        Sum of the forecast costs reported, and how many projects report one; the others take no part in the cost.
    finishes
        Per coming quarter: ``by`` (its last day), ``forecast`` (projects finished by then as forecasts stand now) and
        ``expected, p10, p20, p50, p80, p90`` of the number finished by then; "eight times in ten at least p20".
    finished_cost
        The same of the forecast cost of the projects finished by then; empty where there is no cost.
    """

    n: int
    left_out: int
    draws: int
    correlation: float
    slips: Spread
    cost: Spread | None
    cost_note: str
    cost_now: float
    costed: int
    finishes: pd.DataFrame
    finished_cost: pd.DataFrame


def simulate(
    days: DaysForecast,
    states: pd.DataFrame,
    as_of: pd.Timestamp,
    slip_days: float,
    correlation: float,
    growth: CostGrowth | None = None,
    draws: int = DRAWS,
    quarters: int = QUARTERS,
    seed: int = SEED,
) -> Simulation:
    """Return the slips, cost and finishes that the single forecasts add up to.

    Parameters
    ----------
    days : DaysForecast
        Of the states, in their order.
    states : DataFrame
        ``forecast_finish`` (date) and, where reported, ``forecast_cost`` (money); on the index of ``days``.
    as_of : Timestamp
        Quarters are counted from the one it lies in.
    slip_days : float
        A move later by more than this is a slip.
    correlation : float
        Of the common factor, 0 to 1.
    growth : CostGrowth, optional
        As `cost_growth.fit` learned it; None gives no cost.
    draws, quarters, seed : int
        10,000 draws of 300 projects take less than a second.

    Raises
    ------
    ValueError
        If the correlation is none, there is no draw, or the states are not those of ``days``.
    """
    if not 0 <= correlation <= 1 or draws < 1:
        raise ValueError("A correlation lies between 0 and 1, and there is at least one draw.")
    if not states.index.equals(days.index):
        raise ValueError("The states are not those of the forecast in days.")
    kept = np.asarray(~np.isnan(days.chances).any(axis=1))
    portfolio = _Portfolio(days, states, as_of, slip_days, growth, quarters, kept)
    sums = portfolio.draw(draws, correlation, seed)
    cost = _spread(sums.cost) if portfolio.note == "" else None
    paid = portfolio.costs if cost else None
    return Simulation(
        n=int(kept.sum()),
        left_out=int((~kept).sum()),
        draws=draws,
        correlation=correlation,
        slips=_spread(sums.slips),
        cost=cost,
        cost_note=portfolio.note,
        cost_now=float(portfolio.costs.sum()),
        costed=int((portfolio.costs > 0).sum()),
        finishes=_fan(portfolio, sums.finished, np.ones(int(kept.sum()))),
        finished_cost=_fan(portfolio, sums.paid, paid) if paid is not None else pd.DataFrame(),
    )


@dataclass(frozen=True)
class _Sums:
    """One row per draw: slips and cost (draws,), numbers and costs finished by each quarter (draws, quarters)."""

    slips: Floats
    cost: Floats
    finished: Floats
    paid: Floats


class _Portfolio:
    """The projects that take part, and what a draw of their moves comes to."""

    def __init__(
        self,
        days: DaysForecast,
        states: pd.DataFrame,
        as_of: pd.Timestamp,
        slip_days: float,
        growth: CostGrowth | None,
        quarters: int,
        kept: npt.NDArray[np.bool_],
    ) -> None:
        told = states["forecast_cost"] if "forecast_cost" in states.columns else pd.Series(np.nan, index=states.index)
        cost = pd.to_numeric(told).to_numpy(dtype=np.float64)[kept]
        self.costs = np.where(cost > 0, cost, 0.0)
        self.note = NO_COST if not (cost > 0).any() else FEW_COSTS if growth is None else ""
        self.ends = pd.date_range(pd.Timestamp(as_of), periods=quarters, freq="QE").normalize()
        self._days = DaysForecast(days.chances[kept], days.atoms[kept], days.index[kept])
        self._growth, self._slip_days = growth, slip_days
        finish = pd.to_datetime(states["forecast_finish"]).to_numpy().astype("datetime64[D]")[kept]
        ahead = (self.ends.to_numpy().astype("datetime64[D]")[None] - finish[:, None]).astype(np.float64)
        self.room = np.where(np.isnat(finish)[:, None], -np.inf, ahead)
        """Days by which each finish may still move and lie within each quarter, (projects, quarters)."""

    def draw(self, draws: int, correlation: float, seed: int) -> _Sums:
        """Return the sums of all draws, taken in parts so that memory stays small."""
        random = np.random.default_rng(seed)
        n = len(self.costs)
        at_once = max(AT_ONCE // max(n, 1), 1)
        parts = []
        for at in range(0, draws, at_once):
            parts.append(self._part(random, min(at_once, draws - at), correlation))
        return _Sums(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))

    def _part(self, random: np.random.Generator, draws: int, correlation: float) -> tuple[Floats, ...]:
        n = len(self.costs)
        common = np.sqrt(correlation) * random.standard_normal(draws)

        def ranks() -> Floats:
            return np.asarray(ndtr(common[None] + np.sqrt(1 - correlation) * random.standard_normal((n, draws))))

        moved = self._days.moves_at(ranks())
        slips = (moved > self._slip_days).sum(axis=0).astype(np.float64)
        quarter = self._quarter(moved)
        finished = _by_quarter(quarter, None, len(self.ends))
        if self.note or self._growth is None:
            return slips, np.zeros(draws), finished, np.zeros((draws, 0))
        cost = self.costs[:, None] * self._growth.at(moved, ranks())
        return slips, cost.sum(axis=0), finished, _by_quarter(quarter, cost, len(self.ends))

    def _quarter(self, moved: Floats) -> npt.NDArray[np.int64]:
        """Return the first quarter by whose end each project is finished; the number of quarters where in none."""
        place = np.zeros(moved.shape, dtype=np.int64)
        for at in range(len(self.ends)):
            place += moved > self.room[:, at : at + 1]
        return place


def _by_quarter(quarter: npt.NDArray[np.int64], weights: Floats | None, quarters: int) -> Floats:
    """Return the number (or weight) of projects finished by each quarter; shape (draws, quarters)."""
    draws = quarter.shape[1]
    cell = (np.arange(draws)[None] * (quarters + 1) + quarter).ravel()
    counted = np.bincount(cell, None if weights is None else weights.ravel(), minlength=draws * (quarters + 1))
    return np.asarray(np.cumsum(counted.reshape(draws, quarters + 1)[:, :quarters], axis=1), dtype=np.float64)


def _fan(portfolio: _Portfolio, drawn: Floats, weights: Floats) -> pd.DataFrame:
    now = ((portfolio.room >= 0) * weights[:, None]).sum(axis=0)
    told = [vars(_spread(drawn[:, at])) for at in range(drawn.shape[1])]
    return pd.concat([pd.DataFrame({"by": portfolio.ends, "forecast": now}), pd.DataFrame(told)], axis=1)


def _spread(values: Floats) -> Spread:
    p10, p20, p50, p80, p90 = (float(value) for value in np.quantile(values, QUANTILES, method="inverted_cdf"))
    return Spread(float(values.mean()), p10, p20, p50, p80, p90)
