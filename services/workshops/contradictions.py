"""Answers of a group that contradict each other, and the one question whose change would help most."""

from dataclasses import dataclass

from models import ahp_answers, ahp_repair
from models.ahp import ACCEPTED_RATIO
from services.weighing import table
from services.workshops import joint, order
from services.workshops.reading import Workshop


@dataclass(frozen=True)
class Contradiction:
    """The question (`left`, `right`) whose change helps most, and three objectives whose answers do not fit with it.

    `between` holds only the two where no three were compared with each other. `cr` is the consistency ratio with the
    random index of `table`, `cr_after` that with what the others suggest in place; `alters_ranking` whether that would
    change the order of any two objectives. `before` and `after` are the weights (sum 1, by key) with either.
    """

    between: tuple[str, ...]
    question: int
    left: str
    right: str
    cr: float
    cr_after: float
    table: str
    alters_ranking: bool
    before: dict[str, float]
    after: dict[str, float]


def found(workshop: Workshop) -> Contradiction | None:
    """Return the worst contradiction among the accepted answers; None where there is none worth a word."""
    if workshop.kind != "weights":
        return None
    keys = [each["key"] for each in workshop.frame["objectives"]]
    judged = order.judgments(keys, [order.stored(each) for each in workshop.questions])
    if not ahp_answers.connected(len(keys), judged):
        return None
    index = table(len(keys))
    helpful = ahp_repair.most_helpful(len(keys), judged, "geometric", index)
    if helpful is None or helpful.cr <= ACCEPTED_RATIO:
        return None
    three = ahp_repair.disagreeing(len(keys), judged, among=helpful.pair) or (helpful.pair,)
    left, right = keys[helpful.pair[0]], keys[helpful.pair[1]]
    question = next(each for each in workshop.questions if {each.left, each.right} == {left, right})
    places = sorted({place for pair in three for place in pair})
    between = tuple(keys[place] for place in places)
    before, after = (
        dict(zip(keys, map(float, found), strict=True))
        for found in (joint.weights(len(keys), judged).weights, helpful.weights_after)
    )
    told = (helpful.cr, helpful.cr_after, index, helpful.alters_ranking)
    return Contradiction(between, question.id, left, right, *told, before, after)
