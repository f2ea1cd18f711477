"""The best selection and the staircase as plain values, for programs."""

import math
import time
from typing import Any

from models.frontier import Staircase, staircase
from models.selection import select as best
from models.selection_problem import Conflict, Selection
from services.candidates import Asked, Candidates, problem

DEFAULT_SECONDS = 10.0


def select(found: Candidates, asked: Asked, seconds: float = DEFAULT_SECONDS) -> dict[str, Any]:
    """Return the best selection with its proof: status, value, bound, gap, cost, chosen, seconds and more.

    `value` counts the candidates to be decided; those above the line are in `chosen`, `cost` and `above_the_line`.
    """
    chosen = best(problem(found, asked), seconds)
    answer = _plain(found, chosen)
    if chosen.status == "infeasible":
        answer["conflicts"] = [_conflict(found, asked, one) for one in chosen.conflicts]
    return answer


def frontier(found: Candidates, asked: Asked, seconds: float = 2 * DEFAULT_SECONDS) -> dict[str, Any]:
    """Return every best selection from no budget to all of it, up to the total limit where one is given."""
    began = time.monotonic()
    steps = staircase(problem(found, asked), time_limit=seconds)
    end = len(steps) if asked.total is None else steps.position(asked.total) + 1
    return {
        "status": _frontier_status(steps, end),
        "steps": _steps(found, steps, end),
        "of_value": found.open_value,
        "conflicts": [_conflict(found, asked, one) for one in steps.conflicts],
        "seconds": time.monotonic() - began,
    }


def _plain(found: Candidates, chosen: Selection) -> dict[str, Any]:
    costs = {name: found.money(cost) for name, cost in zip(found.periods, chosen.cost, strict=True)}
    above = [key for key in found.keys if key in found.decided]
    return {
        "status": chosen.status,
        "value": chosen.value,
        "bound": chosen.bound,
        "gap": chosen.gap,
        "cost": found.money(chosen.total_cost),
        "costs": costs,
        "chosen": list(chosen.chosen),
        "seconds": chosen.seconds,
        "method": chosen.method,
        "share": chosen.value / found.open_value if found.open_value else 0.0,
        "candidates": len(found.keys) - len(above),
        "above_the_line": above,
    }


def _steps(found: Candidates, steps: Staircase, end: int) -> list[dict[str, Any]]:
    table = steps.frame(0, max(end, 0))
    return [
        {
            "budget": found.money(row["budget"]),
            "cost": found.money(row["cost"]),
            "value": float(row["value"]),
            "count": int(row["count"]),
            "entered": list(row["entered"]),
            "left": list(row["left"]),
            "proven": bool(row["proven"]),
        }
        for row in table.to_dict("records")
    ]


def _frontier_status(steps: Staircase, end: int) -> str:
    if end <= 0:
        return "infeasible"
    return "optimal" if bool(steps.complete[:end].all()) else "feasible"


def _conflict(found: Candidates, asked: Asked, conflict: Conflict) -> dict[str, Any]:
    """Return a conflict with its cheapest relaxation: by how much the limit would have to rise."""
    over = None if conflict.needed is None or conflict.limit is None else conflict.needed - conflict.limit
    return {
        "kind": conflict.kind,
        "period": conflict.period,
        "projects": list(conflict.keys),
        "above_the_line": len(found.decided),
        "forced_in": len(set(asked.forced_in) - found.decided),
        "needed": _money(found, conflict, conflict.needed),
        "limit": _money(found, conflict, conflict.limit),
        "raise_by": _money(found, conflict, over),
    }


def _money(found: Candidates, conflict: Conflict, amount: int | None) -> float | int | None:
    if amount is None:
        return None
    shown = amount if conflict.kind == "count" else found.money(amount)
    return shown if math.isfinite(shown) else None
