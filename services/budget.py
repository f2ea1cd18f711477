"""The budget what-if: the best selection, what holds it back, and the ways out where there is none."""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass

import numpy as np

from models.frontier import Staircase
from models.selection import first
from models.selection_limits import breaks_rule, rows
from models.selection_problem import Selection
from services import solving
from services.budget_conflicts import with_required
from services.candidates import Asked, Candidates, problem
from services.portfolio_candidates import Funding


@dataclass(frozen=True)
class Held:
    """A limit that the selection runs into: what is unspent of it, and how many projects left out do not fit in it.

    `period` is None for the total, else the name of a period, a group or another amount; `spare` whole units.
    """

    period: str | None
    spare: int
    barred: int


def best(found: Candidates, asked: Asked, steps: Staircase) -> Selection:
    """Return the best selection: looked up where the staircase has proven it, else searched."""
    if asked.total is not None:
        known = steps.at(asked.total)
        if known.status == "optimal" or known.conflicts:
            return known
    return search(found, asked)


def search(found: Candidates, asked: Asked) -> Selection:
    """Return the best selection found by a search of its own."""
    return searching(found, asked).result()


def searching(found: Candidates, asked: Asked) -> Future[Selection]:
    """Return the search for the best selection, under way or done."""
    return solving.search(problem(found, asked), asked.seconds)


def at_once(found: Candidates, asked: Asked) -> Selection:
    """Return a good selection in a fraction of the time, with the bound that says how good it is at least."""
    return first(problem(found, asked))


def held_by(found: Candidates, asked: Asked, chosen: Selection) -> list[Held]:
    """Return the limits that projects left out do not fit in, the one that bars most first."""
    stated = problem(found, asked)
    keys = np.array(found.keys, dtype=object)
    inside = np.isin(keys, list(chosen.chosen))
    left = _left_out(found, asked, set(chosen.chosen))
    groups = {rule.id: rule.name for rule in asked.rules}
    held = []
    for row in rows(stated):
        if (row.name or "").startswith("choice:"):
            continue
        spare = row.limit - int(row.cost[inside].sum())
        barred = sum(bool((row.cost[places] > spare).all()) for places in left)
        if barred:
            held.append(Held(groups.get(row.name or "", row.name), spare, barred))
    return sorted(held, key=lambda one: -one.barred)


def waiting(found: Candidates, asked: Asked, chosen: Selection) -> int:
    """Return how many projects of value left out could be added as things are, with all that they require."""
    stated = problem(found, asked)
    inside = set(chosen.chosen)
    places = np.isin(np.array(found.keys, dtype=object), list(inside))
    tight = [
        (row.cost, row.limit - int(row.cost[places].sum()))
        for row in rows(stated)
        if not (row.name or "").startswith("choice:")
    ]
    none_for = {key: found.none_of[project] for project, keys in found.options_of.items() for key in keys}

    def fits(place: int) -> bool:
        if any(cost[place] > spare for cost, spare in tight):
            return False
        key = found.keys[place]
        return breaks_rule(stated, with_required(stated, [*(inside - {none_for.get(key)}), key])) is None

    return sum(any(map(fits, ways)) for ways in _left_out(found, asked, inside))


def _left_out(found: Candidates, asked: Asked, chosen: set[str]) -> list[list[int]]:
    """Return, for each project of value that is left out and not by hand, where its ways of being funded stand."""
    place = {key: number for number, key in enumerate(found.keys)}
    option = {key for project, keys in found.options_of.items() for key in (*keys, found.none_of[project])}
    ways = {key: (key,) for key in found.keys if key not in option} | dict(found.options_of)
    return [
        [place[key] for key in keys if found.value[place[key]] > 0]
        for project, keys in ways.items()
        if project not in asked.forced_out
        and not chosen & set(keys)
        and any(found.value[place[key]] > 0 for key in keys)
    ]


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


@dataclass(frozen=True)
class PassedOver:
    """How many candidates no limit keeps out: left out by hand, and others without a value above zero."""

    by_hand: int
    worthless: int


def passed_over(found: Candidates, asked: Asked, chosen: Sequence[str]) -> PassedOver:
    """Return how many candidates stay out whatever money there is."""
    out = set(asked.forced_out)
    inside = set(chosen)
    options = {key for project, keys in found.options_of.items() for key in (*keys, found.none_of[project])}
    worth = {key: value for key, value in zip(found.keys, found.value, strict=True) if key not in options}
    worth |= {
        project: max(found.value[found.keys.index(key)] for key in keys) for project, keys in found.options_of.items()
    }
    inside |= {project for project, keys in found.options_of.items() if inside & set(keys)}
    idle = {key for key, value in worth.items() if value <= 0} - inside - out
    return PassedOver(len(out & set(worth)), len(idle))
