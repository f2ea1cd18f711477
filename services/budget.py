"""The budget what-if: the best selection at once, the staircase behind it, what holds it back, and what is close."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from models import frontier
from models.frontier import Staircase
from models.selection import select
from models.selection_limits import rows
from models.selection_problem import Conflict, Selection
from services.candidates import Asked, Candidates, problem
from services.portfolio_candidates import Funding

SECONDS = 3.0
LADDER_SOLVES, LADDER_SECONDS = 16, 1.5
EDGE_SECONDS, EDGE_EACH = 0.4, 0.2
NEAREST = 5
MOST_PRICED = 2_000


@dataclass(frozen=True)
class Held:
    """A limit that the selection runs into: what is unspent of it, and how many projects left out do not fit in it.

    `period` is None for the total; `spare` whole minor units.
    """

    period: str | None
    spare: int
    barred: int


@dataclass(frozen=True)
class Relief:
    """The cheapest ways out where nothing can be chosen: raise a limit by so much, or let a forced project go.

    `period` None is the total; amounts are whole minor units; `release` a key forced in by hand that frees enough.
    """

    period: str | None
    limit: int
    needed: int
    release: str | None

    @property
    def raise_by(self) -> int:
        """How much the limit lacks."""
        return self.needed - self.limit


@dataclass(frozen=True)
class Better:
    """A set worth more: how much more money it takes (minor units), what it adds and drops, and if it is the next."""

    extra_cost: int
    adds: tuple[str, ...]
    drops: tuple[str, ...]
    proven: bool


def ladder(found: Candidates, asked: Asked) -> Staircase:
    """Return what every total buys under the other limits and the projects decided by hand; the total is not used."""
    stated = problem(found, asked.without_total())
    return frontier.staircase(stated, solves=LADDER_SOLVES, time_limit=LADDER_SECONDS)


def steps(found: Candidates, ladder: Staircase) -> pd.DataFrame:
    """Return the staircase as a table: budget and cost (money), share, count, entered and left (names), proven.

    `count` leaves out those above the line.
    """
    names = dict(zip(found.keys, found.names, strict=True))
    table = ladder.frame()
    entered = [[key for key in keys if key not in found.decided] for keys in table["entered"]]
    return table.assign(
        budget=[found.money(amount) for amount in table["budget"]],
        cost=[found.money(amount) for amount in table["cost"]],
        share=table["value"] / found.open_value if found.open_value else 0.0,
        count=table["count"] - len(found.decided),
        entered=[", ".join(names[key] for key in keys) for keys in entered],
        left=[", ".join(names[key] for key in keys) for keys in table["left"]],
    )


def best(found: Candidates, asked: Asked, steps: Staircase) -> Selection:
    """Return the best selection: looked up where the staircase has proven it, else searched."""
    if asked.total is not None:
        known = steps.at(asked.total)
        if known.status == "optimal" or known.conflicts:
            return known
    return search(found, asked)


def listable(found: Candidates, asked: Asked) -> bool:
    """Return whether all steps of the staircase can be listed at once: one limit, and not too many candidates."""
    return not asked.periods and len(found.keys) - len(found.decided) <= frontier.LARGEST_LISTED


def search(found: Candidates, asked: Asked) -> Selection:
    """Return the best selection found by a search of its own."""
    return select(problem(found, asked), SECONDS)


def with_point(steps: Staircase, asked: Asked, chosen: Selection) -> Staircase:
    """Return the staircase with the selection in force among its steps, so that no point lies above it."""
    return steps if asked.total is None else steps.including(chosen, asked.total)


def next_better(found: Candidates, asked: Asked, steps: Staircase, chosen: Selection) -> Better | None:
    """Return a set worth more than the one chosen for the least more money known; None where there is none.

    Listed steps give it at once. Where steps were searched, the gap up to the next one known is halved as often as a
    fraction of a second allows.
    """
    if asked.total is None or not chosen.found:
        return None
    least = chosen.value + 1e-9 * abs(chosen.value)
    above = np.flatnonzero((steps.budget > asked.total) & (steps.value > least))
    if not len(above):
        return None
    place = int(above[0])
    if steps.exact:
        return _better(found, asked.total, int(steps.budget[place]), chosen, _keys_of(steps, place), True)
    low, high, keys = asked.total, int(steps.budget[place]), _keys_of(steps, place)
    deadline = time.monotonic() + EDGE_SECONDS
    while len(found.keys) <= MOST_PRICED and high - low > 1 and time.monotonic() < deadline:
        middle = select(problem(found, replace(asked, total=(low + high) // 2)), EDGE_EACH)
        if middle.found and middle.value > least:
            high, keys = middle.total_cost, middle.chosen
        elif middle.status == "optimal":
            low = (low + high) // 2
        else:
            break
    return _better(found, asked.total, high, chosen, keys, high - low <= 1)


def held_by(found: Candidates, asked: Asked, chosen: Selection) -> list[Held]:
    """Return the limits that projects left out do not fit in, the one that bars most first."""
    stated = problem(found, asked)
    inside = np.isin(np.array(found.keys, dtype=object), list(chosen.chosen))
    wanted = ~inside & (found.value > 0) & ~np.isin(np.array(found.keys, dtype=object), list(asked.forced_out))
    held = []
    for row in rows(stated):
        spare = row.limit - int(row.cost[inside].sum())
        barred = int((row.cost[wanted] > spare).sum())
        if barred:
            held.append(Held(row.name, spare, barred))
    return sorted(held, key=lambda one: -one.barred)


def reliefs(found: Candidates, asked: Asked, conflicts: Sequence[Conflict]) -> list[Relief]:
    """Return the cheapest way out of each broken limit."""
    cost = dict(zip(found.keys, found.cost, strict=True))
    ways = []
    for conflict in conflicts:
        if conflict.needed is None or conflict.limit is None:
            continue
        place = None if conflict.period is None else found.periods.index(conflict.period)
        taken = {key: int(cost[key].sum() if place is None else cost[key][place]) for key in asked.forced_in}
        enough = [key for key in asked.forced_in if taken[key] >= conflict.needed - conflict.limit]
        release = min(enough, key=lambda key: taken[key]) if enough else None
        ways.append(Relief(conflict.period, conflict.limit, conflict.needed, release))
    return ways


def share_at_least(funding: Funding, chosen: Sequence[str]) -> float | None:
    """Return the least share of the value that a selection can have, if all that is not rated were worth the most.

    None where everything is known.
    """
    projects = funding.projects[~funding.projects["decided"]]
    inside = projects["project_key"].isin(set(chosen))
    value = projects["value"].clip(lower=0)
    gained = projects["highest"].clip(lower=0)
    if not (gained > value).any():
        return None
    most = float(value[inside].sum() + gained[~inside].sum())
    return float(value[inside].sum()) / most if most > 0 else 0.0


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


def _better(found: Candidates, total: int, budget: int, chosen: Selection, keys: Sequence[str], proven: bool) -> Better:
    added, dropped = set(keys) - set(chosen.chosen), set(chosen.chosen) - set(keys)
    return Better(
        extra_cost=budget - total,
        adds=tuple(key for key in found.keys if key in added),
        drops=tuple(key for key in found.keys if key in dropped),
        proven=proven,
    )


def _keys_of(steps: Staircase, place: int) -> tuple[str, ...]:
    inside = np.unpackbits(steps.packed[place], count=len(steps.problem.keys)).astype(bool)
    return tuple(steps.problem.keys[position] for position in np.flatnonzero(inside))
