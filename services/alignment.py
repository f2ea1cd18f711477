"""Alignment: objectives with their points, impact ratings, strategic value, and where the money goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from data_access.schema import REGISTERS
from models import strategic_value
from models.strategic_value import NO_OBJECTIVE, NOT_RATED, RATING_SCALE
from services import edits, states
from services.access import Actor, Scope
from services.errors import Explained
from services.portrait import Filters, filtered

COLUMNS: Final = (
    "name",
    "department",
    "programme",
    "category",
    "location",
    "phase",
    "investment_class",
    "approved_budget",
    "forecast_cost",
    "actual_cost",
)
BY: Final = ("category", "department", "programme", "phase", "location", "investment_class")
MOST_POINTS = 100.0


@dataclass(frozen=True)
class Alignment:
    """One date's objectives, ratings and what follows from them.

    Attributes
    ----------
    objectives
        objective_key, name, statement, owner, points (0 where none are given), given (whether they are), share (of all
        points; 0 where nobody has any), in the order of their points.
    projects
        Live projects, and proposed ones where asked, after the filters, by strategic value: project_key, name,
        department, category, live, cost_to_go, rank, and the columns of `strategic_value.scores` (NaN and no rank
        without any points).
    ratings
        project_key by objective_key: words of the scale, None where not rated; rows as ``projects``.
    money
        Per objective key, and for NO_OBJECTIVE and NOT_RATED: importance, cost, cost_share of live projects.
    known_cost, live
        How many live projects have a cost to go, of how many.
    objectives_date, impacts_date
        The newest date of each register, None where it is empty.
    """

    as_of: date
    objectives: pd.DataFrame
    projects: pd.DataFrame
    ratings: pd.DataFrame
    money: pd.DataFrame
    known_cost: int
    live: int
    objectives_date: date | None
    impacts_date: date | None

    @property
    def weighted(self) -> bool:
        """Whether any objective has points, without which nothing has a strategic value."""
        return bool((self.objectives["points"] > 0).any())


def read(scope: Scope, as_of: date, filters: Filters = (), proposed: bool = False) -> Alignment:
    """Return the alignment of a portfolio at a date, of live projects or also of proposed ones."""
    objectives = _objectives(states.register(scope, "objectives", as_of))
    impacts = states.register(scope, "impacts", as_of, ["project_key", "objective_key", "rating"])
    state = filtered(states.projects(scope, as_of, COLUMNS), impacts, filters)
    chosen = state[state["candidate"] if proposed else state["live"]]
    ratings = _ratings(chosen["project_key"], objectives["objective_key"], impacts)
    projects = _ranked(chosen, objectives, ratings)
    live = chosen[chosen["live"]].set_index("project_key")
    return Alignment(
        as_of=as_of,
        objectives=objectives,
        projects=projects,
        ratings=ratings.reindex(projects["project_key"]),
        money=_money(objectives, ratings, live["cost_to_go"]),
        known_cost=int(live["cost_to_go"].notna().sum()),
        live=len(live),
        objectives_date=states.register_date(scope, "objectives", as_of),
        impacts_date=states.register_date(scope, "impacts", as_of),
    )


def set_points(actor: Actor, scope: Scope, as_of: date, points: Mapping[str, float]) -> int:
    """Give objectives their points, 0 to 100; return how many change."""
    known = _names(scope, as_of)
    for key, given in points.items():
        _known_objective(key, known)
        _check_points(given)
    rows = [{"objective_key": key, "weight": float(given)} for key, given in points.items()]
    return edits.edit_rows(actor, scope, "objectives", as_of, rows)


def add_objective(
    actor: Actor, scope: Scope, as_of: date, name: str, statement: str = "", owner: str = "", points: float = 0.0
) -> str:
    """Store a new objective and return its key."""
    known = _names(scope, as_of)
    if not name.strip():
        raise Explained("The objective has no name.", repair="Give it the few words people use for it.")
    if name.strip().casefold() in {other.casefold() for other in known.values()}:
        raise Explained(
            f'There is an objective "{name.strip()}" already.', repair="Change that one, or take another name."
        )
    _check_points(points)
    number = next(n for n in range(1, len(known) + 2) if f"O{n}" not in known)
    row = {"objective_key": f"O{number}", "name": name, "statement": statement, "owner": owner, "weight": points}
    edits.edit_rows(actor, scope, "objectives", as_of, [row])
    return f"O{number}"


def change_objective(
    actor: Actor, scope: Scope, as_of: date, key: str, *, name: str, statement: str = "", owner: str = ""
) -> int:
    """Rename or describe an objective; return 1 where that changes anything."""
    _known_objective(key, _names(scope, as_of))
    if not name.strip():
        raise Explained("The objective has no name.", repair="Give it the few words people use for it.")
    row = {"objective_key": key, "name": name, "statement": statement, "owner": owner}
    return edits.edit_rows(actor, scope, "objectives", as_of, [row])


def remove_objective(actor: Actor, scope: Scope, as_of: date, key: str) -> int:
    """Take an objective out from a date on; its ratings stay stored and count no more."""
    _known_objective(key, _names(scope, as_of))
    return edits.edit_rows(actor, scope, "objectives", as_of, [{"objective_key": key}], removed=True)


def rate(actor: Actor, scope: Scope, as_of: date, ratings: Sequence[tuple[str, str, str | None]]) -> int:
    """Set ratings given as (project, objective, word of the scale; None for not rated); return how many change."""
    objectives = _names(scope, as_of)
    projects = set(states.projects(scope, as_of, [])["project_key"])
    for project, objective, word in ratings:
        _known_objective(objective, objectives)
        if project not in projects:
            raise Explained(f'There is no project "{project}" at this date.')
        _check_word(word)
    rows = [{"project_key": p, "objective_key": o, "rating": word} for p, o, word in ratings]
    return edits.edit_rows(actor, scope, "impacts", as_of, rows) if rows else 0


def rate_group(
    actor: Actor,
    scope: Scope,
    as_of: date,
    by: str,
    value: str,
    objective: str,
    word: str | None,
    *,
    only_unrated: bool = True,
) -> int:
    """Give all candidates of one category (or department, ...) one rating; return how many ratings change."""
    if by not in BY:
        raise Explained(f"Projects cannot be rated by {by}.")
    found = read(scope, as_of, ((by, value),), proposed=True)
    if objective not in found.ratings:
        _known_objective(objective, {})
    held = found.ratings[objective]
    keys = held.index[held.isna()] if only_unrated else held.index
    return rate(actor, scope, as_of, [(str(key), objective, word) for key in keys])


def groups(scope: Scope, as_of: date) -> dict[str, list[str]]:
    """Return what candidates can be rated by: each dimension that is filled, with its values."""
    state = states.projects(scope, as_of, COLUMNS)
    state = state[state["candidate"]]
    found = {name: sorted(map(str, state[name].dropna().unique())) for name in BY}
    return {name: values for name, values in found.items() if values}


def template_columns() -> list[str]:
    """Return what a file of objectives may hold, in words."""
    return [field.title for field in REGISTERS["objectives"].fields]


def _objectives(register: pd.DataFrame) -> pd.DataFrame:
    points = register["weight"].astype(float)
    filled = points.fillna(0.0).clip(lower=0.0)
    total = float(filled.sum())
    found = register[["objective_key", "name", "statement", "owner"]].assign(
        points=filled, given=points.notna(), share=filled / total if total > 0 else 0.0
    )
    return found.sort_values(["points", "name"], ascending=[False, True], kind="stable").reset_index(drop=True)


def _ratings(projects: pd.Series, objectives: pd.Series, impacts: pd.DataFrame) -> pd.DataFrame:
    """Return the words by project and objective; None where not rated, or rated for an objective that is gone."""
    kept = impacts[impacts["objective_key"].isin(objectives) & impacts["project_key"].isin(projects)]
    kept = kept.drop_duplicates(["project_key", "objective_key"], keep="last")
    words = kept.pivot(index="project_key", columns="objective_key", values="rating")
    full = words.reindex(index=pd.Index(projects, name="project_key"), columns=list(objectives)).astype(object)
    return full.where(full.notna(), None)


def _ranked(chosen: pd.DataFrame, objectives: pd.DataFrame, ratings: pd.DataFrame) -> pd.DataFrame:
    rows = chosen[["project_key", "name", "department", "category", "live", "cost_to_go"]].reset_index(drop=True)
    weights = objectives.set_index("objective_key")["points"]
    if weights.sum() > 0:
        scored = strategic_value.scores(weights, ratings).reset_index(drop=True)
    else:
        empty = pd.DataFrame(np.nan, index=rows.index, columns=["score", "priority", "highest_score"])
        scored = empty.assign(
            rated=ratings.notna().sum(axis=1).to_numpy(), unrated=ratings.isna().sum(axis=1).to_numpy()
        )
    rows = pd.concat([rows, scored], axis=1)
    rows["rank"] = rows["score"].rank(ascending=False, method="min")
    return rows.sort_values(["score", "name"], ascending=[False, True], na_position="last").reset_index(drop=True)


def _money(objectives: pd.DataFrame, ratings: pd.DataFrame, cost_to_go: pd.Series) -> pd.DataFrame:
    weights = objectives.set_index("objective_key")["points"]
    if not weights.sum() > 0:
        names = [*weights.index, NO_OBJECTIVE, NOT_RATED]
        return pd.DataFrame(np.nan, index=names, columns=["importance", "cost", "cost_share"]).iloc[:0]
    return strategic_value.alignment(weights, ratings, cost_to_go)


def _names(scope: Scope, as_of: date) -> dict[str, str]:
    held = states.register(scope, "objectives", as_of, ["objective_key", "name"])
    return dict(zip(held["objective_key"], held["name"], strict=True))


def _known_objective(key: str, known: Mapping[str, Any]) -> None:
    if key not in known:
        raise Explained(f'There is no objective "{key}" at this date.', repair="Look at the page again.")


def _check_points(given: float) -> None:
    if not 0 <= given <= MOST_POINTS:
        raise Explained(f"{given:g} points cannot be given.", "An objective has 0 to 100 points.")


def _check_word(word: str | None) -> None:
    if word is not None and word not in RATING_SCALE:
        raise Explained(f'"{word}" is not a rating.', f"The scale is {', '.join(RATING_SCALE)}.")
