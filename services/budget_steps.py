"""What other totals would buy: the staircase round the present one, and the next better set."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from models import frontier
from models.frontier import Staircase
from models.selection import select
from models.selection_problem import Selection
from services.candidates import Asked, Candidates, problem

LADDER_SOLVES, LADDER_SECONDS = 16, 1.5
HALVING_SECONDS, HALVING_EACH = 0.4, 0.2
MOST_HALVED = 2_000


@dataclass(frozen=True, eq=False)
class Steps:
    """Totals and what each buys.

    Attributes
    ----------
    table : DataFrame
        budget and cost (money), share of the value, count of projects chosen, entered and left (names), proven,
        chosen (keys), by budget.
    exact : bool
        Whether every step there is stands in it, each proven.
    """

    table: pd.DataFrame
    exact: bool


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


def listable(found: Candidates, asked: Asked) -> bool:
    """Return whether all steps can be listed at once: one limit, no bounds on groups, and not too many candidates."""
    bounded = asked.periods or asked.shared or asked.amounts or found.none_of
    grouped = any(rule.kind == "group" for rule in asked.in_force)
    return not bounded and not grouped and len(found.keys) - len(found.decided) <= frontier.LARGEST_LISTED


def of_staircase(found: Candidates, known: Staircase) -> Steps:
    """Return a staircase as a table."""
    table = known.frame()
    return Steps(worded(found, table, [_keys_of(known, place) for place in range(len(known))]), known.exact)


def of_points(found: Candidates, asked: Asked, chosen: Selection) -> Steps:
    """Return what a few totals buy, each with a search of its own, where the limits of years follow the total.

    The present position is one of them, so that it lies on the line.
    """
    cost = found.cost.sum(axis=1)
    above = int(cost[[key in found.decided for key in found.keys]].sum())
    everything = int(cost.sum())
    totals = {above + (everything - above) * part // LADDER_SOLVES for part in range(1, LADDER_SOLVES + 1)}
    deadline = time.monotonic() + LADDER_SECONDS
    known = {} if asked.total is None else {asked.total: chosen}
    for total in sorted(totals, key=lambda amount: abs(amount - (asked.total or 0))):
        left = max(deadline - time.monotonic(), 0.02)
        known.setdefault(total, select(problem(found, replace(asked, total=total)), left, gap=1e-3))
    rows, best = [], -np.inf
    for total, one in sorted(known.items()):
        if one.found and one.value > best:
            best = one.value
            rows.append((total, one))
    before = [frozenset[str](), *(frozenset(one.chosen) for _, one in rows)]
    table = pd.DataFrame(
        {
            "budget": [total for total, _ in rows],
            "value": [one.value for _, one in rows],
            "cost": [one.total_cost for _, one in rows],
            "count": [len(one.chosen) for _, one in rows],
            "entered": [
                tuple(k for k in one.chosen if k not in was) for (_, one), was in zip(rows, before, strict=False)
            ],
            "left": [tuple(was - set(one.chosen)) for (_, one), was in zip(rows, before, strict=False)],
            "proven": [one.status == "optimal" for _, one in rows],
        }
    )
    return Steps(worded(found, table, [one.chosen for _, one in rows]), False)


def with_point(steps: Staircase, asked: Asked, chosen: Selection) -> Staircase:
    """Return the staircase with the selection in force among its steps, so that no point lies above it."""
    return steps if asked.total is None else steps.including(chosen, asked.total)


def next_better(found: Candidates, asked: Asked, steps: Steps, chosen: Selection) -> Better | None:
    """Return a set worth more than the one chosen for the least more money known; None where there is none.

    Listed steps give it at once. Where steps were searched, the gap up to the next one known is halved as often as a
    fraction of a second allows.
    """
    if asked.total is None or not chosen.found:
        return None
    least = chosen.value + 1e-9 * abs(chosen.value)
    table = steps.table
    above = table[(table["minor"] > asked.total) & (table["value"] > least)]
    if above.empty:
        return None
    high, keys = int(above["minor"].iloc[0]), above["chosen"].iloc[0]
    if steps.exact:
        return _better(found, asked.total, high, chosen, keys, True)
    low = asked.total
    deadline = time.monotonic() + HALVING_SECONDS
    while len(found.keys) <= MOST_HALVED and high - low > 1 and time.monotonic() < deadline:
        middle = (low + high) // 2
        tried = select(problem(found, replace(asked, total=middle)), HALVING_EACH)
        if tried.found and tried.value > least:
            high, keys = (middle if asked.shared else tried.total_cost), tried.chosen
        elif tried.status == "optimal":
            low = middle
        else:
            break
    return _better(found, asked.total, high, chosen, keys, high - low <= 1)


def worded(found: Candidates, table: pd.DataFrame, chosen: Sequence[tuple[str, ...]]) -> pd.DataFrame:
    """Return steps in money, shares and names; `count` leaves out those above the line, `minor` is the exact total."""
    names = dict(zip(found.keys, found.names, strict=True))
    entered = [[key for key in keys if key not in found.decided] for keys in table["entered"]]
    return table.assign(
        minor=table["budget"],
        budget=[found.money(amount) for amount in table["budget"]],
        cost=[found.money(amount) for amount in table["cost"]],
        share=table["value"] / found.open_value if found.open_value else 0.0,
        count=table["count"] - len(found.decided),
        entered=[", ".join(names[key] for key in keys) for keys in entered],
        left=[", ".join(names[key] for key in keys) for keys in table["left"]],
        chosen=pd.Series(list(chosen), dtype=object),
    )


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
