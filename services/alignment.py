"""Alignment: objectives with their points, impact ratings, strategic value, and where the money goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from data_access.schema import REGISTERS
from models.strategic_value import RATING_SCALE
from services import alignment_figures, edits, objectives, ratings_counted, states
from services.access import Actor, Scope
from services.errors import Explained
from services.portrait import Filters, filtered
from services.restatements import Restatement

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
LONGEST_EVIDENCE: Final = 2000
BY: Final = ("category", "department", "programme", "phase", "location", "investment_class")


@dataclass(frozen=True)
class Alignment:
    """One date's objectives, ratings and what follows from them.

    Attributes
    ----------
    objectives
        objective_key, name, statement, owner, parent, points (what it weighs; 0 where none are given), given (whether
        they are), share (of all points; 0 where nobody has any) and what each rating means, in the order of their
        points. Groups are not among them.
    tree
        All objectives with their groups, see `alignment_figures.tree`.
    projects
        Live projects, and proposed ones where asked, after the filters, by strategic value: project_key, name,
        department, category, live, cost_to_go, rank, and the columns of `strategic_value.scores` (NaN and no rank
        without any points).
    ratings
        project_key by objective_key: words of the scale, None where not rated; rows as ``projects``.
    impacts
        What each of them counts, 0 to 9: that of its word, or the value of what was measured; missing where not rated.
    money
        Per objective key, and for NO_OBJECTIVE and NOT_RATED: importance, cost, cost_share of live projects.
    known_cost, live
        How many live projects have a cost to go, of how many.
    objectives_date, impacts_date
        The newest date of each register, None where it is empty.
    """

    as_of: date
    objectives: pd.DataFrame
    tree: pd.DataFrame
    projects: pd.DataFrame
    ratings: pd.DataFrame
    impacts: pd.DataFrame
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
    tree = alignment_figures.tree(states.register(scope, "objectives", as_of))
    leaves = alignment_figures.objectives(tree)
    impacts = ratings_counted.read(scope, as_of)
    state = filtered(states.projects(scope, as_of, COLUMNS), impacts, filters)
    chosen = state[state["candidate"] if proposed else state["live"]]
    ratings = alignment_figures.ratings(chosen["project_key"], leaves["objective_key"], impacts)
    counted = alignment_figures.counted(chosen["project_key"], leaves["objective_key"], impacts)
    projects = alignment_figures.ranked(chosen, leaves, counted)
    live = chosen[chosen["live"]].set_index("project_key")
    return Alignment(
        as_of=as_of,
        objectives=leaves,
        tree=tree,
        projects=projects,
        ratings=ratings.reindex(projects["project_key"]),
        impacts=counted.reindex(projects["project_key"]),
        money=alignment_figures.money(leaves, counted, live["cost_to_go"]),
        known_cost=int(live["cost_to_go"].notna().sum()),
        live=len(live),
        objectives_date=states.register_date(scope, "objectives", as_of),
        impacts_date=states.register_date(scope, "impacts", as_of),
    )


def set_points(
    actor: Actor, scope: Scope, as_of: date, points: Mapping[str, float], given: Restatement | None = None
) -> int:
    """Give objectives their points, 0 to 100; return how many change.

    `given`, here and below, says why and by whose approval something published changes.
    """
    known = objectives.names(scope, as_of)
    for key, weight in points.items():
        objectives.check_known(key, known)
        objectives.check_points(weight)
    rows = [{"objective_key": key, "weight": float(weight)} for key, weight in points.items()]
    return edits.edit_rows(actor, scope, "objectives", as_of, rows, restatement=given)


def rate(
    actor: Actor,
    scope: Scope,
    as_of: date,
    ratings: Sequence[tuple[str, str, str | None]],
    given: Restatement | None = None,
) -> int:
    """Set ratings given as (project, objective, word of the scale; None for not rated); return how many change."""
    known = objectives.names(scope, as_of)
    projects = set(states.projects(scope, as_of, [])["project_key"])
    for project, objective, word in ratings:
        objectives.check_known(objective, known)
        if project not in projects:
            raise Explained(f'There is no project "{project}" at this date.')
        _check_word(word)
    rows = [{"project_key": p, "objective_key": o, "rating": word} for p, o, word in ratings]
    return edits.edit_rows(actor, scope, "impacts", as_of, rows, restatement=given) if rows else 0


def rate_with_evidence(
    actor: Actor,
    scope: Scope,
    as_of: date,
    project: str,
    objective: str,
    word: str | None,
    evidence: str,
    given: Restatement | None = None,
) -> int:
    """Set one rating with what it rests on; return 1 where anything changes."""
    objectives.check_known(objective, objectives.names(scope, as_of))
    if project not in set(states.projects(scope, as_of, [])["project_key"]):
        raise Explained(f'There is no project "{project}" at this date.')
    _check_word(word)
    if len(evidence) > LONGEST_EVIDENCE:
        raise Explained("The evidence is too long.", f"It may have {LONGEST_EVIDENCE:,} characters.", "Shorten it.")
    row = {"project_key": project, "objective_key": objective, "rating": word, "evidence": evidence}
    return edits.edit_rows(actor, scope, "impacts", as_of, [row], restatement=given)


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
    given: Restatement | None = None,
) -> int:
    """Give all candidates of one category (or department, ...) one rating; return how many ratings change."""
    if by not in BY:
        raise Explained(f"Projects cannot be rated by {by}.")
    found = read(scope, as_of, ((by, value),), proposed=True)
    if objective not in found.ratings:
        objectives.check_known(objective, {})
    held = found.ratings[objective]
    keys = held.index[held.isna()] if only_unrated else held.index
    return rate(actor, scope, as_of, [(str(key), objective, word) for key in keys], given)


def groups(scope: Scope, as_of: date) -> dict[str, list[str]]:
    """Return what candidates can be rated by: each dimension that is filled, with its values."""
    state = states.projects(scope, as_of, COLUMNS)
    state = state[state["candidate"]]
    found = {name: sorted(map(str, state[name].dropna().unique())) for name in BY}
    return {name: values for name, values in found.items() if values}


def template_columns() -> list[str]:
    """Return what a file of objectives may hold, in words."""
    return [field.title for field in REGISTERS["objectives"].fields]


def _check_word(word: str | None) -> None:
    if word is not None and word not in RATING_SCALE:
        raise Explained(f'"{word}" is not a rating.', f"The scale is {', '.join(RATING_SCALE)}.")
