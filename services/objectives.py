"""Objectives: added, described, put into groups, taken out; every edit is a version of its own."""

from collections.abc import Container, Mapping
from datetime import date
from typing import Final

from models import objective_tree
from models.strategic_value import RATING_SCALE
from services import edits, states
from services.access import Actor, Scope
from services.errors import Explained
from services.restatements import Restatement

MOST_POINTS: Final = 100.0
MEANINGS: Final = {word: f"{word}_means" for word in RATING_SCALE}
"""Column of an objective that says in writing what a rating means on it."""


def add(
    actor: Actor,
    scope: Scope,
    as_of: date,
    name: str,
    statement: str = "",
    owner: str = "",
    points: float = 0.0,
    parent: str | None = None,
    given: Restatement | None = None,
    *,
    silencing: bool = False,
) -> str:
    """Store a new objective, within a group where one is named, and return its key.

    `silencing`, here and below, says that ratings of the group may stop counting, see `silenced`.
    """
    held = names(scope, as_of)
    _check_name(name)
    if name.strip().casefold() in {other.casefold() for other in held.values()}:
        raise Explained(
            f'There is an objective "{name.strip()}" already.', repair="Change that one, or take another name."
        )
    check_points(points)
    _check_parent(scope, as_of, None, parent)
    _check_silenced(scope, as_of, parent, held, silencing)
    number = next(n for n in range(1, len(held) + 2) if f"O{n}" not in held)
    row = {"objective_key": f"O{number}", "name": name, "statement": statement, "owner": owner, "parent": parent}
    edits.edit_rows(actor, scope, "objectives", as_of, [{**row, "weight": points}], restatement=given)
    return f"O{number}"


def change(
    actor: Actor,
    scope: Scope,
    as_of: date,
    key: str,
    *,
    name: str,
    statement: str = "",
    owner: str = "",
    parent: str | None = None,
    given: Restatement | None = None,
    silencing: bool = False,
) -> int:
    """Rename or describe an objective, or put it into a group (None: at the top); return 1 where anything changes."""
    held = names(scope, as_of)
    check_known(key, held)
    _check_name(name)
    _check_parent(scope, as_of, key, parent)
    _check_silenced(scope, as_of, parent, held, silencing)
    row = {"objective_key": key, "name": name, "statement": statement, "owner": owner, "parent": parent}
    return edits.edit_rows(actor, scope, "objectives", as_of, [row], restatement=given)


def describe_ratings(
    actor: Actor, scope: Scope, as_of: date, key: str, meanings: Mapping[str, str], given: Restatement | None = None
) -> int:
    """Say in writing what each rating means on an objective, by word of the scale; return 1 where anything changes."""
    check_known(key, names(scope, as_of))
    if unknown := set(meanings) - set(MEANINGS):
        raise Explained(f'"{unknown.pop()}" is not a rating.', f"The scale is {', '.join(RATING_SCALE)}.")
    row = {"objective_key": key} | {MEANINGS[word]: told for word, told in meanings.items()}
    return edits.edit_rows(actor, scope, "objectives", as_of, [row], restatement=given)


def remove(actor: Actor, scope: Scope, as_of: date, key: str, given: Restatement | None = None) -> int:
    """Take an objective out from a date on; its ratings stay stored and count no more.

    What stood below a group then stands at the top.
    """
    check_known(key, names(scope, as_of))
    rows = [{"objective_key": key}]
    return edits.edit_rows(actor, scope, "objectives", as_of, rows, removed=True, restatement=given)


def names(scope: Scope, as_of: date) -> dict[str, str]:
    """Return the names of the objectives at a date by their keys, groups included."""
    held = states.register(scope, "objectives", as_of, ["objective_key", "name"])
    return dict(zip(held["objective_key"], held["name"], strict=True))


def silenced(scope: Scope, as_of: date, parent: str | None) -> int:
    """Return how many live or proposed projects are rated on an objective that has no parts yet.

    A group is never counted beside its members, so a first part below it stops these ratings from counting.
    """
    rows = states.register(scope, "objectives", as_of, ["objective_key", "parent"])
    if parent is None or parent in set(rows["parent"]):
        return 0
    state = states.projects(scope, as_of, [])
    rated = states.register(scope, "impacts", as_of, ["project_key", "objective_key", "rating"])
    here = rated["objective_key"].eq(parent) & rated["rating"].isin(list(RATING_SCALE))
    return int(state.loc[state["candidate"], "project_key"].isin(rated.loc[here, "project_key"]).sum())


def check_known(key: str, known: Container[str]) -> None:
    """Refuse the key of an objective that is not there."""
    if key not in known:
        raise Explained(f'There is no objective "{key}" at this date.', repair="Look at the page again.")


def check_points(given: float) -> None:
    """Refuse points outside 0 to 100."""
    if not 0 <= given <= MOST_POINTS:
        raise Explained(f"{given:g} points cannot be given.", "An objective has 0 to 100 points.")


def _check_name(name: str) -> None:
    if not name.strip():
        raise Explained("The objective has no name.", repair="Give it the few words people use for it.")


def _check_parent(scope: Scope, as_of: date, key: str | None, parent: str | None) -> None:
    """Refuse a group that is not there, or that stands below the objective itself."""
    if parent is None:
        return
    rows = states.register(scope, "objectives", as_of, ["objective_key", "parent"])
    check_known(parent, set(rows["objective_key"]))
    if key is not None and parent in objective_tree.below(rows, key):
        raise Explained(
            "An objective cannot stand below itself.", repair="Choose a group that is not part of this objective."
        )


def _check_silenced(scope: Scope, as_of: date, parent: str | None, held: Mapping[str, str], agreed: bool) -> None:
    """Refuse a first part below a rated objective where nobody agreed that its ratings stop counting."""
    if parent is None or agreed or not (many := silenced(scope, as_of, parent)):
        return
    rated = "1 project is" if many == 1 else f"{many} projects are"
    raise Explained(
        f'{rated} rated on "{held[parent]}".',
        "A group is never counted beside its parts, so these ratings would stop counting.",
        "Say that they may, or choose another place.",
    )
