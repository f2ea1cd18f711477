"""The projects nearest to changing sides, and what it costs to decide each the other way."""

import time
from dataclasses import replace

import numpy as np
import pandas as pd

from models import frontier
from models.selection import select
from models.selection_problem import Selection
from services.budget_steps import listable
from services.candidates import Asked, Candidates, problem

EDGE_SECONDS, EDGE_EACH = 0.4, 0.2
NEAREST = 5
MOST_PRICED = 2_000


def edge(found: Candidates, asked: Asked, chosen: Selection) -> pd.DataFrame:
    """Return the projects nearest to changing sides, and the value lost by forcing each the other way.

    Nearest are those chosen with the least value for their money and those left out with the most. The search stops
    after a fraction of a second; what is not priced by then is left out, and thousands of candidates are not tried.

    Returns
    -------
    DataFrame
        key, inside (bool), price (value lost, zero or more), cost (whole minor units), the cheapest first.
    """
    deadline = time.monotonic() + EDGE_SECONDS
    priced = []
    for key in _nearest(found, asked, set(chosen.chosen)) if len(found.keys) <= MOST_PRICED else []:
        if time.monotonic() > deadline:
            break
        inside = key in chosen.chosen
        price = _price(found, asked, chosen, key, inside)
        if price is not None:
            priced.append((key, inside, price, int(found.cost[found.keys.index(key)].sum())))
    table = pd.DataFrame(priced, columns=["key", "inside", "price", "cost"])
    return table.sort_values("price", kind="stable").reset_index(drop=True)


def _price(found: Candidates, asked: Asked, chosen: Selection, key: str, inside: bool) -> float | None:
    """Return the value lost by deciding a project the other way; None where that is impossible or not proven."""
    if inside:
        other = replace(asked, forced_out=(*asked.forced_out, key))
    else:
        other = replace(asked, forced_in=(*asked.forced_in, key))
    if chosen.status != "optimal":
        return None
    if asked.total is None or not listable(found, asked):
        answer = select(problem(found, other), EDGE_EACH)
    else:
        answer = frontier.staircase(problem(found, other), solves=2, time_limit=EDGE_EACH).at(asked.total)
    return max(chosen.value - answer.value, 0.0) if answer.status == "optimal" else None


def _nearest(found: Candidates, asked: Asked, chosen: set[str]) -> list[str]:
    """Return the keys nearest to the line, those in and those out by turns."""
    settled = found.decided | set(asked.forced_in) | set(asked.forced_out)
    cost = np.maximum(found.cost.sum(axis=1), 1)
    order = np.argsort(-found.value / cost, kind="stable")
    free = [found.keys[place] for place in order if found.keys[place] not in settled and found.value[place] > 0]
    outside = [key for key in free if key not in chosen][:NEAREST]
    inside = [key for key in reversed(free) if key in chosen][:NEAREST]
    turns = list(zip(outside, inside, strict=False))
    rest = outside[len(turns) :] + inside[len(turns) :]
    return [key for pair in turns for key in pair] + rest
