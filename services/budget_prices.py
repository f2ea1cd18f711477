"""What every rule costs in value: the best selection with it against the best without it."""

import time
from dataclasses import replace

from models.selection import select
from models.selection_problem import Selection
from services.candidates import Asked, Candidates, problem

SECONDS, EACH = 2.0, 0.5


def of_rules(found: Candidates, asked: Asked, best: Selection) -> dict[str, float]:
    """Return the value that each rule costs, or would cost where it is switched off, by its identity.

    Each takes one more search; what is not proven within its time, or not reached in all of it, is left out.
    """
    deadline = time.monotonic() + SECONDS
    prices: dict[str, float] = {}
    if best.status != "optimal":
        return prices
    for rule in asked.rules:
        if time.monotonic() > deadline:
            break
        on = rule.id not in asked.ignored
        off = tuple(one for one in asked.ignored if one != rule.id)
        other = select(problem(found, replace(asked, ignored=(*off, rule.id) if on else off)), EACH)
        if other.status == "optimal":
            prices[rule.id] = max(other.value - best.value if on else best.value - other.value, 0.0)
    return prices
