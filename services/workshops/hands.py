"""What changes hands: the projects that a budget funds otherwise with ratings found, or without one of the voters."""

import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

import numpy as np

from models.selection_problem import Selection
from models.strategic_value import RATING_SCALE
from services import alignment
from services.access import Scope
from services.errors import Explained
from services.seen import looking
from services.workshops import agreement, funded, reading, stakes
from services.workshops.funded import Ground
from services.workshops.reading import Workshop
from services.workshops.stakes import Pair
from services.workshops.terms import LEVELS, SMALLEST_GROUP
from services.workshops.voters import voters

SECONDS: Final = 3.0
"""So long it is tried who of the voters moves money; those who move the weights most are tried first."""
Project = tuple[str, str, int]
"""Key, name and cost in minor units."""


@dataclass(frozen=True)
class Hands:
    """The projects that get money and those that lose it, the dearest first; `money` is the cost of both together."""

    enters: tuple[Project, ...]
    leaves: tuple[Project, ...]
    money: int
    total: int


def at_close(scope: Scope, workshop: Workshop) -> dict[str, Any]:
    """Return what is stored with a result of what changes hands: `hands` of a challenge, `one_apart` of weights."""
    if workshop.kind == "challenge":
        found = of_ratings(scope, workshop)
        return {"hands": None if found is None else asdict(found)}
    return {"one_apart": without_one(scope, workshop)}


def kept(workshop: Workshop) -> Hands | None:
    """Return what changes hands with the ratings found, as stored when a challenge was closed; None where unknown."""
    return _hands((workshop.result or {}).get("hands"))


def _hands(held: Mapping[str, Any] | None) -> Hands | None:
    """Return what changes hands as it was stored."""
    if held is None:
        return None
    enters, leaves = (tuple((key, name, cost) for key, name, cost in held[side]) for side in ("enters", "leaves"))
    return Hands(enters, leaves, held["money"], held["total"])


def decided(workshop: Workshop) -> Hands | None:
    """Return what changes hands with the ratings decided; None before a decision, or where it is unknown.

    As found where nothing departs, else as it was worked out and stored with the decision.
    """
    decision = workshop.decision or {}
    if "ratings" not in decision:
        return None
    return _hands(decision.get("hands")) if decision["departures"] else kept(workshop)


def at_decision(scope: Scope, number: int, levels: Mapping[Pair, str]) -> dict[str, Any] | None:
    """Return what is stored with a decision on ratings: what these levels change of what the budget funds.

    Beside the ratings before the challenge, as for what was found. None where nothing departs from that, which is
    stored already, and where it cannot be found.
    """
    workshop = reading.read(scope, number)
    found = (workshop.result or {}).get("ratings", ())
    before = {(each["project"], each["objective"]): each["before"] for each in found}
    if set(levels) != set(before) or not set(levels.values()) <= set(LEVELS):
        return None
    if all(levels[each["project"], each["objective"]] == each["found"] for each in found):
        return None
    weights, held = _weights(scope, workshop), _ground(scope, workshop)
    if held is None or not weights:
        return None
    changed = {pair: level for pair, level in levels.items() if level != before[pair]}
    now = _rated(held, {pair: before[pair] for pair in changed if stakes.word(held, *pair) != before[pair]})
    then = _rated(now, changed)
    told = _between(then, weights, funded.best(now, weights), funded.best(then, weights))
    return None if told is None else asdict(told)


def of_ratings(scope: Scope, workshop: Workshop) -> Hands | None:
    """Return what the ratings accepted so far change of what the budget funds; None where that cannot be found."""
    found: dict[Pair, str | None] = {
        (each.left, each.right): LEVELS[int(each.accepted["answer"])]
        for each in workshop.questions
        if each.counts and each.accepted
    }
    weights = _weights(scope, workshop)
    held = _ground(scope, workshop)
    if not found or not weights or held is None:
        return None
    then = _rated(held, found)
    return _between(then, weights, funded.best(held, weights), funded.best(then, weights))


def without_one(scope: Scope, workshop: Workshop) -> dict[str, Any] | None:
    """Return what changes hands at most when one voter's answers are left out; None with too few voters.

    `projects` and `money` (minor units) count; `name` and `names` say without whom and of which projects, only where
    answers bear names. `tried` of `people` were looked at.
    """
    with looking(scope) as (work, facts):
        row = work.workshops.get(workshop.id, facts.id)
        if row is None:
            return None
        held = voters(work, row)
    ground = _ground(scope, workshop) if len(held.weights) >= SMALLEST_GROUP else None
    if ground is None:
        return None
    keys = [each["key"] for each in workshop.frame["objectives"]]
    apart = agreement.left_out(keys, held, {} if workshop.anonymous else workshop.frame["say"])
    now = funded.best(ground, dict(zip(keys, apart.base.tolist(), strict=True)))
    until, tried, most, whose = time.monotonic() + SECONDS, 0, None, ""
    for weights, name in zip(apart.rows.tolist(), apart.names, strict=True):
        if time.monotonic() > until:
            break
        view, tried = dict(zip(keys, weights, strict=True)), tried + 1
        found = _between(ground, view, now, funded.best(ground, view))
        if found is not None and (most is None or found.money > most.money):
            most, whose = found, name
    if most is None:
        return None
    changed = [name for _, name, _ in (*most.enters, *most.leaves)]
    told = {"projects": len(changed), "money": most.money, "tried": tried, "people": len(apart.rows)}
    whose = whose if changed else ""
    return {**told, "name": whose, "names": changed if whose else []}


def _weights(scope: Scope, workshop: Workshop) -> dict[str, float]:
    """Return what the objectives that have points weigh."""
    objectives = alignment.read(scope, workshop.as_of).objectives
    return {row.objective_key: float(row.share) for row in objectives.itertuples() if row.share > 0}


def _rated(held: Ground, levels: Mapping[Pair, str | None]) -> Ground:
    """Return what a budget chooses from with other ratings of projects on objectives; None takes one away."""
    ratings, impacts = held.ratings.copy(), held.impacts.copy()
    for (project, objective), level in levels.items():
        if project in ratings.index:
            ratings.loc[project, objective] = level
            impacts.loc[project, objective] = np.nan if level is None else float(RATING_SCALE[level])
    return replace(held, ratings=ratings, impacts=impacts)


def _ground(scope: Scope, workshop: Workshop) -> Ground | None:
    try:
        return funded.ground(scope, workshop.as_of, workshop.frame.get("total"), seconds=0.5)
    except Explained:
        return None


def _between(held: Ground, weights: Mapping[str, float], now: Selection, then: Selection) -> Hands | None:
    """Return what differs between two selections; nothing where the first is as good by the new values."""
    if not now.found or not then.found:
        return None
    names, cost = dict(zip(held.candidates.keys, held.candidates.names, strict=True)), held.cost
    worth = dict(zip(held.candidates.keys, funded.valued(held, weights).value.tolist(), strict=True))
    gain = float(np.sum([worth[key] for key in then.chosen]) - np.sum([worth[key] for key in now.chosen]))
    if gain <= 1e-9:
        return Hands((), (), 0, held.total)
    sides = (set(then.chosen) - set(now.chosen), set(now.chosen) - set(then.chosen))
    enters, leaves = (
        tuple(sorted(((key, names[key], int(cost[key])) for key in side), key=lambda one: (-one[2], one[0])))
        for side in sides
    )
    return Hands(enters, leaves, sum(each[2] for each in (*enters, *leaves)), held.total)
