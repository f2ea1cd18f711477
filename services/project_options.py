"""Options of single projects: go on, only to the next gate, reduce, pause, stop; new work in part or started later."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from models import project_options
from models.project_options import Option
from services import option_amounts
from services.candidates import Candidates
from services.cost_by_year import LATER
from services.options_allowed import LIVE as LIVE
from services.options_allowed import Allowed as Allowed
from services.options_known import Known

NAMES: Final[dict[str, str]] = {
    "continue": "continue",
    "stage": "next stage only",
    "reduce": "reduce",
    "pause": "pause",
    "stop": "stop",
    "none": "not funded",
    "whole": "whole",
}
AS_PLANNED: Final = ("continue", "whole")
"""The options that are what a project without options is: all of it, as it stands."""


def options(found: Candidates, allowed: Allowed, known: Known) -> dict[str, tuple[Option, ...]]:
    """Return the options of each project that has any, by key; the last one gives it no money.

    The statement must have a period "Later" where a start is moved or a project paused; `expand` sees to it.
    """
    offered = {}
    for place, key in enumerate(found.keys):
        if key in found.decided:
            continue
        cost = found.cost[place]
        if known.live[place]:
            mine = _of_live(cost, allowed, known, place) if allowed.only is None or key in allowed.only else []
        else:
            mine = _of_new(cost, allowed, key, len(found.periods) > 1)
        if mine:
            offered[key] = tuple(mine)
    return offered


def expand(found: Candidates, allowed: Allowed, known: Known) -> Candidates:
    """Return the candidates with one for each option of a project; the same candidates where nothing is allowed."""
    with_later = _with_later(found, allowed, known)
    offered = options(with_later, allowed, known)
    if not offered:
        return found
    rows = [
        (place, key, option)
        for place, key in enumerate(with_later.keys)
        for option in offered.get(key, (project_options.whole(with_later.cost[place]),))
    ]
    places = np.array([place for place, _, _ in rows])
    taken = [option for _, _, option in rows]
    worth = np.array([option.worth for option in taken])
    cost = np.stack([option.cost for option in taken])
    return replace(
        with_later,
        keys=tuple(f"{key}|{option.name}" if key in offered else key for _, key, option in rows),
        names=tuple(
            f"{with_later.names[place]}: {said(option.name)}" if key in offered else with_later.names[place]
            for place, key, option in rows
        ),
        value=with_later.value[places] * worth,
        cost=cost,
        amounts=option_amounts.expanded(with_later, places, taken, cost),
        contributions={
            objective: np.rint(brought[places] * worth).astype(np.int64)
            for objective, brought in with_later.contributions.items()
        },
        options_of={key: tuple(f"{key}|{one.name}" for one in mine[:-1]) for key, mine in offered.items()},
        none_of={key: f"{key}|{mine[-1].name}" for key, mine in offered.items()},
    )


def said(name: str) -> str:
    """Return an option's name in words.

    >>> said("stage"), said("part75later1"), said("wholelater2")
    ('next stage only', '75% a year later', 'two years later')
    """
    base, _, years = name.partition("later")
    when = {"": "", "1": "a year later", "2": "two years later"}.get(years, f"{years} years later")
    share = f"{base.removeprefix('part')}%" if base.startswith("part") else NAMES[base]
    return f"{'' if when and share == 'whole' else share} {when}".strip()


def project_of(found: Candidates) -> dict[str, str]:
    """Return the project of each candidate's key; its own where it has no options."""
    of = {key: key for key in found.keys}
    for project, keys in found.options_of.items():
        of |= dict.fromkeys((*keys, found.none_of[project]), project)
    return of


def reserved(found: Candidates, allowed: Allowed, known: Known, chosen: tuple[str, ...]) -> NDArray[np.int64]:
    """Return what the chosen options leave to be found later, by period of the expanded candidates, shape (p,)."""
    with_later = _with_later(found, allowed, known)
    total = np.zeros(len(with_later.periods), dtype=np.int64)
    inside = set(chosen)
    for key, mine in options(with_later, allowed, known).items():
        for option in mine:
            if f"{key}|{option.name}" in inside:
                total += option.reserved
    return total


def _of_live(cost: NDArray[np.int64], allowed: Allowed, known: Known, place: int) -> list[Option]:
    mine = []
    if "stage" in allowed.live and not np.isnan(known.by_gate[place]).any():
        share = np.append(known.by_gate[place], np.zeros(len(cost) - known.by_gate.shape[1]))
        stage = project_options.next_stage(cost, share, allowed.reserve)
        released = int((cost - stage.reserved).sum())
        mine += [stage] if 0 < released < int(cost.sum()) else []
    if "reduce" in allowed.live:
        mine.append(project_options.part(cost, allowed.reduce_cost, allowed.reduce_value, "reduce"))
    if "pause" in allowed.live and len(cost) > 1:
        mine.append(project_options.pause(cost, int(known.holding[place])))
    if not mine and "stop" not in allowed.live:
        return []
    ends = project_options.stop(cost, int(known.exit_cost[place]))
    return [project_options.whole(cost), *mine, ends if "stop" in allowed.live else project_options.none(cost)]


def _of_new(cost: NDArray[np.int64], allowed: Allowed, key: str, by_year: bool) -> list[Option]:
    whole = project_options.whole(cost, "whole")
    mine = [whole]
    if key in allowed.partial:
        mine += [project_options.part(cost, share, share, f"part{share}") for share in allowed.shares]
    if key in allowed.shifted and by_year:
        mine += [
            project_options.started_later(option, years, allowed.yearly_loss)
            for years in range(1, allowed.most_years + 1)
            for option in tuple(mine)
            if not option.years
        ]
    return [*mine, project_options.none(cost)] if len(mine) > 1 else []


def _with_later(found: Candidates, allowed: Allowed, known: Known) -> Candidates:
    """Return the candidates with a last period for what is moved past the last year, where one may be needed."""
    moves = bool(set(allowed.shifted) & set(found.keys)) or ("pause" in allowed.live and bool(known.live.any()))
    if not moves or len(found.periods) == 1 or found.periods[-1] == LATER:
        return found
    nothing = np.zeros((len(found.keys), 1), dtype=np.int64)
    return replace(found, cost=np.hstack([found.cost, nothing]), periods=(*found.periods, LATER))


def as_planned(chosen: Iterable[str]) -> frozenset[str]:
    """Return candidates with the option that changes nothing written as the project itself.

    >>> sorted(as_planned(["A|continue", "B|reduce", "C"]))
    ['A', 'B|reduce', 'C']
    """
    return frozenset(key.removesuffix("|continue").removesuffix("|whole") for key in chosen)
