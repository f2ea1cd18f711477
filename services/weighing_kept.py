"""Weighings saved: the points that judgments led to, with the judgments, so that they can be looked at again."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from services import alignment_figures, derived, edits, states, weighing
from services.access import Actor, Scope, writing
from services.errors import DatabaseFault, Explained, Moved
from services.restatements import Restatement
from services.rights import Right
from services.seen import looking

LONGEST_REASON: Final = 2000


@dataclass(frozen=True)
class Kept:
    """A weighing as it was saved."""

    id: int
    as_of: date
    group: str
    method: str
    judgments: dict[str, Any]
    result: dict[str, Any]
    reason: str
    made_by: str
    made_at: datetime


def save(
    actor: Actor,
    scope: Scope,
    as_of: date,
    group: str,
    method: weighing.Method,
    judgments: Mapping[str, Any],
    reason: str = "",
    given: Restatement | None = None,
) -> int:
    """Give the members of a group the points that judgments lead to, and keep these; return how many change."""
    if len(reason) > LONGEST_REASON:
        raise Explained("The reason is too long.", f"It may have {LONGEST_REASON:,} characters.", "Shorten it.")
    tree = alignment_figures.tree(states.register(scope, "objectives", as_of))
    members = weighing.groups(tree).get(group)
    if method not in weighing.METHODS or members is None:
        raise Explained("There is nothing to weigh here.", "A group needs two objectives or more.")
    weighed = weighing.found(method, members, judgments)
    given_points = weighing.points(tree, group, weighed.weights)
    rows = [{"objective_key": key, "weight": each} for key, each in given_points.items()]
    with writing(actor, scope, Right.DECIDE) as (work, facts):
        if facts.data_version != scope.data_version:
            raise Moved("The data changed meanwhile; nothing was saved.", repair="Look at it again, then save.")
        changed, snapshot = edits.edited(work, facts, actor, "objectives", as_of, rows, restatement=given)
        told = {"weights": weighed.weights, "points": given_points, **weighed.told}
        values = {"group_key": group, "method": method, "judgments": dict(judgments), "result": told}
        work.weighings.add(facts.id, actor.name, as_of, {**values, "reason": reason.strip(), "snapshot_id": snapshot})
        work.journal.record(
            facts.id, actor.name, "objectives weighed", f"{method} as of {as_of.isoformat()}", after=told
        )
    if changed:
        try:
            derived.refresh_and_train(actor, scope.portfolio)
        except DatabaseFault:
            logging.getLogger(__name__).warning("The figures of %s are still to be worked out.", scope.portfolio)
    return changed


def kept(scope: Scope, as_of: date) -> list[Kept]:
    """Return the weighings saved as of a date or earlier, the newest first."""
    with looking(scope) as (work, facts):
        rows = work.weighings.listing(facts.id, as_of)
    names = ("id", "as_of", "method", "judgments", "result", "reason", "made_by", "made_at")
    return [Kept(group=row["group_key"], **{name: row[name] for name in names}) for row in rows]
