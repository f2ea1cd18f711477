"""Answers of a group that contradict each other, and the one question whose change would help most."""

from dataclasses import dataclass

from models import ahp_answers, ahp_repair
from services.weighing import table
from services.workshops import order
from services.workshops.reading import Workshop

NOTICED = 0.05
"""A consistency ratio up to which nobody need be bothered."""


@dataclass(frozen=True)
class Contradiction:
    """Three objectives whose answers do not fit, and the question (`left`, `right`) whose change helps most.

    `cr` is the consistency ratio with the random index of `table`, `cr_after` that with what the others suggest in
    place; `alters_ranking` whether that would change the order of any two objectives.
    """

    between: tuple[str, str, str]
    question: int
    left: str
    right: str
    cr: float
    cr_after: float
    table: str
    alters_ranking: bool


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
    three = ahp_repair.disagreeing(len(keys), judged)
    if helpful is None or three is None or helpful.cr <= NOTICED:
        return None
    left, right = keys[helpful.pair[0]], keys[helpful.pair[1]]
    question = next(each for each in workshop.questions if {each.left, each.right} == {left, right})
    places = sorted({place for pair in three for place in pair})
    between = (keys[places[0]], keys[places[1]], keys[places[2]])
    return Contradiction(between, question.id, left, right, helpful.cr, helpful.cr_after, index, helpful.alters_ranking)
