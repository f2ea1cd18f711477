"""The terms of the house: live, late, moved, cost to go, as columns of numbers."""

import numpy as np
import pandas as pd

FINISHED = ("completed", "cancelled")
CANDIDATE = ("proposed", "active", "on hold")
COST_TO_GO_RULES = {
    "": "not known: no forecast cost and no approved budget",
    "eac-ac": "forecast cost less actual cost",
    "eac": "forecast cost, as no actual cost is reported",
    "budget-ac": "approved budget less actual cost, as no forecast cost is reported",
    "budget": "approved budget, as neither forecast nor actual cost is reported",
}


def status(state: pd.DataFrame) -> pd.Series:
    """Return each project's status; no status counts as active, as pages say."""
    return state["status"].where(state["status"].notna(), "active")


def is_summary(state: pd.DataFrame) -> pd.Series:
    """Return which rows sum others (they are some row's parent) and so are never totalled."""
    return state["project_key"].isin(set(state["parent_key"].dropna()))


def is_live(state: pd.DataFrame) -> pd.Series:
    """Return which rows are projects at work: active or on hold, and not a sum of others."""
    return status(state).isin(["active", "on hold"]) & ~is_summary(state)


def is_candidate(state: pd.DataFrame) -> pd.Series:
    """Return which rows a budget can choose: proposed, active or on hold, and not a sum of others."""
    return status(state).isin(CANDIDATE) & ~is_summary(state)


def days_between(later: pd.Series, earlier: pd.Series) -> pd.Series:
    """Return later minus earlier in days, NaN where either is unknown."""
    return (later - earlier).dt.days.astype(float)


def late_days(state: pd.DataFrame) -> pd.Series:
    """Return forecast finish minus approved baseline finish in days; NaN without a baseline: then nothing is late."""
    return days_between(state["forecast_finish"], state["approved_baseline_finish"])


def moved_days(now: pd.DataFrame, then: pd.DataFrame) -> pd.Series:
    """Return how many days each forecast finish moved between two states, indexed like `now`.

    Rows carried forward in `now` do not move: they are no fresh evidence. NaN where the project or its
    forecast is missing in either state.
    """
    earlier = then.drop_duplicates("project_key").set_index("project_key")["forecast_finish"]
    moved = days_between(now["forecast_finish"], now["project_key"].map(earlier))
    return moved.where(~now["carried"], moved * 0)


def cost_to_go(state: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return cost to go in currency units, never below 0, and the name of the rule used for each project.

    Forecast cost less actual cost; forecast cost where the actual is missing; the approved budget in place of a
    missing forecast cost. NaN and an empty rule where neither is known: such a project is never free.
    """
    base = state["forecast_cost"].where(state["forecast_cost"].notna(), state["approved_budget"])
    spent = state["actual_cost"]
    rule = pd.Series(np.where(state["forecast_cost"].notna(), "eac", "budget"), index=state.index, dtype=object)
    rule = (rule + np.where(spent.notna(), "-ac", "")).where(base.notna(), "")
    return (base - spent.fillna(0)).clip(lower=0), rule
