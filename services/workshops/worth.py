"""What disagreement is worth: which projects, and how much money, change hands between the weights people hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from models import ahp_answers, ahp_questions
from services.access import Scope
from services.errors import Explained
from services.seen import looking
from services.workshops import funded, joint
from services.workshops.funded import Ground
from services.workshops.order import judgments, stored
from services.workshops.reading import Workshop
from services.workshops.terms import SMALLEST_GROUP, ratio
from services.workshops.voters import voters

DRAWS: Final = 24


@dataclass(frozen=True)
class Worth:
    """Projects funded under all views, under some only, and under none; money in minor units.

    `disputed` holds key, name, cost and the share of views that fund it, the dearest first; `money` is their cost.
    """

    views: int
    always: int
    never: int
    disputed: tuple[tuple[str, str, int, float], ...]
    money: int
    total: int


def of_people(scope: Scope, workshop: Workshop) -> Worth | None:
    """Return what the differences between the voters' own weights are worth; None with fewer than three voters."""
    with looking(scope) as (work, facts):
        row = work.workshops.get(workshop.id, facts.id)
        if row is None or row["kind"] != "weights":
            return None
        held = voters(work, row)
    if len(held.weights) < SMALLEST_GROUP:
        return None
    keys = [each["key"] for each in workshop.frame["objectives"]]
    return _worth(scope, workshop, [dict(zip(keys, each, strict=True)) for each in held.weights.tolist()])


def kept(workshop: Workshop) -> Worth | None:
    """Return what the differences between the voters were worth when a workshop was closed, as stored with its result.

    Afterwards nobody's answers can be put together any more, so that it is not worked out again.
    """
    held = (workshop.result or {}).get("worth")
    if held is None:
        return None
    return Worth(**{**held, "disputed": tuple((key, name, cost, share) for key, name, cost, share in held["disputed"])})


def of_question(scope: Scope, workshop: Workshop, counts: dict[str, int] | None) -> Worth | None:
    """Return what the answers to the pair just shown are worth, each beside all that was accepted before.

    None where they were not shown, or do not connect all objectives yet.
    """
    question = workshop.current
    if question is None or not counts or workshop.kind != "weights":
        return None
    keys = [each["key"] for each in workshop.frame["objectives"]]
    before = judgments(keys, [stored(each) for each in workshop.questions])
    pair = (keys.index(question.left), keys.index(question.right)) if question.counts else None
    if pair is None:
        return None
    views = []
    for answer in sorted(int(name) for name in counts if name != "none"):
        judged = {**before, pair: ratio(answer)}
        if not ahp_answers.connected(len(keys), judged):
            return None
        found = joint.weights(len(keys), judged).weights
        views.append(dict(zip(keys, found.tolist(), strict=True)))
    return _worth(scope, workshop, views) if len(views) > 1 else None


def still_open(scope: Scope, workshop: Workshop) -> Worth | None:
    """Return what further answers could plausibly still change of what is funded.

    The views are weights that all pairs answered could give, drawn with a fixed seed; None before the answers connect
    all objectives, and of a challenge.
    """
    if workshop.kind != "weights":
        return None
    keys = [each["key"] for each in workshop.frame["objectives"]]
    judged = judgments(keys, [stored(each) for each in workshop.questions])
    if not ahp_answers.connected(len(keys), judged):
        return None
    drawn = ahp_questions.plausible_weights(len(keys), judged, DRAWS)
    return _worth(scope, workshop, [dict(zip(keys, each, strict=True)) for each in drawn.tolist()])


def _worth(scope: Scope, workshop: Workshop, views: Sequence[dict[str, float]]) -> Worth | None:
    try:
        held = funded.ground(scope, workshop.as_of, workshop.frame.get("total"), seconds=0.5)
    except Explained:
        return None
    sets = [set(found.chosen) for found in (funded.best(held, view) for view in views) if found.found]
    return _between(held, sets) if sets else None


def _between(held: Ground, sets: Sequence[set[str]]) -> Worth:
    names, cost = dict(zip(held.candidates.keys, held.candidates.names, strict=True)), held.cost
    shares = {key: float(np.mean([key in each for each in sets])) for key in held.open_keys}
    disputed = [(key, names[key], int(cost[key]), share) for key, share in shares.items() if 0 < share < 1]
    disputed.sort(key=lambda each: (-each[2], each[0]))
    always = sum(share == 1 for share in shares.values())
    money = sum(each[2] for each in disputed)
    return Worth(len(sets), always, len(shares) - always - len(disputed), tuple(disputed), money, held.total)
