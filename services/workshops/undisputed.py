"""What nobody disputes of answers given beforehand: they lie close together, and on one side of what they decide."""

from collections.abc import Mapping
from typing import Any

from services.workshops.terms import LEVELS, QUIET, SMALLEST_GROUP

Found = Mapping[str, Any]
"""The answer of a group, see `group_answer.accepted`."""


def agreed(row: Mapping[str, Any], question: Mapping[str, Any], found: Found | None) -> bool:
    """Return whether nobody disputes an answer, and enough people gave it to take it without asking live.

    Without names fewer than three never are enough, whatever the quorum: their answer would be told unasked.
    """
    if found is None or found["answers"] < _enough(row):
        return False
    return not disputed(row, question, found)


def disputed(row: Mapping[str, Any], question: Mapping[str, Any], found: Found | None) -> bool:
    """Return whether people dispute an answer; one that nobody gave is not disputed.

    They do where answers lie far apart, where half of them stand on either side of the middle, and, however close they
    are, where they stand on either side of the level that decides about money (of a pair: of equal).
    """
    if found is None:
        return False
    apart = found["spread"] > QUIET or bool(found.get("between"))
    return apart or not _on_one_side(row, question, [int(answer) for answer in found["counts"]])


def rated(row: Mapping[str, Any], question: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return what a challenge knows of the rating that a question asks about; None for a pair."""
    pair = (question["left_key"], question["right_key"])
    ratings = row["frame"].get("ratings", ())
    return next((each for each in ratings if (each["project"], each["objective"]) == pair), None)


def decides(row: Mapping[str, Any], question: Mapping[str, Any]) -> bool:
    """Return whether the rating that a question asks about could by itself change what is funded."""
    known = rated(row, question)
    return known is not None and known["needed"] is not None


def _on_one_side(row: Mapping[str, Any], question: Mapping[str, Any], answers: list[int]) -> bool:
    if row["kind"] == "weights":
        return min(answers) >= 0 or max(answers) <= 0
    known = rated(row, question)
    if known is None or known["needed"] is None:
        return True
    level = LEVELS.index(known["needed"])
    changes = {answer <= level if known["inside"] else answer >= level for answer in answers}
    return len(changes) == 1


def _enough(row: Mapping[str, Any]) -> int:
    return max(int(row["frame"]["quorum"]), SMALLEST_GROUP if row["anonymous"] else 1)
