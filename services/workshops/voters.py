"""The answers of a workshop by voter, known only by a random key, and never told one by one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data_access import UnitOfWork
from models import ahp_answers
from services.workshops import joint
from services.workshops.group_answer import of_seat
from services.workshops.terms import WARM_UP, ratio

Judgments = dict[tuple[int, int], float]


@dataclass(frozen=True, eq=False)
class Voters:
    """Those who answered enough to have weights of their own.

    Attributes
    ----------
    weights : array of float, shape (voters, n)
        Sum 1 each, in the order of the objectives.
    judgments : list of mapping
        By pair of objectives; of everybody who answered at all.
    groups : tuple of str
        Of those with weights; empty where a group is too small to be told.
    judges : tuple of (name, group)
        In the order of the judgments; the name is empty where answers bear none.
    """

    weights: NDArray[np.float64]
    judgments: list[Judgments]
    groups: tuple[str, ...]
    judges: tuple[tuple[str, str], ...] = ()


def voters(work: UnitOfWork, row: Mapping[str, Any]) -> Voters:
    """Return the voters of a workshop on weights; only answers that were shown and accepted count."""
    keys = [each["key"] for each in row["frame"]["objectives"]]
    questions = {each["id"]: each for each in work.workshops.questions(row["id"]) if each["accepted"] is not None}
    said: dict[str, Judgments] = {}
    groups: dict[str, str] = {}
    for ballot in work.ballots.of_workshop(row["id"]):
        question = questions.get(ballot["question_id"])
        if question is None or question["left_key"] == WARM_UP or ballot["answer"] is None:
            continue
        pair = (keys.index(question["left_key"]), keys.index(question["right_key"]))
        said.setdefault(ballot["key_hash"], {})[pair] = ratio(ballot["answer"])
        # Of a question that few of a group answered, its ballots no longer tell the group.
        groups[ballot["key_hash"]] = groups.get(ballot["key_hash"]) or ballot["voter_group"]
    weighed = {key: judged for key, judged in said.items() if ahp_answers.connected(len(keys), judged)}
    found = [joint.weights(len(keys), judged).weights for judged in weighed.values()]
    weights = np.array(found, dtype=np.float64).reshape(-1, len(keys))
    names = {} if row["anonymous"] else {of_seat(seat["id"]): seat["name"] for seat in work.workshops.seats(row["id"])}
    judges = tuple((names.get(key, ""), groups[key]) for key in said)
    return Voters(weights, list(said.values()), tuple(groups[key] for key in weighed), judges)
