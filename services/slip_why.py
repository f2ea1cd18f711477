"""Why a project has its chance to slip, what became of like cases, how far it may move, and what would lower it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from models import slip_contributions, slip_endings, slip_recourse, slip_similar
from models.slip_baselines import BASE_RATE
from models.slip_eligibility import ELIGIBLE
from models.slip_pairs import Horizon
from models.slip_recourse import Recourse
from services import slip_explain
from services.access import Scope
from services.slip_explain import Speaker
from services.slip_ground import Ground

ASKED_OF: int = 24
"""States on which it is measured how much a method uses each group of inputs."""


@dataclass(frozen=True)
class Explainer:
    """What spoke at a date, the past cases that stand for all, and how much it uses each group (shares of one)."""

    speaker: Speaker
    background: pd.DataFrame
    weights: Mapping[str, float]


def explainer(scope: Scope, as_of: date, horizon: Horizon, days: int) -> Explainer:
    """Return what spoke at a date, ready to be asked why; raises Explained where nothing did."""
    asked = slip_explain.speaker(scope, as_of, horizon, days)
    background = slip_contributions.background_rows(asked.predict, asked.pairs)
    states = asked.states.loc[asked.states["reason"] == ELIGIBLE]
    some = states.iloc[np.unique(np.linspace(0, len(states) - 1, ASKED_OF).astype(int))] if len(states) else states
    told = slip_contributions.contributions(asked.predict, background, some, asked.groups)
    return Explainer(asked, background, {str(k): float(v) for k, v in slip_contributions.importance(told).items()})


@dataclass(frozen=True)
class Why:
    """One project's chance, explained.

    Attributes
    ----------
    method
        What spoke, as the record names it.
    chance
        Of moving later by more than ``days``, as that says it.
    base, added, error
        The average over past cases, what each group of inputs adds, and the standard errors, shares of one; base and
        added sum to the chance.
    inputs
        The project's own values, by the name of the input.
    similar
        The most similar past cases of other projects, with ``name``; see `models.slip_similar.similar`. Within twelve
        months also what stood at the end of each; see `models.slip_endings.endings`.
    own
        The project's own past cases, the newest first.
    p50_days, p80_days
        Half of such projects move later by less than the first, eight in ten by less than the second; within twelve
        months at their furthest.
    recourse
        What would bring the chance under the threshold; None where one chance is given to all.
    cases
        Past cases the chance was learned from.
    """

    project_key: str
    method: str
    days: int
    chance: float
    base: float
    added: Mapping[str, float]
    error: Mapping[str, float]
    inputs: Mapping[str, Any]
    similar: pd.DataFrame
    own: pd.DataFrame
    p50_days: float
    p80_days: float
    recourse: Recourse | None
    cases: int


def why(
    ground: Ground,
    asked: Explainer,
    project_key: str,
    days: int,
    threshold: float,
    names: Mapping[str, str],
    levels: Mapping[float, float] | None = None,
) -> Why | None:
    """Return a project's explanation, or None where it has no chance.

    `names` are those of the projects by key; `levels` say where the P50 and the P80 are read off, see
    `services.slip_coverage`.
    """
    rows = ground.states[ground.states["project_key"].astype(str) == project_key]
    if rows.empty:
        return None
    state, speaker, cases = rows.iloc[0], asked.speaker, ground.cases[days]
    told = slip_contributions.contributions(speaker.predict, asked.background, rows, speaker.groups)
    alike = slip_similar.similar(state, cases, ground.as_of, speaker.groups, asked.weights)
    at = int(ground.states.index.get_loc(rows.index[0]))
    moves = ground.days.table(levels).iloc[at]
    return Why(
        project_key=project_key,
        method=speaker.method,
        days=days,
        chance=float(told.prediction.iloc[0]),
        base=told.base,
        added=_of_first(told.added),
        error=_of_first(told.error),
        inputs={str(name): value for name, value in state.items()},
        similar=_told(ground, alike, names),
        own=slip_similar.own_past(state, cases, ground.as_of),
        p50_days=float(moves["p50_days"]),
        p80_days=float(moves["p80_days"]),
        recourse=None if speaker.method == BASE_RATE else _recourse(ground, speaker, state, days, threshold),
        cases=int(speaker.pairs["complete"].sum()) if "complete" in speaker.pairs else len(speaker.pairs),
    )


def _told(ground: Ground, alike: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return like cases with the names of their projects, and how they ended where the outcome is the furthest move."""
    named = alike.assign(name=alike["project_key"].map(lambda key: names.get(str(key), str(key))))
    return named if ground.horizon == "next" else named.join(slip_endings.endings(ground.reports, alike))


def _of_first(frame: pd.DataFrame) -> dict[str, float]:
    return {str(name): float(value) for name, value in frame.iloc[0].items()}


def _recourse(ground: Ground, speaker: Speaker, state: pd.Series, days: int, threshold: float) -> Recourse:
    key = str(state["project_key"])
    return slip_recourse.recourse(
        speaker.predict,
        ground.reports[ground.reports["project_key"].astype(str) == key],
        ground.all_states,
        key,
        threshold,
        days,
        ground.next_report,
        ground.next_phases.get(str(state["phase"]), ""),
    )
