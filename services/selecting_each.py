"""Why each of several projects is in the best selection or out of it."""

import time
from collections.abc import Sequence
from typing import Any

from services.errors import NotFound
from services.selecting_conflicts import called
from services.selecting_why import explain
from services.statements import Stated

DEFAULT_SECONDS = 30.0
LEAST_EACH = 0.1


def explained(stated: Stated, wanted: Sequence[str] = (), seconds: float = DEFAULT_SECONDS) -> dict[str, Any]:
    """Return the answers of `selecting_why.explain` for the projects wanted, or for all that can be decided.

    The time is shared among them; those that it did not reach are in `not_reached`. Where nothing can be selected,
    there are none, and `status` says so.

    Raises
    ------
    NotFound
        Where one wanted is not among the projects that can be decided.
    """
    open_ones = [key for key in stated.projects if key not in stated.found.decided]
    if unknown := [key for key in wanted if key not in set(open_ones)]:
        why = "It stands above the line." if unknown[0] in stated.found.decided else ""
        raise NotFound(f'There is no project "{unknown[0]}" to decide.', why, "Use the key of a candidate.")
    began = time.monotonic()
    keys = list(dict.fromkeys(wanted)) or open_ones
    told: list[dict[str, Any]] = []
    status = "optimal"
    for place, key in enumerate(keys):
        left = began + seconds - time.monotonic()
        if told and left <= 0:
            break
        answer = explain(stated, key, max(left / (len(keys) - place), LEAST_EACH))
        if answer["status"] in ("infeasible", "unknown"):
            told, status = [], answer["status"]
            break
        status = "feasible" if answer["status"] == "feasible" else status
        told.append(_named(stated, answer))
    reached = {answer["project"] for answer in told}
    return {
        "status": status,
        "projects": told,
        "not_reached": [key for key in keys if key not in reached],
        "seconds": time.monotonic() - began,
    }


def _named(stated: Stated, answer: dict[str, Any]) -> dict[str, Any]:
    """Return an answer with limits as their author calls them, and no sum of costs that do not add up."""
    for one in (*(answer["on_top"] or ()), *answer["limits"]):
        one["limit"] = None if one["limit"] is None else called(stated, one["limit"])
    return answer | {"extra_cost": answer["extra_cost"] if stated.adds_up else None}
