"""Ways to go on with one project, each with its cost by period and the share of the whole value it brings."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models.fiscal_years import later

Cost = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Option:
    """One way to go on.

    Attributes
    ----------
    name : str
        "continue", "stage", "reduce", "pause", "stop"; "whole" or "part75" for new work; with "later1", "later2" for a
        start one or two years later.
    kept : array of int64, shape (p,)
        What is spent of each period's cost to go, before a later start moves it.
    worth : float
        Share of the project's value, 0 to 1.
    beside : array of int64, shape (p,)
        Cost that is none of the project's cost to go: what stopping or pausing it costs.
    reserved : array of int64, shape (p,)
        Money that is not spent by this choice and would be needed to finish; never part of `cost`.
    years : int
        By how many periods the cost is moved on.
    """

    name: str
    kept: Cost
    worth: float
    beside: Cost
    reserved: Cost
    years: int = 0

    @property
    def cost(self) -> Cost:
        """Cost by period, shape (p,)."""
        return later(self.kept, self.years) + self.beside


def whole(cost: Cost, name: str = "continue") -> Option:
    """Return the option to go on as planned: all cost to go, all value."""
    nothing = np.zeros_like(cost)
    return Option(name, cost, 1.0, nothing, nothing)


def next_stage(cost: Cost, share: NDArray[np.float64], reserve: bool) -> Option:
    """Return the option to release the money up to the next gate.

    Parameters
    ----------
    cost : array of int64, shape (p,)
    share : array of float, shape (p,)
        Of each period's cost, what is spent by the gate.
    reserve : bool
        Whether the rest is set aside too: then the whole value counts, and the whole cost. Otherwise the value counts
        in proportion to the money released, and the rest is told apart.
    """
    released = np.clip(np.ceil(cost * share).astype(np.int64), 0, cost)
    if reserve:
        return replace(whole(cost, "stage"), reserved=cost - released)
    worth = float(released.sum()) / max(float(cost.sum()), 1.0)
    return Option("stage", released, worth, np.zeros_like(cost), cost - released)


def part(cost: Cost, cost_percent: int, value_percent: int, name: str) -> Option:
    """Return the option to spend a stated share of the cost for a stated share of the value; cost is rounded up."""
    kept = -(-cost * cost_percent // 100)
    nothing = np.zeros_like(cost)
    return Option(name, kept, value_percent / 100, nothing, nothing)


def pause(cost: Cost, holding: int) -> Option:
    """Return the option to hold the project for the first period: no value, and all of its cost comes later.

    What it then costs is reserved, not spent: going on is decided again.
    """
    beside = np.zeros_like(cost)
    beside[0] = holding
    return Option("pause", np.zeros_like(cost), 0.0, beside, later(cost, 1))


def stop(cost: Cost, exit_cost: int) -> Option:
    """Return the option to end the project now: what that costs falls into the first period."""
    beside = np.zeros_like(cost)
    beside[0] = exit_cost
    return Option("stop", np.zeros_like(cost), 0.0, beside, np.zeros_like(cost))


def none(cost: Cost) -> Option:
    """Return the option to give no money to work that has not begun."""
    return replace(stop(cost, 0), name="none")


def started_later(option: Option, years: int, yearly_loss_percent: int = 0) -> Option:
    """Return an option with its start moved by so many periods; each may lose a stated share of the value.

    >>> one = started_later(whole(np.array([5, 3, 0]), "whole"), 1, 10)
    >>> one.name, one.cost.tolist(), one.worth
    ('wholelater1', [0, 5, 3], 0.9)
    """
    kept = 1 - yearly_loss_percent * years / 100
    return replace(option, name=f"{option.name}later{years}", years=years, worth=option.worth * max(kept, 0.0))


def share_kept(option: Option, cost: Cost) -> NDArray[np.float64]:
    """Return which share of what the project takes in each period the option takes, before a later start moves it.

    In periods without cost it is the share of the whole.
    """
    usual = float(option.kept.sum()) / max(float(cost.sum()), 1.0)
    return np.asarray(np.divide(option.kept, cost, out=np.full(cost.shape, usual), where=cost > 0), dtype=np.float64)
