"""How the data behind a stored plan have moved since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from services import budget_funding, portfolio_candidates
from services.access import Scope
from services.candidate_values import Valuing
from services.candidates import Candidates
from services.options_allowed import Allowed
from services.scenarios import read
from services.scenarios_rerun import problem_of
from services.scenarios_statement import pinned
from services.seen import looking


@dataclass(frozen=True)
class Since:
    """What moved in the data behind a plan: counts of its candidates at `as_of` against those it was made of.

    `registers` were loaded or edited again; `funded_cost` is what the chosen projects still there cost more (minor
    units), and `funded_gone` how many of them are no longer candidates.
    """

    as_of: date
    registers: tuple[str, ...]
    gone: int
    arrived: int
    dearer: int
    cheaper: int
    worth_more: int
    worth_less: int
    funded_cost: int
    funded_gone: int

    @property
    def nothing(self) -> bool:
        """Whether the plan would be made of the same numbers today."""
        return not any((self.gone, self.arrived, self.dearer, self.cheaper, self.worth_more, self.worth_less))


def since(scope: Scope, number: int, as_of: date | None = None) -> Since:
    """Return what of the data behind a plan has moved, at a date or the newest one."""
    plan = read(scope, number)
    told = plan.statement
    then = date.fromisoformat(told["as_of"])
    at = as_of or portfolio_candidates.newest(scope)
    now = _candidates(scope, at, told)
    problem, chosen = problem_of(plan)
    cost, fresh = _by_key(problem.keys, problem.cost), _by_key(now.keys, now.cost)
    worth, newer = dict(zip(problem.keys, problem.value.tolist(), strict=True)), now.value.tolist()
    decided = {key for key, held in zip(problem.keys, told["candidates"]["decided"], strict=True) if held}
    options = {key for key, name in zip(problem.keys, told["candidates"]["projects"], strict=True) if key != name}
    moved = {key: fresh[key] - cost[key] for key in cost if key in fresh}
    both = set(moved) - decided - set(now.decided)
    gained = {key: value - worth[key] for key, value in zip(now.keys, newer, strict=True) if key in both}
    plainly = set(cost) - options
    return Since(
        as_of=at,
        registers=_registers_moved(scope, told, max(at, then)),
        gone=len(plainly - set(fresh)),
        arrived=len(set(fresh) - set(cost) - set(told["candidates"]["projects"])),
        dearer=sum(change > 0 for change in moved.values()),
        cheaper=sum(change < 0 for change in moved.values()),
        worth_more=sum(change > 1e-9 for change in gained.values()),
        worth_less=sum(change < -1e-9 for change in gained.values()),
        funded_cost=sum(moved[key] for key in moved if key in chosen),
        funded_gone=len((plainly & chosen) - set(fresh)),
    )


def _registers_moved(scope: Scope, told: Mapping[str, Any], at: date) -> tuple[str, ...]:
    with looking(scope) as (work, facts):
        now = pinned(work, facts, at)
    was, fresh = ({(pin["register"], pin["snapshot"]) for pin in pins} for pins in (told["pins"], now))
    return tuple(sorted({register for register, _ in was ^ fresh}))


def _candidates(scope: Scope, at: date, told: Mapping[str, Any]) -> Candidates:
    """Return the candidates of a date as the plan was made of them: the same values, filters and options."""
    funding, _ = budget_funding.read(scope, at, _valuing(told), tuple((a, b) for a, b in told["filters"]))
    given = told["asked"].get("allowed") or {}
    allowed = Allowed(**{name: _tuples(given[name]) for name in Allowed.__dataclass_fields__ if name in given})
    return budget_funding.with_options(scope, at, funding, allowed).candidates


def _valuing(told: Mapping[str, Any]) -> Valuing:
    given = told["valuing"]
    known = {name: given[name] for name in Valuing.__dataclass_fields__ if name in given}
    return Valuing(**{name: _tuples(value) for name, value in known.items()})


def _tuples(value: Any) -> Any:
    return tuple(_tuples(each) for each in value) if isinstance(value, list) else value


def _by_key(keys: tuple[str, ...], cost: Any) -> dict[str, int]:
    return dict(zip(keys, [int(total) for total in np.asarray(cost).sum(axis=1)], strict=True))
