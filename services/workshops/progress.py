"""How far a workshop on weights is: the weights so far, and what further answers could still change."""

from dataclasses import dataclass

from models import ahp_answers, ahp_questions
from services.workshops import joint, order
from services.workshops.reading import Workshop


@dataclass(frozen=True)
class Progress:
    """Weights by objective key (None until the answers connect all), and whether their order still is open.

    `open_pairs` names the objectives whose order further answers could plausibly change; `answered` of `pairs` pairs
    were answered; `asked_all` says that no pair is left.
    """

    weights: dict[str, float] | None
    stable: bool
    open_pairs: tuple[tuple[str, str], ...]
    answered: int
    pairs: int
    asked_all: bool


def progress(workshop: Workshop) -> Progress:
    """Return how far the answers accepted so far lead."""
    keys = [each["key"] for each in workshop.frame["objectives"]]
    stored = [order.stored(question) for question in workshop.questions]
    judged = order.judgments(keys, stored)
    pairs = len(keys) * (len(keys) - 1) // 2
    asked_all = ahp_questions.next_pair(len(keys), order.judgments(keys, stored, unanswered=1.0)) is None
    if not ahp_answers.connected(len(keys), judged):
        return Progress(None, False, (), len(judged), pairs, asked_all)
    outlook = ahp_questions.outlook(len(keys), judged)
    found = joint.weights(len(keys), judged).weights
    weights = {key: float(weight) for key, weight in zip(keys, found, strict=True)}
    still = tuple((keys[first], keys[second]) for first, second in outlook.open_pairs)
    return Progress(weights, outlook.stable, still, len(judged), pairs, asked_all)
