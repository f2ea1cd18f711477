"""The figures of one reporting period that the Portfolio page compares and draws over time."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

RATED: Final = {"none": 0, "low": 1, "moderate": 2, "strong": 3, "extreme": 4}
COUNTED: Final = {
    "late": ("forecast_finish", "approved_baseline_finish"),
    "moved": ("forecast_finish",),
    "costed": ("forecast_cost", "approved_budget"),
}
"""What a live project needs to be counted in a figure."""

STRONG, NONE = RATED["strong"], RATED["none"]


def figures(state: pd.DataFrame, red_days: float, first_forecast: pd.Series | None = None) -> dict[str, float | int]:
    """Return counts and sums over the live projects of a state.

    Parameters
    ----------
    state : DataFrame
        live, forecast_finish, approved_baseline_finish, late_days, forecast_cost, approved_budget, cost_to_go,
        project_key.
    red_days : float
        More days than these late, or moved, count as late, or moved.
    first_forecast : Series, optional
        Each project's first forecast finish ever reported, by key; needed only where nobody has a baseline.

    Returns
    -------
    dict
        live; forecast (live with a forecast finish); baselined (of these with an approved finish); late and
        late_money (their forecast cost); moved and moved_money (against the first forecast seen); costed (with
        forecast cost and approved budget), forecast_cost and approved_budget of these; to_go (cost to go).
    """
    live = state[state["live"].astype(bool)]
    dated = live["forecast_finish"].notna()
    based = dated & live["approved_baseline_finish"].notna()
    late = based & (live["late_days"] > red_days)
    both = live["forecast_cost"].notna() & live["approved_budget"].notna()
    found: dict[str, float | int] = {
        "live": len(live),
        "forecast": int(dated.sum()),
        "baselined": int(based.sum()),
        "late": int(late.sum()),
        "late_money": float(live.loc[late, "forecast_cost"].sum()),
        "costed": int(both.sum()),
        "forecast_cost": float(live.loc[both, "forecast_cost"].sum()),
        "approved_budget": float(live.loc[both, "approved_budget"].sum()),
        "to_go": float(live["cost_to_go"].sum()),
    }
    if first_forecast is not None:
        first = first_forecast.reindex(live["project_key"]).set_axis(live.index)
        moved = (live["forecast_finish"] - first).dt.days > red_days
        found |= {"moved": int(moved.sum()), "moved_money": float(live.loc[moved, "forecast_cost"].sum())}
    return found


def alike(
    now: pd.DataFrame, then: pd.DataFrame, red_days: float, first_forecast: pd.Series | None = None
) -> dict[str, tuple[dict[str, float | int], dict[str, float | int]]]:
    """Return the figures of two states over the same projects, as (now, then) for each figure that is compared.

    late holds the projects live at both dates with a forecast and an approved finish at both, moved those with a
    forecast at both, costed those with forecast cost and approved budget at both: a base that changed is no news of
    the projects in it.
    """
    return {
        name: (
            figures(now[now["project_key"].map(both.__contains__).astype(bool)], red_days, first_forecast),
            figures(then[then["project_key"].map(both.__contains__).astype(bool)], red_days, first_forecast),
        )
        for name, columns in COUNTED.items()
        for both in [_countable(now, columns) & _countable(then, columns)]
    }


def _countable(state: pd.DataFrame, columns: tuple[str, ...]) -> set[str]:
    known = state["live"].astype(bool) & state[list(columns)].notna().all(axis=1)
    return set(state.loc[known, "project_key"])


def standing(keys: pd.Series, impacts: pd.DataFrame, weights: pd.Series, most: int) -> pd.DataFrame:
    """Return how each project stands to the objectives, aligned with `keys`.

    Parameters
    ----------
    impacts : DataFrame
        project_key, objective_key, rating.
    weights : Series
        Points by objective key; the `most` heaviest are the top objectives.

    Returns
    -------
    DataFrame
        on_top (rated strong or more for a top objective), on_none (rated, and none on each objective rated),
        unrated. Without any weight no objective is a top one.
    """
    top = heaviest(weights, most)
    step = impacts["rating"].map(RATED)
    rated = impacts[step.notna()].assign(step=step.dropna())
    highest = rated.groupby("project_key")["step"].max()
    on_top = rated.loc[rated["objective_key"].isin(top) & (rated["step"] >= STRONG), "project_key"]
    best = keys.map(highest)
    return pd.DataFrame(
        {"on_top": keys.isin(set(on_top)), "on_none": best.eq(NONE), "unrated": best.isna()},
        index=keys.index,
    )


def heaviest(weights: pd.Series, most: int) -> set[str]:
    """Return the keys of the `most` heaviest objectives that have any points.

    >>> sorted(heaviest(pd.Series({"a": 50.0, "b": 0.0, "c": 30.0, "d": 20.0}), 2))
    ['a', 'c']
    """
    known = weights.dropna()
    return set(known[known > 0].sort_values(ascending=False, kind="stable").index[: int(most)])


def money_by_standing(to_go: pd.Series, stands: pd.DataFrame) -> dict[str, float]:
    """Return the cost to go on the top objectives, on none of them all, and of projects not rated."""
    return {
        "top_money": float(to_go[stands["on_top"]].sum()),
        "none_money": float(to_go[stands["on_none"]].sum()),
        "unrated_money": float(to_go[stands["unrated"]].sum()),
    }


def waiting(decisions: pd.DataFrame, as_of: pd.Timestamp) -> dict[str, Any]:
    """Return how many decisions wait at a date, and for how many days the oldest does (None where none is dated)."""
    open_now = decisions["taken"].isna() | (decisions["taken"] > as_of)
    asked = decisions.loc[open_now & ~(decisions["asked"] > as_of), "asked"]
    oldest = asked.min()
    return {"waiting": len(asked), "oldest_days": None if pd.isna(oldest) else int((as_of - oldest).days)}


def method(version: int, thresholds: Mapping[str, Any]) -> str:
    """Return the name under which figures are stored: a new version or other thresholds make new figures."""
    return f"{version}/{float(thresholds['schedule_red_days']):g}/{int(thresholds['top_objectives'])}"
