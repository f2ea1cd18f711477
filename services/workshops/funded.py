"""What a budget funds under the weights and ratings of a workshop: the set that judgments are about."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from models import strategic_value
from models.selection import select
from models.selection_problem import Problem, Selection
from services import portfolio_candidates, portfolio_rules, ratings_counted
from services.access import Scope
from services.candidates import Asked, Candidates, problem
from services.errors import Explained
from services.portfolio_candidates import Valuing

USUAL_SHARE = 0.6
"""Of what is not decided yet, so much is affordable where nobody states a budget."""


@dataclass(frozen=True, eq=False)
class Ground:
    """What a budget chooses from at a date: candidates, the ratings in words, and the total in minor units.

    `impacts` is what each rating counts, 0 to 9, which a measured one does by its value.
    """

    candidates: Candidates
    ratings: pd.DataFrame
    impacts: pd.DataFrame
    total: int
    asked: Asked

    @property
    def open_keys(self) -> tuple[str, ...]:
        """Projects that are not decided already."""
        return tuple(key for key in self.candidates.keys if key not in self.candidates.decided)

    @property
    def cost(self) -> dict[str, int]:
        """Cost of each candidate, in minor units."""
        return dict(zip(self.candidates.keys, self.candidates.cost.sum(axis=1).tolist(), strict=True))


def ground(scope: Scope, as_of: date, total: int | None = None, seconds: float = 1.0) -> Ground:
    """Return what a budget chooses from; the total is a usual one where none is stated.

    Raises Explained where there is nothing to choose.
    """
    funding = portfolio_candidates.read(scope, as_of, Valuing("strategic"))
    found = funding.candidates
    if funding.nothing_to_decide:
        raise Explained(
            "There is no project to choose.",
            "Mandatory, committed and running projects are funded whatever is judged; the others have no cost or "
            "rating.",
            "Rate proposed projects on the page Alignment.",
        )
    cost = found.cost.sum(axis=1)
    above = int(cost[np.isin(found.keys, list(found.decided))].sum())
    usual = above + int(USUAL_SHARE * (int(cost.sum()) - above))
    rules = portfolio_rules.rules(scope, as_of, found.keys)
    asked = Asked(total=usual if total is None else total, rules=rules, seconds=seconds)
    rows = ratings_counted.read(scope, as_of)
    impacts = ratings_counted.wide(rows).reindex(list(found.keys))
    return Ground(found, _ratings(rows, found.keys), impacts, asked.total or 0, asked)


def valued(held: Ground, weights: Mapping[str, float]) -> Candidates:
    """Return the candidates with the value that they have under other weights of the objectives (sum 1)."""
    shares = pd.Series(dict(weights), dtype=float)
    scored = strategic_value.scores(shares, held.impacts.reindex(columns=shares.index))["score"]
    value = scored.reindex(list(held.candidates.keys)).fillna(0.0).to_numpy(dtype=np.float64, copy=True)
    value[np.isin(held.candidates.keys, list(held.candidates.decided))] = 0.0
    return replace(held.candidates, value=value)


def stated(held: Ground, weights: Mapping[str, float]) -> Problem:
    """Return the problem that a budget solves under these weights."""
    return problem(valued(held, weights), held.asked)


def best(held: Ground, weights: Mapping[str, float]) -> Selection:
    """Return the best selection found within the seconds of the ground."""
    return select(stated(held, weights), held.asked.seconds)


def _ratings(rows: pd.DataFrame, keys: tuple[str, ...]) -> pd.DataFrame:
    """Return the words by project and objective, of candidates only."""
    words = rows[rows["rating"].notna()].pivot(index="project_key", columns="objective_key", values="rating")
    return pd.DataFrame(words.reindex(list(keys)))
