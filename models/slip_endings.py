"""What stood at the end of a past case, beside the furthest forecast on the way that counts as its outcome.

Within twelve months the outcome of a case is the furthest finish forecast on the way (`slip_pairs`): a forecast may
have come back since, and a project may have been completed sooner than ever forecast. This tells what was reported
last.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from models.history import days_between, evidence, is_completed, reported_finish
from models.slip_pairs import horizon_end

COLUMNS: Final = ("end_date", "end_days", "end_completed")


def endings(history: pd.DataFrame, cases: pd.DataFrame) -> pd.DataFrame:
    """Return how each case stood in its last fresh report within the twelve months after it.

    Parameters
    ----------
    history : DataFrame
        As `models.history` describes it.
    cases : DataFrame
        ``project_key`` and ``as_of`` of states that the history holds.

    Returns
    -------
    DataFrame
        On the index of the cases: ``end_date``, the actual finish of a completed project (missing where it reports
        none), else the date of the last report; ``end_days``, by how many days the finish then stood later (negative:
        earlier) than forecast at the case; ``end_completed``, whether the project was completed. Missing (False) where
        nothing was reported.
    """
    keys, dates = cases["project_key"].astype(str), cases["as_of"].astype("datetime64[s]")
    asked = pd.DataFrame({"case": range(len(cases)), "key": keys.to_numpy(), "since": dates.to_numpy()})
    told = evidence(history.loc[history["project_key"].astype(str).isin(set(keys))])
    told = told.assign(key=told["project_key"].astype(str), finish=reported_finish(told), done=is_completed(told))
    both = asked.assign(until=horizon_end(asked["since"])).merge(told, on="key")
    first = both.loc[both["as_of"] == both["since"]].set_index("case")["forecast_finish"]
    after = both.loc[(both["as_of"] > both["since"]) & (both["as_of"] <= both["until"]) & both["finish"].notna()]
    last = after.sort_values("as_of").drop_duplicates("case", keep="last").set_index("case").reindex(asked["case"])
    done = last["done"].eq(True)
    found = pd.DataFrame(
        {
            "end_date": last["actual_finish"].where(done, last["as_of"]),
            "end_days": days_between(last["finish"], first.reindex(last.index)),
            "end_completed": done,
        }
    )
    return found.set_axis(cases.index)
