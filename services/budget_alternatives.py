"""What else could be chosen: sets nearly as good that differ in earnest, and what each thing asked costs in value."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from models.selection import select
from models.selection_alternatives import alternatives
from models.selection_constraints import Constraint, constraints, without
from models.selection_prices import Price, of_each
from models.selection_problem import Problem, Selection
from services.budget_conflicts import Reason, project_of, reason_of, settled
from services.candidates import Asked, Candidates, problem

SECONDS = 3.0
RULES_SECONDS, EACH_RULE = 2.0, 0.5


@dataclass(frozen=True)
class Alternative:
    """One of the next best sets: the projects it adds and drops, its value below the best, its money beyond it.

    A project of which only the option changes is in both `adds` and `drops`.
    """

    selection: Selection
    adds: tuple[str, ...]
    drops: tuple[str, ...]
    loss: float
    extra_cost: int
    proven: bool


@dataclass(frozen=True)
class Priced:
    """What one thing asked costs: a decision by hand, a rule, a limit."""

    reason: Reason
    price: Price


def next_best(
    found: Candidates, stated: Problem, best: Selection, count: int = 3, apart: int = 2, seconds: float = SECONDS
) -> tuple[tuple[Alternative, ...], bool]:
    """Return the best sets that differ by at least `apart` projects from the best and from each other, best first.

    The second answer is whether there are as many as asked for, or no more exist; else time ran out. Of projects with
    options it counts whether they are funded, not by which option.
    """
    nothing, project = set(found.none_of.values()), project_of(found)
    counted = [key for key in found.keys if key in nothing or key not in project]
    answer = alternatives(stated, best, count, apart, seconds, counted)
    told = []
    for one in answer.found:
        adds = dict.fromkeys(project.get(key, key) for key in one.enters if key not in nothing)
        drops = dict.fromkeys(project.get(key, key) for key in one.leaves if key not in nothing)
        extra = one.selection.total_cost - best.total_cost
        told.append(Alternative(one.selection, tuple(adds), tuple(drops), one.loss, extra, one.proven))
    return tuple(told), answer.complete


def prices(found: Candidates, stated: Problem, best: Selection, seconds: float = SECONDS) -> list[Priced]:
    """Return what each decision by hand, rule and limit costs in value, the dearest first.

    What a rule says of several options goes together. Those that time did not suffice for come last, without a value.
    """
    fixed = set(settled(found, stated))
    parts: dict[Reason, list[Constraint]] = {}
    for one in constraints(stated):
        if one not in fixed:
            parts.setdefault(reason_of(found, stated, one), []).append(one)
    freed = {reason: partial(_without, stated, members) for reason, members in parts.items()}
    priced = [Priced(reason, price) for reason, price in of_each(best, freed, seconds).items()]
    return sorted(priced, key=lambda one: -1.0 if one.price.value is None else one.price.value, reverse=True)


def prices_of_rules(found: Candidates, asked: Asked, best: Selection) -> dict[str, float]:
    """Return the value that each rule costs, or would cost where it is switched off, by its identity.

    Each takes one more search; what is not proven within its time, or not reached in all of it, is left out.
    """
    deadline = time.monotonic() + RULES_SECONDS
    found_prices: dict[str, float] = {}
    if best.status != "optimal":
        return found_prices
    for rule in asked.rules:
        if time.monotonic() > deadline:
            break
        on = rule.id not in asked.ignored
        off = tuple(one for one in asked.ignored if one != rule.id)
        other = select(problem(found, replace(asked, ignored=(*off, rule.id) if on else off)), EACH_RULE)
        if other.status == "optimal":
            found_prices[rule.id] = max(other.value - best.value if on else best.value - other.value, 0.0)
    return found_prices


def _without(stated: Problem, gone: Sequence[Constraint]) -> Problem:
    for one in gone:
        stated = without(stated, one)
    return stated
