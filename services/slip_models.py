"""Stored slip models: listed, compared, restored, and checked against what they now meet."""

import hashlib
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data_access import UnitOfWork
from data_access.portfolios import PortfolioFacts
from data_access.slip_models import ModelFacts
from models import slip_bytes
from models.record import Scores, scores
from models.slip_baselines import MODEL
from models.slip_drift import RecordDrift, inputs_drift, record_drift
from models.slip_eligibility import ELIGIBLE
from models.slip_features import features, states_at
from models.slip_inputs import CATEGORICAL, NUMERIC, SHARED, TELL_THE_DATE
from models.slip_model import SlipModel
from models.slip_pairs import Horizon, pairs_of
from services import period_summary, slip_history, slip_store
from services.access import Actor, Scope, refuse_without, writing
from services.errors import Explained, Moved, NotFound
from services.rights import Right
from services.seen import looking
from services.slip_store import TRAINED


class Damaged(Explained):
    """A stored model that is not what was stored."""


@dataclass(frozen=True)
class Side:
    """One model in a comparison: its scores on the dates that both records speak of, and on what came after both."""

    model: ModelFacts
    record: Scores | None
    since: Scores | None


@dataclass(frozen=True)
class Comparison:
    """Two models of a question.

    `record` scores compare the rolling records of both on the predictions that both made, `n_common` of them between
    the origins `first` and `last`. `since` scores compare the fitted models themselves on reports from the later
    training date on, whose outcome neither has learned from; None where none is known yet.
    """

    older: Side
    newer: Side
    n_common: int
    first: date | None
    last: date | None
    n_since: int


@dataclass(frozen=True)
class Drift:
    """How far the world has moved from what a model learned: `inputs` as `slip_drift.inputs_drift` gives them."""

    model: ModelFacts
    as_of: date
    inputs: pd.DataFrame
    record: RecordDrift


def listing(scope: Scope, horizon: Horizon, days: int) -> list[ModelFacts]:
    """Return the stored models of a question, newest first, each with its record; one of them is active."""
    with looking(scope) as (work, facts):
        return work.slip_models.listing(facts.id, horizon, days)


def active(scope: Scope, horizon: Horizon, days: int) -> ModelFacts | None:
    """Return the model of a question that was trained or restored last, or None where none was ever trained."""
    with looking(scope) as (work, facts):
        return work.slip_models.active(facts.id, horizon, days)


def loaded(scope: Scope, model: ModelFacts) -> SlipModel:
    """Return a stored model ready to predict; raises Damaged where its bytes are not those that were stored."""
    with looking(scope) as (work, facts):
        content = work.slip_models.content(_held(work, facts, model.id).id)
    return opened(model, content)


def opened(model: ModelFacts, content: bytes) -> SlipModel:
    """Return the model in the bytes; raises Damaged where they do not bear the hash that was kept."""
    if not is_whole(model, content):
        raise _damaged(model)
    try:
        return slip_bytes.from_bytes(content)
    except ValueError as error:
        raise _damaged(model) from error


def is_whole(model: ModelFacts, content: bytes) -> bool:
    """Return whether the bytes of a model bear the hash that was kept with them."""
    return hashlib.sha256(content).hexdigest() == model.sha256


def training_pairs(scope: Scope, model: ModelFacts) -> pd.DataFrame:
    """Return the pairs a model was fitted on."""
    with looking(scope) as (work, facts):
        return work.slip_models.training(_held(work, facts, model.id).id)


def compare(scope: Scope, first: int, second: int) -> Comparison:
    """Return two models of one question side by side; raises NotFound and Damaged."""
    with looking(scope) as (work, facts):
        older, newer = sorted((_held(work, facts, one) for one in (first, second)), key=lambda one: one.id)
        records = [work.slip_models.scored(one.id) for one in (older, newer)]
        fitted = [opened(one, work.slip_models.content(one.id)) for one in (older, newer)]
        dates = work.registers.dates(facts.id)
    if (older.horizon, older.days) != (newer.horizon, newer.days):
        raise Explained("The two models answer different questions.", repair="Choose two of one horizon and days.")
    shared = records[0].merge(records[1], on=["project_key", "as_of"], suffixes=("", "_newer"))
    later = _learned_by_neither(scope, max(older.as_of, newer.as_of), dates, older)
    return Comparison(
        Side(older, _scores(shared, "slipped", MODEL, "base_rate_known"), _fitted_scores(fitted[0], later, older)),
        Side(
            newer,
            _scores(shared, "slipped_newer", f"{MODEL}_newer", "base_rate_known_newer"),
            _fitted_scores(fitted[1], later, newer),
        ),
        len(shared),
        shared["as_of"].min().date() if len(shared) else None,
        shared["as_of"].max().date() if len(shared) else None,
        len(later),
    )


