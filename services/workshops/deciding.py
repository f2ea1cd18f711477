"""The vote advises, the committee decides: taking a result over into the objectives, and doing a workshop again."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from services import alignment, derived, edits
from services.access import Actor, Scope, writing
from services.errors import DatabaseFault, Explained
from services.restatements import Restatement
from services.rights import Right
from services.workshops.making import held, moved, subject
from services.workshops.terms import ACCEPTED, CLOSED, topic

EXACT: Final = 0.05
"""Points that differ by no more than this are those that were found."""


def points_found(weights: Mapping[str, float]) -> dict[str, float]:
    """Return the points, out of 100 and at one decimal, that stand for weights."""
    return {key: round(100 * weight, 1) for key, weight in weights.items()}


@dataclass(frozen=True)
class Decided:
    """What a decision writes: the register, its rows, and what is noted of it (departures among it)."""

    register: str
    rows: list[dict[str, Any]]
    told: dict[str, Any]


def decide(
    actor: Actor,
    scope: Scope,
    number: int,
    seen: int,
    as_of: date,
    decided_by: str,
    write: Callable[[dict[str, Any]], Decided],
    restatement: Restatement | None = None,
) -> int:
    """Take the result of a closed workshop over from a date on, as somebody decided; return how many rows change.

    `write` says from the stored workshop what is written. Nothing of a practice is accepted. A date that is published,
    or rests on one, takes a restatement.
    """
    if not decided_by.strip():
        raise Explained("Nobody is named who decided.", "The vote advises; somebody decides.", "Name them.")
    with writing(actor, scope, Right.DECIDE) as (work, facts):
        row = held(work, facts, number)
        if row["version"] != seen:
            raise moved()
        if row["stage"] != CLOSED or row["practice"] or not _has_result(row["result"]):
            raise Explained("This workshop has no result that could be accepted.")
        decided = write(row)
        changed, snapshot = edits.edited(
            work, facts, actor, decided.register, as_of, decided.rows, restatement=restatement
        )
        noted = {"by": decided_by.strip(), "noted_by": actor.name, "as_of": as_of.isoformat(), "snapshot": snapshot}
        decision = {**noted, "at": datetime.now(UTC).isoformat(timespec="seconds"), **decided.told}
        if not work.workshops.change(number, seen, {"stage": ACCEPTED, "decision": decision}):
            raise moved()
        told = {"by": noted["by"], **decided.told}
        work.journal.record(facts.id, actor.name, "workshop accepted", subject(row), after=told)
        work.live.announce(topic(number, "step"))
    if changed:
        try:
            derived.refresh_and_train(actor, scope.portfolio)
        except DatabaseFault:
            logging.getLogger(__name__).warning("The figures of %s are still to be worked out.", scope.portfolio)
    return changed


def accept_weights(
    actor: Actor,
    scope: Scope,
    number: int,
    seen: int,
    as_of: date,
    decided_by: str,
    points: Mapping[str, float],
    reasons: Mapping[str, str],
    restatement: Restatement | None = None,
) -> int:
    """Give the objectives the points that were decided, from a date on; return how many change.

    Points that depart from what the workshop found need a reason each. Groups of objectives weigh what their parts do.
    """

    tree = alignment.read(scope, as_of).tree
    groups = tree.loc[~tree["leaf"] & tree["given"], "objective_key"].tolist()

    def write(row: dict[str, Any]) -> Decided:
        if row["kind"] != "weights":
            raise Explained("This workshop was not about weights.")
        found = points_found(row["result"]["weights"])
        _refuse_gone(row["frame"]["objectives"], set(tree["objective_key"]))
        departures = _departures(row["frame"]["objectives"], found, points, reasons)
        rows = [{"objective_key": key, "weight": float(points[key])} for key in found]
        # A group with points of its own would share them out over its parts in place of what was found.
        rows += [{"objective_key": key, "weight": None} for key in groups]
        return Decided("objectives", rows, {"points": dict(points), "departures": departures})

    return decide(actor, scope, number, seen, as_of, decided_by, write, restatement)


def _has_result(result: Mapping[str, Any] | None) -> bool:
    return bool(result and (result.get("weights") or result.get("ratings")))


def _refuse_gone(objectives: list[dict[str, str]], present: set[str]) -> None:
    """Refuse a decision about objectives that are no longer there."""
    if gone := [each["name"] for each in objectives if each["key"] not in present]:
        raise Explained(
            f"{gone[0]} is no objective any more at this date.",
            "The workshop weighed it against the others.",
            "Choose an earlier date, bring it back on Alignment, or hold the workshop again.",
        )


def _departures(
    objectives: list[dict[str, str]],
    found: Mapping[str, float],
    points: Mapping[str, float],
    reasons: Mapping[str, str],
) -> list[dict[str, object]]:
    """Return what was decided otherwise than found, with the reasons; raises Explained where one lacks."""
    if set(points) != set(found):
        raise Explained("Every objective of the workshop needs its points.")
    if not sum(points.values()) > 0:
        raise Explained("No objective has any points.", repair="Give at least one of them more than zero.")
    told: list[dict[str, object]] = []
    for each in objectives:
        key = each["key"]
        if not 0 <= points[key] <= 100:
            raise Explained(f"{each['name']} has {points[key]:g} points.", "Points go from 0 to 100.", "Change them.")
        if abs(points[key] - found[key]) <= EXACT:
            continue
        if not (reason := reasons.get(key, "").strip()):
            raise Explained(
                f"{each['name']} gets {points[key]:g} points, and the workshop found {found[key]:g}.",
                "A departure needs a reason; it stands in the minutes.",
                "Write it, or take what was found.",
            )
        told.append({"key": key, "found": found[key], "decided": float(points[key]), "reason": reason})
    return told
