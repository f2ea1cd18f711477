"""Training: the slip models of a portfolio are fitted anew, tried on its past, and what they say is kept.

A question is a horizon and a number of days. For each, one transaction stores the model, its record, and what would
have been said at every date, in place of what the table said; so a training that ends early leaves each question either
as it was or whole.
"""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from data_access import UnitOfWork, reading
from data_access.drafts import to_parquet
from data_access.portfolios import PortfolioFacts
from data_access.settings import settings
from data_access.slip_models import ModelFacts
from models import slip_bytes, slip_run
from models.slip_baselines import MODEL
from models.slip_pairs import Horizon
from models.slip_run import ModelRun
from services import jobs, parallel, period_summary, slip_history, slip_store, slip_told
from services.access import Actor, Scope, found, writing
from services.errors import Explained, Moved
from services.plans import Progress
from services.rights import Right
from services.slip_store import METHODS, QUESTIONS, TRAINED
from services.slip_told import Told

KIND: Final = "slip training"
STEPS: Final = 1000
"""Of each question, as its progress is told."""
Question = tuple[Horizon, int]


def train(scope: Scope, actor: Actor, arguments: dict[str, Any], progress: Progress) -> str:
    """Fit, try and store the models of the questions asked for, all where none is named; say in a sentence what came.

    Raises Moved where the data are no longer those of the scope; questions stored by then are of the older data, and
    are forgotten from the date on that moved.
    """
    asked = _questions(arguments)
    with reading() as work:
        facts = found(work, scope.portfolio)
        dates = work.registers.dates(facts.id)
    if facts.data_version != scope.data_version:
        raise Moved("The data moved before the training began.")
    if not dates:
        return "Nothing has been reported yet, so there is nothing to learn from."
    total = STEPS * len(asked)
    progress(0, total, "Reading the history")
    slip_store.refresh(scope, lambda _done, _total, words: progress(0, total, words), asked)
    reported = slip_history.with_registers(scope, dates[-1])
    spoken = 0
    with parallel.workers() as cores:
        for number, question in enumerate(asked):
            made = slip_run.model_run(
                reported, *question, progress=_part(progress, question, number, total), jobs=cores
            )
            spoken += _store(facts, actor, question, made)
    period_summary.refresh(scope, lambda _done, _total, words: progress(total, total, words))
    return f"{len(asked)} questions were worked out; the model speaks for {spoken} of them."


def here(scope: Scope, actor: Actor, arguments: dict[str, Any], say: Progress) -> dict[str, Any]:
    """Train in this process, or follow the training that is under way; return how it ended, with what speaks now."""
    from services.jobs import worker

    job, is_new = jobs.ask(scope, actor, KIND, arguments)
    if is_new:
        worker.run(job, say=say)
    else:
        worker.follow(scope, job, say)
    ended = jobs.status(scope, job)
    if ended.state != "done":
        raise Explained(ended.message or "The training did not end well.")
    return {
        "portfolio": scope.portfolio,
        "job": job,
        "status": ended.state,
        "message": ended.message,
        "questions": [_outcome(scope, question) for question in _questions(arguments)],
    }


def is_wanted(scope: Scope) -> bool:
    """Return whether the newest date of a portfolio has predictions that no training has made yet."""
    with reading() as work:
        facts = found(work, scope.portfolio)
        dates = work.registers.dates(facts.id)
        return bool(dates) and not all(
            dates[-1] in work.derived.predicted_dates(facts.id, *question, (TRAINED,)) for question in QUESTIONS
        )


def begin_where_wanted(scope: Scope, actor: Actor) -> int | None:
    """Start a training in a process of its own where one is wanted and the settings allow it; return its job."""
    if settings().train != "auto" or not is_wanted(scope):
        return None
    return jobs.start(scope, actor, KIND)


def begin_everywhere(actor: Actor) -> list[int]:
    """Start what is wanted for all portfolios; their jobs wait for one another."""
    with reading() as work:
        scopes = [Scope(facts.key, facts.data_version) for facts in work.portfolios.listing()]
    return [job for scope in scopes if (job := begin_where_wanted(scope, actor)) is not None]


