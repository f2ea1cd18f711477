"""Safe choices: which projects stay funded when weights, ratings, values and costs are not quite what they are said."""

import time
from collections.abc import Callable, Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray

from models.selection import select
from models.selection_draws import factors
from models.selection_problem import Problem, Selection
from models.selection_robustness import Case, Frequencies, frequencies
from models.selection_uncertainty import Uncertainty, moved, of_costs, of_values
from services import budget_scores, parallel
from services.access import Scope
from services.budget_conflicts import is_money
from services.budget_safety import Ranges as Ranges
from services.budget_safety import Robust as Robust
from services.budget_safety import plain as plain
from services.budget_scores import Scores
from services.candidates import Candidates
from services.errors import Explained

DRAWS, SEED = 200, 20_261
SECONDS, EACH = 5.0, 2.0
MOST_SINGLE = 300
Said = Callable[[int, int], None]


def robust(
    stated: Problem,
    ranges: Ranges,
    *,
    scores: Scores | None = None,
    best: Selection | None = None,
    none_of: Mapping[str, str] | None = None,
    options_of: Mapping[str, tuple[str, ...]] | None = None,
    money: tuple[str, ...] = (),
    draws: int = DRAWS,
    seed: int = SEED,
    seconds: float = SECONDS,
    say: Said | None = None,
) -> Robust:
    """Return how often each project is funded over draws from the ranges, and what each uncertainty moves by itself.

    Each draw is solved to the proof, in at most `EACH` seconds; the seed decides the draws.

    Parameters
    ----------
    stated : Problem
        What is decided in advance is left out of the answer.
    ranges : Ranges
    scores : Scores, optional
        Weights and ratings behind the values; without them, weights and ratings do not vary.
    best : Selection, optional
        The selection that is tested; the best one where left out.
    none_of, options_of
        As of `candidates.Candidates`.
    money : tuple of str
        Groups whose amounts are money.
    draws, seed : int
    seconds : float
        For the selection as stated.
    say : function of (done, of), optional
        May raise to end the work.
    """
    began = time.monotonic()
    parts = {key: (*options, (none_of or {})[key]) for key, options in (options_of or {}).items()}
    best = select(stated, seconds) if best is None else best
    if not best.found:
        raise Explained("Nothing can be chosen as things are stated, so there is nothing to test.")
    cases = _cases(stated, ranges, scores, parts, draws, np.random.default_rng(seed))
    single = _single(stated, best, ranges, scores, parts)
    total = len(cases) + 2 * len(single)

    def told(before: int) -> Said:
        def said(done: int, _of: int) -> None:
            if say is not None:
                say(min(before + done, total), total)

        return said

    with parallel.workers() as jobs:
        often = frequencies(stated, best, cases, jobs=jobs, each=EACH, money=money, progress=told(0))
        moves = moved(stated, best, single, jobs=jobs, each=EACH, money=money, progress=told(len(cases)))
    often = _by_project(stated, often, none_of or {}, parts)
    moving = tuple(one for one in moves if one.money or one.enters or one.leaves)
    return Robust(ranges, draws, seed, often, moving, len(single), time.monotonic() - began)


def _cases(
    stated: Problem,
    ranges: Ranges,
    scores: Scores | None,
    parts: Mapping[str, tuple[str, ...]],
    draws: int,
    rng: np.random.Generator,
) -> list[Case]:
    """Return the values and costs of every draw; options of a project vary together."""
    place = _project_places(stated, parts)
    values = np.tile(stated.value, (draws, 1))
    if scores is not None and (ranges.weights or ranges.ratings):
        values = scores.drawn(stated, ranges.weights, ranges.ratings, draws, rng)
    if ranges.values:
        values = values * factors(int(place.max()) + 1, ranges.values, draws, rng)[:, place]
    if not ranges.costs:
        return [Case(value) for value in values]
    dearer = factors(int(place.max()) + 1, ranges.costs, draws, rng)[:, place]
    return [Case(value, factor) for value, factor in zip(values, dearer, strict=True)]


def of_candidates(
    scope: Scope,
    as_of: date,
    found: Candidates,
    stated: Problem,
    ranges: Ranges,
    *,
    best: Selection | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
    say: Said | None = None,
) -> Robust:
    """Return how safe the best selection of a portfolio's candidates is; weights and ratings are those of the date."""
    varied = bool(ranges.weights or ranges.ratings)
    return robust(
        stated,
        ranges,
        scores=budget_scores.read(scope, as_of, found) if varied else None,
        best=best,
        none_of=found.none_of,
        options_of=found.options_of,
        money=tuple(group.name for group in stated.groups if is_money(found, group.name)),
        draws=draws,
        seed=seed,
        say=say,
    )


def _single(
    stated: Problem,
    best: Selection,
    ranges: Ranges,
    scores: Scores | None,
    parts: Mapping[str, tuple[str, ...]],
) -> list[Uncertainty]:
    """Return what can be off by itself: each weight, each project's ratings or value, each project's cost.

    Of many projects, the `MOST_SINGLE` whose value, or cost, is largest are tried.
    """
    found: list[Uncertainty] = []
    if scores is not None and ranges.weights:
        found += scores.single_weights(stated, ranges.weights)
    if scores is not None and ranges.ratings:
        found += scores.single_ratings(stated)
    if ranges.values:
        found += _largest(of_values(stated, best, ranges.values, parts), stated.value, stated, parts)
    if ranges.costs:
        found += _largest(of_costs(stated, best, ranges.costs, parts), stated.total_cost, stated, parts)
    return found


def _largest(
    found: list[Uncertainty],
    amount: NDArray[np.float64] | NDArray[np.int64],
    stated: Problem,
    parts: Mapping[str, tuple[str, ...]],
) -> list[Uncertainty]:
    size = dict(zip(stated.keys, amount.tolist(), strict=True))
    return sorted(found, key=lambda one: -max(size[key] for key in parts.get(one.key, (one.key,))))[:MOST_SINGLE]


def _project_places(stated: Problem, parts: Mapping[str, tuple[str, ...]]) -> NDArray[np.int64]:
    """Return for each candidate the number of its project."""
    of = {option: key for key, options in parts.items() for option in options}
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(of.get(key, key), len(numbers)) for key in stated.keys], dtype=np.int64)


def _by_project(
    stated: Problem, often: Frequencies, none_of: Mapping[str, str], parts: Mapping[str, tuple[str, ...]]
) -> Frequencies:
    """Return the frequencies of the projects that can be decided, those with options once."""
    project = {none: key for key, none in none_of.items()}
    others = {option for options in parts.values() for option in options} - set(project)
    kept = [
        place
        for place, key in enumerate(stated.keys)
        if key not in others and key not in stated.forced_in and key not in stated.forced_out
    ]
    nothing = np.array([stated.keys[place] in project for place in kept], dtype=bool)
    return Frequencies(
        keys=tuple(project.get(stated.keys[place], stated.keys[place]) for place in kept),
        inside=often.inside[kept] ^ nothing,
        share=np.where(nothing, 1 - often.share[kept], often.share[kept]),
        cases=often.cases,
        solved=often.solved,
        proven=often.proven,
        impossible=often.impossible,
        unsolved=often.unsolved,
    )
