"""A stored plan solved again, and what it gives up against the proven best."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

import numpy as np

from models.selection import select
from models.selection_limits import breaks_rule
from models.selection_problem import Problem, Selection
from services import scenarios_kept
from services.access import Scope
from services.errors import Explained, NotFound
from services.problem_json import from_json
from services.scenarios import Scenario, read

SECONDS: Final = 20.0
PRICE_SECONDS, PRICE_EACH = 8.0, 2.0
MOST_PRICED: Final = 60
Verdict = Literal["same", "equal", "better", "broken", "unproven"]


@dataclass(frozen=True)
class Rerun:
    """A plan solved again.

    Attributes
    ----------
    verdict
        "same" set; "equal": another set of the same proven value, the stored one obeys every rule; "better": a set
        worth more was found; "broken": the stored set breaks `broken`; "unproven": nothing better was found in time.
    stored_value, found
        Value as kept, and the new answer with its bound.
    added, dropped
        Candidates that the new answer has more and less.
    """

    verdict: Verdict
    stored_value: float
    found: Selection
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    broken: str = ""

    @property
    def holds(self) -> bool:
        """Whether the plan came out the same: the same set, or one proven to be as good."""
        return self.verdict in ("same", "equal")


@dataclass(frozen=True)
class Departure:
    """A project that a plan decides otherwise than the best.

    `price` is the value that this alone costs, or None; `reason` why it was decided by hand, "" where that is not said.
    """

    project: str
    name: str
    inside: bool
    price: float | None
    reason: str = ""


@dataclass(frozen=True)
class Departures:
    """A plan against the best under the same limits and rules, with nothing decided by hand."""

    best: Selection
    lost: float
    projects: tuple[Departure, ...]


def rerun(scope: Scope, number: int, seconds: float = SECONDS) -> Rerun:
    """Return what comes out when a stored plan is solved again from nothing but what is stored."""
    return solved_again(read(scope, number), seconds)


def solved_again(plan: Scenario, seconds: float = SECONDS) -> Rerun:
    """Return what comes out when a plan is solved again."""
    problem, stored = problem_of(plan)
    fresh = scenarios_kept.again(plan, problem) if scenarios_kept.keeps(plan) else select(problem, seconds)
    new = set(fresh.chosen)
    broken = breaks_rule(problem, stored)
    return Rerun(
        verdict=_verdict(problem, stored, fresh, broken is not None),
        stored_value=_worth(problem, stored),
        found=fresh,
        added=tuple(key for key in problem.keys if key in new - stored),
        dropped=tuple(key for key in problem.keys if key in stored - new),
        broken=" and ".join(broken) if isinstance(broken, tuple) else broken or "",
    )


def _verdict(problem: Problem, stored: set[str], fresh: Selection, broken: bool) -> Verdict:
    if broken:
        return "broken"
    if set(fresh.chosen) == stored:
        return "same"
    value = _worth(problem, stored)
    if fresh.found and fresh.value > value + _hair(value):
        return "better"
    return "equal" if fresh.status == "optimal" else "unproven"


def departures(plan: Scenario, seconds: float = SECONDS) -> Departures:
    """Return where a plan leaves the best of its own limits and rules, and the price of each departure.

    What was forced in or out by hand is let go; what stands above the line stays. The price of a project is the value
    lost against that best by deciding this one project as the plan does and everything else freely.
    """
    problem, chosen = problem_of(plan)
    free = _free(plan, problem)
    best = select(free, seconds)
    if not best.found:
        raise Explained("No best plan under these limits was found in time.", repair="Try again.")
    each = plan.statement["candidates"]
    taken, of_best = (_projects(each, problem, keys) for keys in (chosen, set(best.chosen)))
    names = dict(zip(each["projects"], each["titles"], strict=True))
    reasons: Mapping[str, str] = plan.statement.get("reasons") or {}
    deadline = time.monotonic() + PRICE_SECONDS
    found_here: list[Departure] = []
    for project in dict.fromkeys(each["projects"]):
        if taken.get(project) == of_best.get(project):
            continue
        priced = len(found_here) < MOST_PRICED and time.monotonic() < deadline
        price = _price(free, best, each, project, taken.get(project)) if priced else None
        found_here.append(Departure(project, names[project], project in taken, price, reasons.get(project, "")))
    found_here.sort(key=lambda one: -1.0 if one.price is None else -one.price - 1)
    return Departures(best, max(best.value - _worth(problem, chosen), 0.0), tuple(found_here))


def problem_of(plan: Scenario) -> tuple[Problem, set[str]]:
    """Return the problem of a plan and the candidates it chose; raises NotFound for one read without its statement."""
    if not plan.statement:
        raise NotFound(f'"{plan.name}" was read without what determines it.')
    return from_json(plan.statement["problem"]), set(plan.statement["result"]["chosen"])


def _free(plan: Scenario, problem: Problem) -> Problem:
    held = zip(problem.keys, plan.statement["candidates"]["decided"], strict=True)
    decided = {key for key, is_decided in held if is_decided}
    return replace(problem, forced_in=problem.forced_in & decided, forced_out=frozenset())


def _projects(each: Mapping[str, Any], problem: Problem, keys: set[str]) -> dict[str, str]:
    """Return the candidate by which each project gets money."""
    rows = zip(problem.keys, each["projects"], each["funds"], strict=True)
    return {project: key for key, project, funds in rows if key in keys and funds}


def _price(free: Problem, best: Selection, each: Mapping[str, Any], project: str, taken: str | None) -> float | None:
    """Return the value lost by deciding one project so; None where it was not proven in time, or cannot be."""
    rows = zip(free.keys, each["projects"], each["funds"], strict=True)
    others = {key for key, name, funds in rows if name == project and funds and key != taken}
    inside = free.forced_in | ({taken} if taken else set())
    answer = select(replace(free, forced_in=inside, forced_out=free.forced_out | others), PRICE_EACH)
    return max(best.value - answer.value, 0.0) if answer.status == "optimal" else None


def _worth(problem: Problem, keys: set[str]) -> float:
    return float(np.sum([value for key, value in zip(problem.keys, problem.value, strict=True) if key in keys]))


def _hair(value: float) -> float:
    return 1e-9 * max(abs(value), 1e-300)
