"""What follows from objectives and ratings: shares, the ranking of projects, and where the money goes."""

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from models import objective_tree, strategic_value
from models.strategic_value import NO_OBJECTIVE, NOT_RATED
from services.objectives import MEANINGS

WORDS: Final = ("name", "statement", "owner", *MEANINGS.values())


def tree(register: pd.DataFrame) -> pd.DataFrame:
    """Return all objectives depth first as `objective_tree.weighed` gives them, with name, statement, owner, meanings.

    Groups are among them; what they weigh is what stands below them.
    """
    rows = register.drop_duplicates("objective_key")
    weighed = objective_tree.weighed(rows)
    words = rows.set_index("objective_key")[list(WORDS)].reindex(weighed["objective_key"])
    return weighed.assign(**{name: words[name].to_numpy() for name in WORDS})


def shares(tree: pd.DataFrame, points: Mapping[str, float]) -> pd.Series:
    """Return the share of all that each objective would have with other points given to some, by key."""
    rows = tree[["objective_key", "name", "parent"]].assign(weight=tree["own"].where(tree["given"]))
    rows["weight"] = rows["objective_key"].map(points).fillna(rows["weight"])
    return objective_tree.weighed(rows).set_index("objective_key")["share"]


def objectives(tree: pd.DataFrame) -> pd.DataFrame:
    """Return the objectives that projects serve, without groups, by their points, with the share of all of each."""
    leaves = tree[tree["leaf"]]
    found = leaves[["objective_key", *WORDS, "parent", "points", "given", "share"]]
    return found.sort_values(["points", "name"], ascending=[False, True], kind="stable").reset_index(drop=True)


def ratings(projects: pd.Series, objectives: pd.Series, impacts: pd.DataFrame) -> pd.DataFrame:
    """Return the words by project and objective; None where not rated, or rated for an objective that is gone."""
    full = _wide(projects, objectives, impacts, "rating").astype(object)
    return full.where(full.notna(), None)


def counted(projects: pd.Series, objectives: pd.Series, impacts: pd.DataFrame) -> pd.DataFrame:
    """Return what each of these ratings counts, 0 to 9; `impacts` as `ratings_counted.counted` gives them."""
    return _wide(projects, objectives, impacts, "impact").astype(float)


def ranked(chosen: pd.DataFrame, objectives: pd.DataFrame, impacts: pd.DataFrame) -> pd.DataFrame:
    """Return the projects by strategic value; no value and no rank without any points."""
    rows = chosen[["project_key", "name", "department", "category", "live", "cost_to_go"]].reset_index(drop=True)
    weights = objectives.set_index("objective_key")["points"]
    if weights.sum() > 0:
        scored = strategic_value.scores(weights, impacts).reset_index(drop=True)
    else:
        empty = pd.DataFrame(np.nan, index=rows.index, columns=["score", "priority", "highest_score"])
        scored = empty.assign(
            rated=impacts.notna().sum(axis=1).to_numpy(), unrated=impacts.isna().sum(axis=1).to_numpy()
        )
    rows = pd.concat([rows, scored], axis=1)
    rows["rank"] = rows["score"].rank(ascending=False, method="min")
    return rows.sort_values(["score", "name"], ascending=[False, True], na_position="last").reset_index(drop=True)


def money(objectives: pd.DataFrame, impacts: pd.DataFrame, cost_to_go: pd.Series) -> pd.DataFrame:
    """Return importance and money of each objective; no rows without any points."""
    weights = objectives.set_index("objective_key")["points"]
    if not weights.sum() > 0:
        names = [*weights.index, NO_OBJECTIVE, NOT_RATED]
        return pd.DataFrame(np.nan, index=names, columns=["importance", "cost", "cost_share"]).iloc[:0]
    return strategic_value.alignment(weights, impacts, cost_to_go)


def _wide(projects: pd.Series, objectives: pd.Series, impacts: pd.DataFrame, column: str) -> pd.DataFrame:
    kept = impacts[impacts["objective_key"].isin(objectives) & impacts["project_key"].isin(projects)]
    kept = kept.drop_duplicates(["project_key", "objective_key"], keep="last")
    found = kept.pivot(index="project_key", columns="objective_key", values=column)
    return found.reindex(index=pd.Index(projects, name="project_key"), columns=list(objectives))
