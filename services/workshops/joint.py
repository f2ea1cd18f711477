"""Weights of objectives from answers to some of their pairs, as workshops work them out everywhere."""

from models import ahp_incomplete
from models.ahp_answers import Judgments
from models.ahp_incomplete import IncompletePriorities
from services.weighing import table


def weights(n: int, judgments: Judgments) -> IncompletePriorities:
    """Return the geometric mean weights of n objectives, with the consistency by a random index that reaches so far."""
    return ahp_incomplete.weights(n, judgments, "geometric", table(n))