def restore(actor: Actor, scope: Scope, model: int, reason: str) -> date:
    """Let an older model speak at the newest date, until the next training; return that date.

    Audited with the reason. Raises Explained where its own record did not let it speak, and Damaged where its bytes are
    not those that were stored; either changes nothing.
    """
    refuse_without(actor, scope, Right.UPLOAD)
    if not reason.strip():
        raise Explained("Restoring a model needs a reason.", repair="Say in a sentence why it should speak again.")
    with looking(scope) as (work, facts):
        chosen = _held(work, facts, model)
        if chosen.record.get("method") != MODEL:
            raise Explained(
                f"The slip model made {chosen.made_at:%H:%M} UTC on {_day(chosen.made_at)} may not speak.",
                str(chosen.record.get("note") or ""),
                "Choose another model, or train anew.",
            )
        fitted = opened(chosen, work.slip_models.content(chosen.id))
        newest = work.registers.dates(facts.id)[-1]
        before = work.slip_models.active(facts.id, chosen.horizon, chosen.days)
        stored = work.derived.predictions(facts.id, newest, chosen.horizon, chosen.days, slip_store.METHODS)
    if stored is None:
        raise Explained("The newest date has no predictions yet.", repair="Train the models first.")
    rows = _said_by(scope, newest, fitted, stored[0])
    record = chosen.record | {"model": slip_store.speaker(chosen, restored=True)}
    with writing(actor, scope, Right.UPLOAD) as (work, present):
        if present.data_version != facts.data_version:
            raise Moved("The data moved meanwhile; nothing was changed.", repair="Try again.")
        work.slip_models.activate(chosen)
        rows = slip_store.capped(work, facts, newest, (chosen.horizon, chosen.days), TRAINED, rows)
        work.derived.store_predictions(facts.id, newest, chosen.horizon, chosen.days, TRAINED, rows, record)
        period_summary.predicted_anew(work, facts, chosen.horizon, chosen.days, {newest: rows})
        told = {"reason": reason.strip(), "question": [chosen.horizon, chosen.days]}
        earlier = None if before is None else {"model": before.id}
        work.journal.record(facts.id, actor.name, "slip model restored", str(chosen.id), earlier, told)
    return newest


def drift(scope: Scope, horizon: Horizon, days: int) -> Drift | None:
    """Return how far inputs and record have moved from what the active model learned; None where there is none.

    Inputs that projects share at a date, or that grow as time goes by, are not judged: they shift by themselves.
    """
    with looking(scope) as (work, facts):
        model = work.slip_models.active(facts.id, horizon, days)
        dates = work.registers.dates(facts.id)
        if model is None or not dates:
            return None
        training, scored = work.slip_models.training(model.id), work.slip_models.scored(model.id)
    states = _states(scope, dates[-1])
    asked = states.loc[states["reason"] == ELIGIBLE]
    judged = [name for name in NUMERIC if name not in (*SHARED, *TELL_THE_DATE)]
    return Drift(model, dates[-1], inputs_drift(training, asked, judged, CATEGORICAL), record_drift(scored, MODEL))


def _held(work: UnitOfWork, facts: PortfolioFacts, model: int) -> ModelFacts:
    held = work.slip_models.get(facts.id, model)
    if held is None:
        raise NotFound(f"This portfolio has no slip model {model}.", repair="Choose one from the list of models.")
    return held


def _damaged(model: ModelFacts) -> Damaged:
    return Damaged(
        f"The slip model made {model.made_at:%H:%M} UTC on {_day(model.made_at)}, from data until {_day(model.as_of)}, "
        "is not what was stored: its hash differs.",
        "Somebody or something has changed its bytes in the database.",
        "Train the models again; until then the table speaks.",
    )


def _day(at: date) -> str:
    return f"{at.day} {at:%b %Y}"


def _states(scope: Scope, as_of: date) -> pd.DataFrame:
    """Return the states of the projects at a date with every input; carried-forward ones say so."""
    return states_at(slip_history.with_registers(scope, as_of), pd.Timestamp(as_of))


def _said_by(scope: Scope, as_of: date, fitted: SlipModel, stored: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a date with the chances that a model gives."""
    states = _states(scope, as_of)
    asked = states.loc[states["reason"] == ELIGIBLE]
    said = fitted.predict(asked)["probability"].set_axis(asked["project_key"].astype(str))
    chance = stored["project_key"].map(said)
    return stored.assign(probability=chance, low=float("nan"), high=float("nan"))


def _learned_by_neither(scope: Scope, since: date, dates: list[date], model: ModelFacts) -> pd.DataFrame:
    if not dates or dates[-1] <= since:
        return pd.DataFrame()
    known = pairs_of(features(slip_history.with_registers(scope, dates[-1])), model.horizon, model.days)  # type: ignore[arg-type]
    return known.loc[known["as_of"] >= pd.Timestamp(since)]


def _fitted_scores(fitted: SlipModel, pairs: pd.DataFrame, model: ModelFacts) -> Scores | None:
    if pairs.empty:
        return None
    said = fitted.predict(pairs)["probability"]
    return scores(pairs["slipped"], said, pd.Series(model.base_rate, index=pairs.index))


def _scores(rows: pd.DataFrame, outcome: str, said: str, base_rate: str) -> Scores | None:
    return scores(rows[outcome], rows[said], rows[base_rate]) if len(rows) else None
