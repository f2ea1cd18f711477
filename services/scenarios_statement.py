"""Everything that determines a scenario, as plain values: the data it rests on, what was asked, and the answer."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

import numpy as np

from data_access import UnitOfWork
from data_access.portfolios import PortfolioFacts
from data_access.schema import REGISTERS
from models.selection_limits import breaks_rule
from models.selection_problem import Problem, Selection
from services import states
from services.access import Scope
from services.candidates import Candidates
from services.errors import Explained
from services.portrait import Filters
from services.problem_json import from_json, to_json
from services.seen import looking

FORMAT: Final = 1
METHOD: Final = "selection 1"
SOLVERS: Final = ("ortools", "scipy")
PINNED: Final = (
    "projects",
    "objectives",
    "impacts",
    "costs",
    "dependencies",
    "resource_demand",
    "resource_capacity",
    "benefits",
    "benefit_values",
    "contracts",
)
Statement = dict[str, Any]


def statement(
    scope: Scope,
    as_of: date,
    *,
    candidates: Candidates,
    problem: Problem,
    chosen: Selection,
    valuing: object,
    asked: object,
    address: Mapping[str, str | Sequence[str]],
    funded: Collection[str] | None = None,
    filters: Filters = (),
    classes: Mapping[str, str | None] | None = None,
    titles: Mapping[str, str] | None = None,
    reasons: Mapping[str, str] | None = None,
) -> Statement:
    """Return all that determines a plan, as values that JSON holds; nothing else is needed to solve it again.

    Parameters
    ----------
    candidates, problem, chosen
        What was chosen from, the selection as it was stated, and its answer.
    valuing, asked
        How value was measured, and limits, rules and what was forced: dataclasses or mappings.
    address
        Query parameters that reopen the plan on the Budget page.
    funded
        Candidates that had money, where the plan keeps what is funded: it is then found again as a selection that only
        grows with the total.
    classes, titles
        Investment class and name by project key; without titles a project bears the name of its candidate.
    reasons
        Why projects are decided by hand, by project key, where that is said.
    """
    with looking(scope) as (work, facts):
        pins = pinned(work, facts, as_of)
    return {
        "format": FORMAT,
        "as_of": as_of.isoformat(),
        "data_version": scope.data_version,
        "pins": pins,
        "weights": weights(scope, as_of),
        "valuing": plain(valuing),
        "filters": plain(filters),
        "asked": plain(asked),
        "reasons": plain(reasons or {}),
        "candidates": _described(candidates, problem, classes or {}, titles or {}),
        "digits": candidates.digits,
        "of_value": candidates.open_value,
        "problem": to_json(problem),
        "funded": None if funded is None else sorted(funded),
        "result": _result(chosen),
        "code": code(),
        "address": plain(address),
    }


def pinned(work: UnitOfWork, facts: PortfolioFacts, as_of: date) -> list[dict[str, Any]]:
    """Return the snapshots that make up the state of each register a budget rests on, as of a date.

    From the newest whole snapshot on: every one after it changes a part of that state.
    """
    pins = []
    for name in PINNED:
        if name not in REGISTERS:
            continue
        known = [one for one in work.uploads.in_use(facts.id, name) if one.as_of <= as_of]
        whole = [place for place, one in enumerate(known) if one.coverage.is_whole]
        pins += [
            {
                "snapshot": one.id,
                "register": name,
                "as_of": one.as_of.isoformat(),
                "hash": one.content_hash,
                "revision": one.revision,
                "file": one.file_name,
            }
            for one in known[whole[-1] if whole else 0 :]
        ]
    return pins


def weights(scope: Scope, as_of: date) -> dict[str, Any]:
    """Return the points of the objectives at a date, and a version that changes with any of them."""
    held = states.register(scope, "objectives", as_of, ["objective_key", "name", "weight"])
    rows = [
        {"key": str(key), "name": str(name), "points": None if points != points else float(points)}
        for key, name, points in held[["objective_key", "name", "weight"]].itertuples(index=False)
    ]
    rows.sort(key=lambda row: str(row["key"]))
    return {"version": hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:12], "objectives": rows}


def checked(told: Mapping[str, Any]) -> Problem:
    """Return the problem of a statement; raises Explained where it is incomplete or its answer breaks its rules."""
    if told.get("format") != FORMAT:
        raise Explained("This plan was written by another version.", repair="Open it on the Budget page and save anew.")
    needed = ("as_of", "pins", "weights", "asked", "candidates", "of_value", "digits", "problem", "result", "address")
    if missing := [name for name in needed if name not in told]:
        raise Explained(f"The plan lacks {', '.join(missing)}.", repair="Save it from the Budget page.")
    if told["result"]["status"] not in ("optimal", "feasible"):
        raise Explained("Nothing is chosen, so there is no plan to save.", repair="Change a limit or a rule first.")
    problem = from_json(told["problem"])
    if (broken := breaks_rule(problem, set(told["result"]["chosen"]))) is not None:
        raise Explained(f"The plan breaks one of its own rules: {broken}.", repair="Look at the page again.")
    return problem


def summary(told: Mapping[str, Any], problem: Problem) -> dict[str, Any]:
    """Return the figures a list of scenarios shows; money in whole minor units, projects counted once.

    `funded` and `candidates` leave out the work above the line, as `above` counts it.
    """
    each, result = told["candidates"], told["result"]
    chosen = set(result["chosen"])
    rows = list(zip(problem.keys, each["projects"], each["decided"], each["funds"], strict=True))
    own = {project for _, project, decided, _ in rows if not decided}
    funded = {project for key, project, decided, funds in rows if key in chosen and funds and not decided}
    return {
        "as_of": told["as_of"],
        "measure": told.get("valuing", {}).get("measure"),
        "total": problem.total_limit,
        "cost": result["total_cost"],
        "value": result["value"],
        "share": result["value"] / told["of_value"] if told["of_value"] else 0.0,
        "funded": len(funded),
        "candidates": len(own),
        "above": sum(map(bool, each["decided"])),
        "proof": result["status"],
        "gap": result["gap"],
        "digits": told["digits"],
    }


def plain(given: object) -> Any:
    """Return a value as JSON holds it: dataclasses and mappings as dicts, sequences as lists, sets in order."""
    if is_dataclass(given) and not isinstance(given, type):
        return plain(asdict(given))
    if isinstance(given, Mapping):
        return {str(key): plain(value) for key, value in given.items()}
    if isinstance(given, set | frozenset):
        return sorted(plain(value) for value in given)
    if isinstance(given, Sequence) and not isinstance(given, str | bytes):
        return [plain(value) for value in given]
    if isinstance(given, np.generic | np.ndarray):
        return given.tolist()
    return given.isoformat() if isinstance(given, date) else given


@cache
def code() -> dict[str, str]:
    """Return the version of the method and of the solvers that are installed."""
    found_here = {"method": METHOD}
    for name in SOLVERS:
        try:
            found_here[name] = version(name)
        except PackageNotFoundError:
            continue
    return found_here


def _described(
    found_here: Candidates, problem: Problem, classes: Mapping[str, str | None], titles: Mapping[str, str]
) -> dict[str, Any]:
    """Return what each candidate of the problem is, in its order: its project, name, class, and if it gives money."""
    project = {key: name for name, keys in found_here.options_of.items() for key in keys}
    project |= {key: name for name, key in found_here.none_of.items()}
    nothing = set(found_here.none_of.values())
    names = dict(zip(found_here.keys, found_here.names, strict=True))
    of = [project.get(key, key) for key in problem.keys]
    return {
        "projects": of,
        "names": [names.get(key, key) for key in problem.keys],
        "titles": [titles.get(name, names.get(key, key)) for key, name in zip(problem.keys, of, strict=True)],
        "classes": [classes.get(name) for name in of],
        "decided": [key in found_here.decided for key in problem.keys],
        "funds": [key not in nothing for key in problem.keys],
    }


def _result(chosen: Selection) -> dict[str, Any]:
    return {
        "status": chosen.status,
        "value": float(chosen.value),
        "bound": float(chosen.bound),
        "gap": float(chosen.gap),
        "chosen": list(chosen.chosen),
        "cost": [int(amount) for amount in chosen.cost],
        "total_cost": int(chosen.total_cost),
        "method": chosen.method,
        "seconds": float(chosen.seconds),
    }
