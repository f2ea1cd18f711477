"""For how long each project has reported the same status, and how far its forecast moved meanwhile."""

from __future__ import annotations

import pandas as pd

from models.history import days_between

COLUMNS = ("status_since", "status_reports", "status_changed", "moves_since", "moved_since_days")


def since_last_change(reports: pd.DataFrame) -> pd.DataFrame:
    """Return, per project, its newest reported status: since when it stands, and what the forecast did meanwhile.

    Parameters
    ----------
    reports : DataFrame
        Fresh reports: ``project_key``, ``as_of``, ``forecast_finish`` (dates, the second may be missing) and ``said``
        (status 1 to 5, missing where a report names none). A report without a status does not end a status.

    Returns
    -------
    DataFrame
        By project key, of the projects that ever reported a status: ``status_since`` (date of the first report that
        named it), ``status_reports`` (how many reports in a row named it), ``status_changed`` (whether another stood
        before), ``moves_since`` (how often the forecast moved later since then) and ``moved_since_days`` (how far it
        moved in all, negative: earlier; missing without a forecast then and now).
    """
    ordered = reports.sort_values(["project_key", "as_of"], kind="stable")
    rated = ordered[ordered["said"].notna()]
    if rated.empty:
        return pd.DataFrame({name: [] for name in COLUMNS}, index=pd.Index([], name="project_key"))
    new = rated["project_key"] != rated["project_key"].shift()
    begins = rated[new | (rated["said"] != rated["said"].shift())]
    run = begins.groupby("project_key", sort=True).agg(status_since=("as_of", "last"), runs=("as_of", "size"))
    started = rated["project_key"].map(run["status_since"])
    run["status_reports"] = (rated["as_of"] >= started).groupby(rated["project_key"]).sum()
    return run.assign(status_changed=run["runs"] > 1).join(_moves(ordered, run["status_since"]))[list(COLUMNS)]


def _moves(ordered: pd.DataFrame, since: pd.Series) -> pd.DataFrame:
    """Return how often and how far the forecasts moved since a date per project."""
    inside = ordered[ordered["as_of"] >= ordered["project_key"].map(since)]
    # A report without a forecast leaves the last one standing.
    finish = inside.groupby("project_key")["forecast_finish"].ffill()
    same = inside["project_key"] == inside["project_key"].shift()
    later = days_between(finish, finish.shift().where(same)) > 0
    by_project = finish.groupby(inside["project_key"])
    return pd.DataFrame(
        {
            "moves_since": later.groupby(inside["project_key"]).sum(),
            "moved_since_days": days_between(by_project.last(), by_project.first()),
        }
    )
