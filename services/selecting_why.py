"""Why a project is in or out, and how safe a selection is, as plain values for programs."""

import time
from typing import Any

from models.selection import select
from models.selection_constraints import Constraint
from models.selection_problem import Problem, Selection
from models.selection_swap import flipped
from services import budget_why, selecting_conflicts
from services.budget_conflicts import is_money
from services.budget_robustness import DRAWS, SEED, Ranges, plain, robust
from services.budget_why import Why
from services.errors import Explained
from services.statements import Stated

DEFAULT_SECONDS = 10.0


def explain(stated: Stated, project: str, seconds: float = DEFAULT_SECONDS) -> dict[str, Any]:
    """Return why a project is in or out of the best selection, and what it would take to change that.

    Returns
    -------
    dict
        status : of the best selection; "optimal" where what follows is exact. All else is left out where it is
        "infeasible" or "unknown".
        project, chosen : the project and whether it is funded; forced : "in", "out" or None.
        loss : value lost by deciding it the other way (also what its value would have to rise or could fall by); None
        where it cannot be. proven : whether that is exact.
        enters, leaves : projects that come and go then; extra_cost : money it takes beyond.
        on_top : list of {limit, by}: the money lacking to add it to what is chosen; None where that is not allowed.
        limits : list of {limit, by, at_least, exact}: the least rise of a limit by itself at which a best selection
        holds it; `by` None where no rise does (exact) or none was found in time. `limit` None is the total.
        own_cost : {share, exact}: the share of its own cost at which it changes sides; None for projects with options.
        barred : what forbids it to change sides (fields as of an infeasible select), or None.
        unanswered : of "swap", "limits" and "own_cost", what was not settled in time.
        seconds : time taken.
    """
    began = time.monotonic()
    problem = stated.problem
    best = select(problem, seconds / 2)
    if not best.found:
        return {"status": best.status, "project": project, "seconds": time.monotonic() - began}
    told = budget_why.why(stated.found, problem, best, project, max(seconds - (time.monotonic() - began), 0.1))
    forced = "in" if project in stated.asked.forced_in else "out" if project in stated.asked.forced_out else None
    return {
        "status": best.status,
        "project": told.key,
        "chosen": told.inside,
        "forced": forced,
        "loss": told.loss,
        "proven": told.proven,
        "enters": list(told.enters),
        "leaves": list(told.leaves),
        "extra_cost": stated.found.money(told.extra_cost),
        **_money(stated, told),
        "own_cost": None if told.own_cost is None else {"share": told.own_cost.share, "exact": told.own_cost.exact},
        "barred": _barred(stated, problem, best, told, seconds),
        "unanswered": list(told.unanswered),
        "seconds": time.monotonic() - began,
    }


def robustness(
    stated: Stated,
    values: float = 0.2,
    costs: float = 0.1,
    draws: int = DRAWS,
    seed: int = SEED,
    seconds: float = DEFAULT_SECONDS,
) -> dict[str, Any]:
    """Return how often each project is in the best selection when values and costs are off by so much, both ways.

    Parameters
    ----------
    values, costs : float
        Shares: .2 is 20 %.

    Returns
    -------
    dict
        status : "optimal" where the selection as stated and those of all draws are proven, "feasible" else;
        "infeasible" or "unknown", and nothing more, where nothing can be chosen or was found as things are stated.
        ranges, draws, seed : as asked. solved, proven, impossible, unsolved : draws by how they ended.
        funded : projects funded as stated; stay_funded : those of them in nine of ten draws or more; stay_out :
        projects left out that are in one of ten or fewer.
        projects : list of {project, chosen, frequency, standing}; standing is "core", "borderline" or "exterior".
        moves : the single uncertainties that move most money: list of {of, key, money, end, enters, leaves, proven}.
        tried : single uncertainties tried. seconds : time taken.

    Raises
    ------
    Explained
        Where a share is below 0 or above 1, or fewer than one draw is asked for.
    """
    if not (0 <= values <= 1 and 0 <= costs <= 1 and draws >= 1):
        raise Explained("Values and costs can be off by a share from 0 to 1, in one draw at least.")
    began = time.monotonic()
    problem = stated.problem
    best = select(problem, seconds)
    if not best.found:
        return {"status": best.status, "seconds": time.monotonic() - began}
    found = stated.found
    money = tuple(group.name for group in problem.groups if is_money(found, group.name))
    told = robust(
        problem,
        Ranges(values=values, costs=costs),
        best=best,
        none_of=found.none_of,
        options_of=found.options_of,
        money=money,
        draws=draws,
        seed=seed,
    )
    answer = plain(told)
    for one in answer["moves"]:
        one["money"] = found.money(one["money"])
        one["enters"], one["leaves"] = stated.split(one["enters"])[0], stated.split(one["leaves"])[0]
    for each in answer["projects"]:
        each["frequency"] = round(each["frequency"], 9)
    exact = best.status == "optimal" and told.frequencies.proven == told.frequencies.solved
    return {"status": "optimal" if exact else "feasible"} | answer | {"seconds": time.monotonic() - began}


def _money(stated: Stated, told: Why) -> dict[str, Any]:
    money = stated.found.money
    on_top = None if told.on_top is None else [{"limit": _name(one.limit), "by": money(one.by)} for one in told.on_top]
    limits = [
        {
            "limit": _name(one.constraint),
            "by": None if one.by is None else money(one.by),
            "at_least": money(one.at_least),
            "exact": one.exact,
        }
        for one in told.limits
    ]
    return {"on_top": on_top, "limits": limits}


def _name(limit: Constraint) -> str | None:
    return limit.name or None


def _barred(stated: Stated, problem: Problem, best: Selection, told: Why, seconds: float) -> dict[str, Any] | None:
    if told.barred is None:
        return None
    candidate = stated.found.none_of.get(told.key, told.key)
    other = flipped(problem, candidate, candidate in best.chosen)
    # That the project changes sides is the question, not something that was asked.
    change = Constraint("forced out" if candidate in best.chosen else "forced in", (candidate,))
    return selecting_conflicts.told(stated, other, (), seconds / 4, (change,))
