"""Why a project is in the selection or out of it, and what it would take to change that."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from models.selection_constraints import Constraint, constraints, with_bound
from models.selection_limits import breaks_rule
from models.selection_needs import OwnCost, Raised, own_cost, raised
from models.selection_problem import Problem, Selection
from models.selection_swap import Swap, flipped, swap
from models.selection_ways_out import amount_of
from services.budget_conflicts import Contradiction, contradiction, is_money, project_of, with_required
from services.candidates import Candidates
from services.errors import NotFound

SECONDS = 4.0


@dataclass(frozen=True)
class Short:
    """What a limit lacks so that a project could be added to what is chosen, in whole minor units."""

    limit: Constraint
    by: int


@dataclass(frozen=True)
class Why:
    """Why a project is in or out.

    Attributes
    ----------
    key : str
        Of the project.
    inside : bool
        Whether it is funded now.
    loss : float or None
        Value lost by deciding it the other way; below zero where it was decided by hand against the value. Also what
        its own value would have to rise (or could fall) by until both are as good. None where it cannot be decided the
        other way, or no answer was found.
    proven : bool
        The loss is exact, or it is proven that the project cannot change sides.
    enters, leaves : tuple of str
        Projects that would come in and go out then, itself among them; those with options also where only the option
        changes (in both).
    extra_cost : int
        Money that the other selection takes beyond this one, whole minor units.
    on_top : tuple of Short or None
        For one that is out: the money lacking to add it, with all it needs, to what is chosen. Empty where it would
        fit; None where a rule or another limit forbids it, or for one that is in.
    limits : tuple of Raised
        For one that is out: how far each limit on money that it does not fit in would have to rise, by itself, until
        some best selection holds it.
    own_cost : OwnCost or None
        The share of its cost at which it changes sides; None for a project with options.
    barred : Contradiction or None
        Where it cannot change sides as things are: what forbids it.
    unanswered : tuple of str
        Of "swap", "limits", "own_cost": what was not settled in time.
    """

    key: str
    inside: bool
    loss: float | None
    proven: bool
    enters: tuple[str, ...]
    leaves: tuple[str, ...]
    extra_cost: int
    on_top: tuple[Short, ...] | None
    limits: tuple[Raised, ...]
    own_cost: OwnCost | None
    barred: Contradiction | None
    unanswered: tuple[str, ...]


def why(found: Candidates, stated: Problem, best: Selection, key: str, seconds: float = SECONDS) -> Why:
    """Return why a project is in or out of the best selection, and what it would take to change that.

    Parameters
    ----------
    found : Candidates
    stated : Problem
        The statement made of them (`candidates.problem`), with whatever else was forced in.
    best : Selection
        Its best selection, with or without proof.
    key : str
        Of a project; raises NotFound where there is none.
    seconds : float
        For all questions together; those that it does not suffice for are named as unanswered.
    """
    deadline = time.monotonic() + seconds
    candidate = found.none_of.get(key, key)
    if candidate not in stated.keys:
        raise NotFound(f'There is no project "{key}" among the candidates.')
    inside = (candidate in best.chosen) is not (key in found.none_of)
    other = swap(stated, best, candidate, seconds / 4)
    barred = _barred(found, stated, candidate, other.inside, seconds / 4) if _impossible(other) else None
    money = tuple(group.name for group in stated.groups if is_money(found, group.name))
    cost: OwnCost | None = None
    rises: tuple[Raised, ...] = ()
    on_top: tuple[Short, ...] | None = None
    if key not in found.none_of:
        cost = own_cost(stated, best, key, (deadline - time.monotonic()) / 3, money)
    if not inside:
        on_top = _on_top(found, stated, best, key)
        rises = _rises(found, stated, best, candidate, deadline)
    enters, leaves = _projects(found, best, other)
    return Why(
        key=key,
        inside=inside,
        loss=other.loss,
        proven=other.proven,
        enters=enters,
        leaves=leaves,
        extra_cost=other.extra_cost,
        on_top=on_top,
        limits=rises,
        own_cost=cost,
        barred=barred,
        unanswered=_unanswered(other, rises, cost),
    )


def _barred(found: Candidates, stated: Problem, candidate: str, inside: bool, seconds: float) -> Contradiction | None:
    """Return what forbids a candidate to change sides."""
    change = Constraint("forced out" if inside else "forced in", (candidate,))
    return contradiction(found, flipped(stated, candidate, inside), seconds, (change,))


def _impossible(other: Swap) -> bool:
    return other.status == "infeasible"


def _unanswered(other: Swap, rises: Sequence[Raised], cost: OwnCost | None) -> tuple[str, ...]:
    answered = {
        "swap": other.proven,
        "limits": all(one.exact for one in rises),
        "own_cost": cost is None or cost.exact,
    }
    return tuple(name for name, done in answered.items() if not done)


def _projects(found: Candidates, best: Selection, other: Swap) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the projects that come in and go out; an option that only changes is in both."""
    nothing, project = set(found.none_of.values()), project_of(found)
    enters = dict.fromkeys(project.get(key, key) for key in other.enters if key not in nothing)
    leaves = dict.fromkeys(project.get(key, key) for key in other.leaves if key not in nothing)
    return tuple(enters), tuple(leaves)


def money_limits(found: Candidates, stated: Problem) -> list[Constraint]:
    """Return the limits on money, the total first."""
    limits = [
        one
        for one in constraints(stated)
        if one.kind in ("period", "total") or (one.kind == "at most" and is_money(found, one.name))
    ]
    return sorted(limits, key=lambda one: one.kind != "total")


def _lacking(
    found: Candidates, stated: Problem, best: Selection, wanted: Sequence[str]
) -> tuple[set[str], list[Short]]:
    """Return what is chosen with the candidates wanted and all they need, and the money that is lacking for it."""
    gone = {found.none_of[project] for key in wanted if (project := project_of(found).get(key)) is not None}
    together = with_required(stated, [*(key for key in best.chosen if key not in gone), *wanted])
    places = [place for place, key in enumerate(stated.keys) if key in together]
    short = []
    for limit in money_limits(found, stated):
        over = int(amount_of(stated, limit)[places].sum()) - (limit.bound or 0)
        if over > 0:
            short.append(Short(limit, over))
    return together, short


def _on_top(found: Candidates, stated: Problem, best: Selection, key: str) -> tuple[Short, ...] | None:
    """Return the money lacking to add a project to what is chosen; the option that lacks least where there are some."""
    ways = []
    for option in found.options_of.get(key, (key,)):
        together, short = _lacking(found, stated, best, [option])
        free = stated
        for one in short:
            free = with_bound(free, one.limit, None)
        if breaks_rule(free, together) is None:
            ways.append(tuple(short))
    return min(ways, key=lambda short: sum(one.by for one in short)) if ways else None


def _rises(found: Candidates, stated: Problem, best: Selection, candidate: str, deadline: float) -> tuple[Raised, ...]:
    """Return how far each limit on money that the project does not fit in would have to rise by itself."""
    wanted = flipped(stated, candidate, candidate in best.chosen)
    options = found.options_of.get(project_of(found).get(candidate, ""), (candidate,))
    short = {one.limit for option in options for one in _lacking(found, stated, best, [option])[1]}
    limits = [limit for limit in money_limits(found, stated) if limit in short]
    rises = []
    for number, limit in enumerate(limits):
        left = max(deadline - time.monotonic(), 0.0) / (len(limits) - number)
        rises.append(raised(stated, best, wanted, limit, left))
    return tuple(rises)
