"""The best selection and the staircase as plain values, for programs."""

import time
from typing import Any

from models.frontier import Staircase, staircase
from models.selection import first
from models.selection import select as best
from models.selection_problem import Selection
from services import selecting_conflicts
from services.statements import Stated

DEFAULT_SECONDS = 10.0
UNTIL_TIME_IS_UP = 1_000_000


def select(stated: Stated, seconds: float = DEFAULT_SECONDS, gap: float = 0.0) -> dict[str, Any]:
    """Return the best selection with its proof: status, value, bound, gap, cost, chosen, seconds and more.

    `value` counts the candidates to be decided; those above the line are in `chosen`, `cost` and `above_the_line`.
    `first` is the answer that was there at once. Where nothing can be chosen or was found, value, gap, share and cost
    are None, and so is the bound where nothing can be.
    """
    problem = stated.problem
    at_once = first(problem)
    chosen = best(problem, seconds, gap)
    answer = _plain(stated, chosen)
    answer["first"] = {"value": at_once.value, "bound": at_once.bound, "seconds": at_once.seconds}
    if at_once.status in ("infeasible", "unknown"):
        answer["first"]["value"] = None
    if not chosen.found:
        answer |= dict.fromkeys(("value", "gap", "share", "cost"))
    if chosen.status == "infeasible":
        answer["bound"] = answer["first"]["bound"] = None
        answer |= selecting_conflicts.told(stated, problem, chosen.conflicts, seconds)
    return answer


def frontier(
    stated: Stated,
    seconds: float = 2 * DEFAULT_SECONDS,
    gap: float = 0.0,
    along: str | None = None,
    until: int | None = None,
) -> dict[str, Any]:
    """Return every best selection from no money to all of it, as far as they are found in time.

    Parameters
    ----------
    stated : Stated
    seconds, gap : float
    along : str, optional
        The period whose limit moves while the others are held; the total over all where left out.
    until : int, optional
        Minor units up to which steps are listed.
    """
    began = time.monotonic()
    problem = stated.problem if along is None else stated.along(along)
    steps = staircase(problem, solves=UNTIL_TIME_IS_UP, time_limit=seconds, gap=gap)
    end = len(steps) if until is None else steps.position(until) + 1
    answer: dict[str, Any] = {
        "status": _frontier_status(steps, end, until),
        "along": along,
        "steps": _steps(stated, steps, end),
        "of_value": stated.open_value,
        "conflicts": [],
    }
    if not len(steps) and (steps.conflicts or best(steps.problem, seconds).status == "infeasible"):
        answer |= selecting_conflicts.told(stated, steps.problem, steps.conflicts, seconds) | {"status": "infeasible"}
    return answer | {"seconds": time.monotonic() - began}


def _plain(stated: Stated, chosen: Selection) -> dict[str, Any]:
    found = stated.found
    costs = {name: found.money(cost) for name, cost in zip(found.periods, chosen.cost, strict=True)}
    above = [key for key in found.keys if key in found.decided]
    funded, options = stated.split(chosen.chosen)
    whole = stated.open_value
    return {
        "status": chosen.status,
        "value": chosen.value,
        "bound": chosen.bound,
        "gap": chosen.gap,
        "cost": found.money(chosen.total_cost) if stated.adds_up else None,
        "costs": costs,
        "chosen": funded,
        "options": options,
        "seconds": chosen.seconds,
        "method": chosen.method,
        "share": chosen.value / whole if whole else 0.0,
        "candidates": len(stated.projects) - len(above),
        "above_the_line": above,
        "rules": len(stated.asked.in_force) + len(stated.bounds) + len(found.none_of),
    }


def _steps(stated: Stated, steps: Staircase, end: int) -> list[dict[str, Any]]:
    found = stated.found
    nothing = set(found.none_of.values())
    rows, count = [], 0
    for row in steps.frame(0, max(end, 0)).to_dict("records"):
        entered = [key for key in row["entered"] if key not in nothing]
        left = [key for key in row["left"] if key not in nothing]
        count += len(entered) - len(left)
        funded, options = stated.split(entered)
        rows.append(
            {
                "budget": found.money(row["budget"]),
                "cost": found.money(row["cost"]),
                "value": float(row["value"]),
                "count": count,
                "entered": funded,
                "left": stated.split(left)[0],
                "options": options,
                "proven": bool(row["proven"]),
            }
        )
    return rows


def _frontier_status(steps: Staircase, end: int, until: int | None) -> str:
    """Return "optimal" only where every step up to `until` is listed and proven."""
    if end <= 0:
        return "infeasible" if len(steps) and steps.from_lowest else "unknown"
    settled = steps.complete[:end]
    if until is not None and steps.proven[end - 1] and steps.known_to[end - 1] >= until:
        settled[-1] = True
    return "optimal" if steps.from_lowest and bool(settled.all()) else "feasible"
