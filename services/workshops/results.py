"""What a workshop found: the weights of the group, how sure they are, and whether enough people voted."""

from typing import Any

from data_access import UnitOfWork
from models import ahp_answers, ahp_questions
from services.workshops import agreement, joint, order
from services.workshops.terms import LEVELS


def found(work: UnitOfWork, row: dict[str, Any]) -> dict[str, Any]:
    """Return the result of a workshop as stored with it when it is closed."""
    told: dict[str, Any] = _voters(work, row)
    return told | (_weights(work, row) if row["kind"] == "weights" else _ratings(work, row))


def _voters(work: UnitOfWork, row: dict[str, Any]) -> dict[str, Any]:
    """Return how many voted at all, the quorum, and whether the result is only indicative."""
    voted: set[int] = set()
    for question in work.workshops.questions(row["id"]):
        for number in range(1, question["round"] + 1):
            voted |= {seat for seat, has in work.ballots.turnout(question["id"], number).items() if has}
    quorum = int(row["frame"]["quorum"])
    return {"voters": len(voted), "quorum": quorum, "indicative": len(voted) < quorum}


def _weights(work: UnitOfWork, row: dict[str, Any]) -> dict[str, Any]:
    """Return the weights: of the answers put together; of each person's own where groups count without names.

    `way` says which of both they are (aij or aip), and `open_pairs` between which objectives further answers could
    still have changed the order when it was closed.
    """
    keys = [each["key"] for each in row["frame"]["objectives"]]
    judged = order.judgments(keys, work.workshops.questions(row["id"]))
    told: dict[str, Any] = {"pairs": len(judged), "pairs_of": len(keys) * (len(keys) - 1) // 2, "weights": None}
    if not ahp_answers.connected(len(keys), judged):
        return told
    found = joint.weights(len(keys), judged)
    weights = {key: float(weight) for key, weight in zip(keys, found.weights, strict=True)}
    told["consensus"] = agreement.found(work, row, weights)
    told["way"] = "aij"
    if row["anonymous"] and told["consensus"] and told["consensus"]["say_counted"]:
        weights, told["way"] = told["consensus"]["aip"], "aip"
    still = ahp_questions.outlook(len(keys), judged).open_pairs
    told["open_pairs"] = [[keys[first], keys[second]] for first, second in still]
    return told | {"weights": weights, "cr": float(found.cr), "table": found.table, "method": found.method}


def _ratings(work: UnitOfWork, row: dict[str, Any]) -> dict[str, Any]:
    """Return by project and objective the level before and the one found, of the questions that were accepted."""
    before = {(each["project"], each["objective"]): each for each in row["frame"]["ratings"]}
    told = []
    for question in work.workshops.questions(row["id"]):
        asked = before.get((question["left_key"], question["right_key"]))
        if asked is None or question["accepted"] is None:
            continue
        level = LEVELS[int(question["accepted"]["answer"])]
        pair = {"project": asked["project"], "objective": asked["objective"], "stake": asked["stake"]}
        accepted = question["accepted"]
        how = {"answers": accepted["answers"], "spread": accepted.get("spread"), "between": accepted.get("between")}
        told.append({**pair, "before": asked["rating"], "found": level, **how})
    return {"ratings": told, "asked_of": len(before)}
