"""Why no set of projects keeps everything that is asked: the fewest limits, rules and decisions, and the ways out."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

from models.selection_conflicts import conflicts, feasible
from models.selection_constraints import Constraint, constraints, without
from models.selection_problem import Problem
from models.selection_ways_out import amount_of, ways_out
from services.candidates import Candidates

ReasonKind = Literal["in", "out", "needs", "excludes", "same", "limit", "count", "least", "most"]
Unit = Literal["money", "projects", "people", "points"]
SECONDS = 3.0
CHOICE, CARRIED, MONEY_RULE = "choice:", "carried:", "group:money:"


@dataclass(frozen=True)
class Reason:
    """One thing that is asked, as a person states it.

    Attributes
    ----------
    kind : str
        "in" and "out" are decisions by hand, "limit" the money of a period or in total.
    keys : tuple of str
        Projects it names; for "needs" the first needs the second.
    called : str
        The period, the amount or the rule's identity; "" for the total.
    bound : int or None
        Of limits and groups, in whole units of `unit`: minor units of money, hundredths of people, thousandths of
        points.
    unit : str
    needed : int or None
        For a limit on money: what must be in takes of it, with all that those projects need.
    """

    kind: ReasonKind
    keys: tuple[str, ...] = ()
    called: str = ""
    bound: int | None = None
    unit: Unit = "money"
    needed: int | None = None


@dataclass(frozen=True)
class Way:
    """One way out: the reason that goes, or its bound where that moves; see `models.selection_ways_out.WayOut`."""

    reason: Reason
    bound: int | None
    change: int
    exact: bool
    enough: bool


@dataclass(frozen=True)
class Contradiction:
    """Things asked that leave nothing to choose together.

    Attributes
    ----------
    reasons : tuple of Reason
        Empty where what stands above the line contradicts itself.
    ways : tuple of Way
        The best first.
    smallest : bool
        No fewer are in conflict.
    more : bool
        Other things are in conflict beside these, so that no single way out is enough.
    """

    reasons: tuple[Reason, ...]
    ways: tuple[Way, ...]
    smallest: bool
    more: bool


def contradiction(
    found: Candidates, stated: Problem, seconds: float = SECONDS, given: Collection[Constraint] = ()
) -> Contradiction | None:
    """Return what is in conflict, and the ways out; None where something can be chosen or nothing was shown in time.

    `stated` is the statement made of the candidates (`candidates.problem`), with whatever else was forced in; what is
    `given` is not in question and never named.
    """
    fixed = (*settled(found, stated), *given)
    conflict = conflicts(stated, seconds / 2, fixed)
    if conflict is None:
        return None
    ways = ways_out(stated, conflict, seconds / 2, fixed)
    told: dict[Reason, Way] = {}
    for way in ways:
        reason = reason_of(found, stated, way.constraint)
        told.setdefault(reason, Way(reason, way.bound, way.change, way.exact, way.enough))
    reasons = tuple(dict.fromkeys(reason_of(found, stated, one) for one in conflict.members))
    told = {reason: _together(found, stated, way, seconds) for reason, way in told.items()}
    ordered = sorted(told.values(), key=lambda way: not way.enough)
    return Contradiction(reasons, tuple(ordered), conflict.smallest, not any(way.enough for way in ordered))


def settled(found: Candidates, stated: Problem) -> tuple[Constraint, ...]:
    """Return what nobody can take away: what stands above the line, and one choice for each project with options."""
    return tuple(
        one
        for one in constraints(stated)
        if one.name.startswith(CHOICE) or (one.kind == "forced in" and one.keys[0] in found.decided)
    )


def project_of(found: Candidates) -> dict[str, str]:
    """Return the project of each candidate that is an option of one."""
    return {option: project for project, none in found.none_of.items() for option in (*found.options_of[project], none)}


def is_money(found: Candidates, name: str) -> bool:
    """Return whether the amounts of a group are money, by its name."""
    kinds = {amounts.name: amounts.kind for amounts in found.amounts}
    return name.startswith((CARRIED, MONEY_RULE)) or kinds.get(name, "role") != "role"


def reason_of(found: Candidates, stated: Problem, one: Constraint) -> Reason:
    """Return a constraint as a person states it: of projects, not of their options."""
    if one.bound is not None:
        return _bound(found, stated, one)
    nothing, project = set(found.none_of.values()), project_of(found)
    keys = tuple(project.get(key, key) for key in one.keys)
    if one.kind in ("forced in", "forced out"):
        return Reason("in" if (one.kind == "forced in") is not (one.keys[0] in nothing) else "out", keys)
    if one.kind == "requires":
        return Reason("needs", keys)
    if one.kind == "same":
        return Reason("same", tuple(sorted(keys)))
    if one.keys[1] in nothing:
        return Reason("needs", keys)
    return Reason("excludes", tuple(sorted(keys)))


def _bound(found: Candidates, stated: Problem, one: Constraint) -> Reason:
    if one.kind == "count":
        return Reason("count", (), "", one.bound, "projects")
    if one.kind in ("period", "total"):
        return Reason("limit", (), one.name, one.bound, "money", _needed(stated, one))
    if one.name.startswith(CARRIED):
        return Reason("limit", (), one.name, one.bound, "money", _needed(stated, one))
    unit: Unit = "money" if is_money(found, one.name) else "projects"
    if one.name.startswith("group:objective:"):
        unit = "points"
    elif one.name in {amounts.name for amounts in found.amounts if amounts.kind == "role"}:
        unit = "people"
    needed = None if one.kind == "at least" else _needed(stated, one)
    return Reason("least" if one.kind == "at least" else "most", (), one.name, one.bound, unit, needed)


def _needed(stated: Problem, one: Constraint) -> int:
    """Return what must be in takes of a limit, with all that it requires."""
    inside = with_required(stated, stated.forced_in)
    amount = amount_of(stated, one)
    return int(sum(int(amount[place]) for place, key in enumerate(stated.keys) if key in inside))


def with_required(stated: Problem, keys: Collection[str]) -> set[str]:
    """Return candidates with all that they require, directly or not, and what is decided together with them."""
    needs: dict[str, list[str]] = {}
    for a, b in (*stated.requires, *stated.same, *((b, a) for a, b in stated.same)):
        needs.setdefault(a, []).append(b)
    reached, waiting = set(keys), list(keys)
    while waiting:
        for key in needs.get(waiting.pop(), []):
            if key not in reached:
                reached.add(key)
                waiting.append(key)
    return reached


def _together(found: Candidates, stated: Problem, way: Way, seconds: float) -> Way:
    """Return a way out that is enough where all that the same rule says of different options goes together."""
    if way.enough or way.bound is not None:
        return way
    same = [one for one in constraints(stated) if reason_of(found, stated, one) == way.reason]
    if len(same) < 2:
        return way
    for one in same:
        stated = without(stated, one)
    return replace(way, enough=feasible(stated, seconds / 4) is True)
