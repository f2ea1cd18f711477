"""What a group answered: the answers put together, and how far apart they are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from data_access import reading
from services.workshops.reading import Workshop
from services.workshops.terms import SMALLEST_GROUP, answer_of, ratio


def accepted(kind: str, ballots: Sequence[Mapping[str, Any]], say: Mapping[str, float]) -> dict[str, Any] | None:
    """Return the answer of a group as stored with its question; None where nobody answered.

    `answer` is on the scale of the ballots: for a pair the one that stands for the geometric mean `ratio` of the
    judgments (aggregation of individual judgments), for a rating the median. `spread` is the standard deviation of the
    judgments (of their logarithms, base 2, for a pair), `counts` how often each answer was given. `between` is there
    only where the middle falls between two levels of a rating, of which the lower is taken.
    """
    given = [ballot for ballot in ballots if ballot["answer"] is not None]
    if not given:
        return None
    answers = np.array([ballot["answer"] for ballot in given], dtype=float)
    shares = weights([ballot["voter_group"] for ballot in given], say)
    counts = {str(answer): number for answer, number in sorted(Counter(int(a) for a in answers).items())}
    told: dict[str, Any] = {"answers": len(given), "abstained": len(ballots) - len(given), "counts": counts}
    if kind == "weights":
        logs = np.log([ratio(answer) for answer in answers])
        mean = float(np.exp(shares @ logs))
        return told | {"answer": answer_of(mean), "ratio": mean, "spread": float(np.std(logs) / np.log(2))}
    lower, upper = _middle(answers, shares)
    split = {"between": [int(lower), int(upper)]} if lower < upper else {}
    return told | {"answer": lower, "spread": float(np.std(answers)), **split}


def say_of(frame: Mapping[str, Any], anonymous: bool) -> Mapping[str, float]:
    """Return how much voters of each group count in the answer to one question.

    In an anonymous workshop all count the same there: from a weighted answer it could be told in which group somebody
    is who stands alone. The groups' say then counts in the result, see `services.workshops.results`.
    """
    return {} if anonymous else frame["say"]


def kept(found: dict[str, Any] | None, anonymous: bool) -> dict[str, Any] | None:
    """Return what of an answer stays with its question: not how it came about where too few answered namelessly."""
    if found is None or not anonymous or found["answers"] >= SMALLEST_GROUP:
        return found
    return {name: value for name, value in found.items() if name not in ("counts", "spread", "between")}


def of_question(workshop: Workshop) -> dict[str, Any] | None:
    """Return what the group answers to the question under way, once its answers are shown; see `accepted`."""
    question = workshop.current
    if question is None or not question.revealed:
        return None
    with reading() as work:
        ballots = work.ballots.of_question(question.id, question.round)
    return accepted(workshop.kind, ballots, say_of(workshop.frame, workshop.anonymous))


def named(workshop: Workshop) -> dict[int | None, list[str]]:
    """Return who gave each answer shown, where answers bear names; nothing of an anonymous workshop."""
    question = workshop.current
    if question is None or not question.revealed or workshop.anonymous:
        return {}
    names = {of_seat(seat.id): seat.name for seat in workshop.seats}
    with reading() as work:
        ballots = work.ballots.of_question(question.id, question.round)
    found: dict[int | None, list[str]] = {}
    for ballot in ballots:
        found.setdefault(ballot["answer"], []).append(names[ballot["key_hash"]])
    return {answer: sorted(people) for answer, people in found.items()}


def of_seat(seat: int) -> str:
    """Return what stands on a ballot in place of a random key where answers bear names."""
    return f"place {seat}"


def weights(groups: Sequence[str], say: Mapping[str, float]) -> np.ndarray:
    """Return the share of each answer, sum 1: a voter counts as much as their group's say, else 1."""
    each = np.array([say.get(group, 1.0) for group in groups], dtype=float)
    return np.asarray(each / each.sum())


def _middle(answers: np.ndarray, shares: np.ndarray) -> tuple[float, float]:
    """Return the lower and the upper weighted median: alike, unless half of all say stands on either side."""
    order = np.argsort(answers, kind="stable")
    reached = np.cumsum(shares[order])
    lower, upper = (int(np.searchsorted(reached, 0.5 + slack)) for slack in (-1e-9, 1e-9))
    return float(answers[order][lower]), float(answers[order][upper])