def _store(facts: PortfolioFacts, actor: Actor, question: Question, made: ModelRun) -> bool:
    """Store what a training found of one question, all or nothing; return whether the model speaks at the newest date.

    What an earlier training said of an earlier date stays as it was said. Raises Moved where the data have moved since
    they were read.
    """
    with reading() as work:
        dates = work.derived.predicted_dates(facts.id, *question, METHODS)
        kept = work.derived.predicted_dates(facts.id, *question, (TRAINED,)) - {made.model_from.date()}
        quick = {day: work.derived.predictions(facts.id, day, *question, METHODS) for day in dates - kept}
        said = [
            replace(one, rows=slip_store.capped(work, facts, one.made_on, question, TRAINED, one.rows))
            for one in slip_told.told(made, quick)
        ]
    packed = [to_parquet(one.rows) for one in said]
    with writing(actor, facts.key, Right.UPLOAD) as (work, present):
        if present.data_version != facts.data_version:
            raise Moved("The data moved while the models were trained.")
        model = _store_model(work, facts, actor, question, made, said)
        for one, rows in zip(said, packed, strict=True):
            names = model is not None and one.made_on == model.as_of and one.record["method"] == MODEL
            record = one.record | {"model": slip_store.speaker(model)} if names and model else one.record
            work.derived.store_predictions(facts.id, one.made_on, *question, TRAINED, rows, record)
        period_summary.predicted_anew(work, facts, *question, {one.made_on: one.rows for one in said})
        after = {"question": list(question), "method": made.gate.method, "data_version": facts.data_version}
        work.journal.record(facts.id, actor.name, "slip model trained", str(model.id if model else "none"), after=after)
    return made.gate.method == MODEL


def _store_model(
    work: UnitOfWork, facts: PortfolioFacts, actor: Actor, question: Question, made: ModelRun, said: list[Told]
) -> ModelFacts | None:
    """Store the fitted model where there is one, with the record of the newest date, and let it be the active one."""
    if made.model is None:
        work.slip_models.silence(facts.id, *question)
        return None
    content = slip_bytes.to_bytes(made.model)
    values = {
        "portfolio_id": facts.id,
        "horizon": question[0],
        "days": question[1],
        "as_of": made.model_from.date(),
        "data_version": facts.data_version,
        "code_version": TRAINED,
        "inputs": list(made.model.inputs),
        "pairs": made.model.pairs,
        "base_rate": made.model.base_rate,
        "record": max(said, key=lambda one: one.made_on).record if said else {},
        "sha256": hashlib.sha256(content).hexdigest(),
        "made_by": actor.name,
    }
    number = work.slip_models.add(values, content, made.training, made.record.predictions)
    return work.slip_models.get(facts.id, number)


def _outcome(scope: Scope, question: Question) -> dict[str, Any]:
    """Return which method speaks for a question at the newest date, why, and by which model."""
    with reading() as work:
        facts = found(work, scope.portfolio)
        dates = work.registers.dates(facts.id)
        stored = work.derived.predictions(facts.id, dates[-1], *question, METHODS) if dates else None
    record = stored[1] if stored is not None else {}
    told = {name: record.get(name) for name in ("base_rate", "training_pairs", "model")}
    named = {"method": record.get("method", ""), "note": record.get("note", "")}
    spoken: dict[str, Any] = record.get("methods", {}).get(record.get("method"), {})
    scores = {name: spoken.get(name) for name in ("n", "auc", "average_precision", "brier", "skill")}
    return {"horizon": question[0], "days": question[1], **named, **told, "scores": scores}


def _questions(arguments: dict[str, Any]) -> list[Question]:
    """Return the questions asked for: those with the horizon and the days named, all where neither is."""
    horizon, days = arguments.get("horizon"), arguments.get("days")
    return [one for one in QUESTIONS if horizon in (None, one[0]) and days in (None, one[1])]


def _part(progress: Progress, question: Question, number: int, total: int) -> Callable[[int, int], None]:
    """Return a progress that fills one question's part of the whole."""
    horizon = "by the next report" if question[0] == "next" else "within 12 months"
    words = f"Training on moves of more than {question[1]} days {horizon}"

    def said(done: int, of: int) -> None:
        progress(STEPS * number + STEPS * done // max(of, 1), total, words)

    return said
