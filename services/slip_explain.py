"""Why a project has its chance to slip: what each group of inputs adds, by the very method that spoke at the date."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from models import slip_contributions, slip_model
from models.slip_baselines import MODEL, TABLE
from models.slip_features import features, states_at
from models.slip_inputs import GROUPS, of_group
from models.slip_pairs import Horizon, pairs_of
from models.slip_table import SlipTable
from models.slip_training import training_pairs
from services import slip, slip_history, slip_models, slip_store
from services.access import Scope
from services.errors import Explained, NotFound

Predict = Callable[[pd.DataFrame], pd.DataFrame]
TABLE_GROUPS: Final = {"time left": ("time_left_days",), "phase": ("phase",)}


@dataclass(frozen=True)
class Speaker:
    """What spoke at a date, ready to be asked again.

    Attributes
    ----------
    method
        As the record names it: model, phase x time left, base rate.
    predict
        States in, a frame with ``probability`` out.
    pairs
        What it was fitted on, with every input.
    states
        The states of that date with every input, ``project_key`` as text.
    groups
        The inputs by group.
    """

    method: str
    predict: Predict
    pairs: pd.DataFrame
    states: pd.DataFrame
    groups: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Explanation:
    """Why one project has its chance: ``base`` and what each group of `parts` adds sum to ``probability``.

    All in shares of one. ``parts`` holds the group and what it adds, the largest first.
    """

    project_key: str
    name: str
    as_of: date
    method: str
    probability: float
    base: float
    parts: tuple[tuple[str, float], ...]


def speaker(scope: Scope, as_of: date, horizon: Horizon, days: int) -> Speaker:
    """Return what spoke at a date; raises Explained where nothing did, Damaged where the stored model was changed.

    At the newest date that is the stored model itself; at an earlier one the model is fitted again on what was known
    when it was fitted then, which gives the same one. No chance is above that of the smaller move.
    """
    asked = _speaker(scope, as_of, horizon, days)
    if asked.method != MODEL or days == slip_store.SMALLER_DAYS:
        return asked
    smaller = _speaker(scope, as_of, horizon, slip_store.SMALLER_DAYS)
    return replace(asked, predict=_no_higher(asked.predict, smaller.predict)) if smaller.method == MODEL else asked


def _no_higher(predict: Predict, bound: Predict) -> Predict:
    return lambda states: predict(states).clip(upper=bound(states)["probability"], axis=0)


def _speaker(scope: Scope, as_of: date, horizon: Horizon, days: int) -> Speaker:
    made = slip_store.said(scope, as_of, horizon, days)
    if made is None or not made.record["method"]:
        note = "Nothing has been reported yet." if made is None else made.record["note"]
        raise Explained("There is no prediction to explain.", note)
    history = slip_history.with_registers(scope, made.made_on)
    moment = pd.Timestamp(made.made_on)
    states = states_at(history, moment)
    states = states.assign(project_key=states["project_key"].astype(str))
    frame = features(history)
    known = pairs_of(frame, horizon, days)
    known = known.loc[known["outcome_date"] <= moment]
    method = str(made.record["method"])
    if method == MODEL:
        fitted, pairs = _model(scope, made, frame, known, horizon, days)
        groups = {group: tuple(name for name in of_group(group) if name in pairs) for group in GROUPS}
        return Speaker(
            method, fitted.predict, pairs, states, {group: names for group, names in groups.items() if names}
        )
    if method == TABLE:
        return Speaker(method, SlipTable.from_dict(made.record["table"]).predict, known, states, dict(TABLE_GROUPS))
    return Speaker(method, _constant(made.rows["probability"]), known, states, dict(TABLE_GROUPS))


def explain(scope: Scope, project_key: str, as_of: date, horizon: Horizon = "next", days: int = 30) -> Explanation:
    """Return why a project has its chance; raises Explained where it has none, NotFound where it is not there."""
    said = slip.predictions(scope, as_of, horizon, days)
    row = said.loc[said["project_key"] == project_key]
    if row.empty:
        raise NotFound(f'There is no project "{project_key}" at this date.', repair="Choose one that was reported.")
    if np.isnan(row["probability"].iloc[0]):
        raise Explained(f"{project_key} has no prediction at this date: {row['reason_none'].iloc[0]}.")
    asked = speaker(scope, as_of, horizon, days)
    state = asked.states.loc[asked.states["project_key"] == project_key]
    background = slip_contributions.background_rows(asked.predict, asked.pairs)
    told = slip_contributions.contributions(asked.predict, background, state, asked.groups)
    added = told.added.iloc[0]
    parts = sorted(((str(group), float(value)) for group, value in added.items()), key=lambda part: -abs(part[1]))
    name = str(row["name"].iloc[0])
    return Explanation(project_key, name, as_of, asked.method, float(told.prediction.iloc[0]), told.base, tuple(parts))


def as_told(scope: Scope, why: Explanation, horizon: Horizon, days: int) -> dict[str, Any]:
    """Return an explanation as the command line prints it."""
    return {
        "portfolio": scope.portfolio,
        "project_key": why.project_key,
        "name": why.name,
        "as_of": why.as_of.isoformat(),
        "horizon": horizon,
        "days": days,
        "words": slip.horizon_words(scope, why.as_of, horizon),
        "method": slip.SHORT_METHODS.get(why.method, why.method),
        "probability": why.probability,
        "base": why.base,
        "contributions": [{"group": group, "added": added} for group, added in why.parts],
        "sum": why.base + sum(added for _, added in why.parts),
    }


def _model(
    scope: Scope, made: slip_store.Said, frame: pd.DataFrame, known: pd.DataFrame, horizon: Horizon, days: int
) -> tuple[slip_model.SlipModel, pd.DataFrame]:
    """Return the model that spoke and what it was fitted on."""
    active = slip_models.active(scope, horizon, days)
    named = made.record["model"]
    if active is not None and named and active.id == named["id"]:
        return slip_models.loaded(scope, active), slip_models.training_pairs(scope, active)
    at = pd.Timestamp(made.record["fitted"])
    pairs = training_pairs(frame, known.loc[known["outcome_date"] <= at], horizon, days, at)
    return slip_model.fit(pairs, horizon), pairs


def _constant(chances: pd.Series) -> Predict:
    rate = float(chances.dropna().iloc[0]) if chances.notna().any() else float("nan")
    return lambda states: pd.DataFrame({"probability": np.full(len(states), rate)}, index=states.index)
