"""The test of a selection as long work: asked for with all it needs, done by a worker, its answer kept with the job."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from models.selection_problem import Problem
from services import budget_robustness, budget_scores, jobs
from services.access import Actor, Scope, writing
from services.budget_conflicts import is_money, project_of
from services.budget_robustness import DRAWS, SEED, Ranges
from services.candidates import Candidates
from services.plans import Progress
from services.problem_json import from_json, to_json
from services.rights import Right

KIND: Final = "robustness"
ANSWER: Final = "answer"
WORDS: Final = "Drawing weights, ratings, values and costs"


def arguments(
    as_of: date,
    candidates: Candidates,
    stated: Problem,
    ranges: Ranges,
    draws: int = DRAWS,
    seed: int = SEED,
) -> dict[str, Any]:
    """Return what a job needs to test a selection, as values that JSON holds."""
    return {
        "as_of": as_of.isoformat(),
        "problem": to_json(stated),
        "project_of": project_of(candidates),
        "none_of": dict(candidates.none_of),
        "options_of": {key: list(options) for key, options in candidates.options_of.items()},
        "money": [group.name for group in stated.groups if is_money(candidates, group.name)],
        "ranges": asdict(ranges),
        "draws": draws,
        "seed": seed,
    }


def begin(scope: Scope, actor: Actor, asked: Mapping[str, Any]) -> int:
    """Let a process of its own test a selection (`arguments`); return the job's number.

    Where another test of the portfolio is under way, its number: compare `asked_the_same` before its answer is shown.
    """
    return jobs.start(scope, actor, KIND, dict(asked))


def asked_the_same(job: jobs.Job, asked: Mapping[str, Any]) -> bool:
    """Return whether a job tests just what is asked."""
    return {name: value for name, value in job.arguments.items() if name != ANSWER} == dict(asked)


def answer(job: jobs.Job) -> dict[str, Any] | None:
    """Return what a job found (`budget_safety.plain`), None where it has not ended well."""
    told: dict[str, Any] | None = job.arguments.get(ANSWER)
    return told if job.state == "done" else None


def carry_out(scope: Scope, actor: Actor, asked: dict[str, Any], progress: Progress) -> str:
    """Test a selection and keep the answer with the job; say in a sentence what came."""
    stated, ranges = from_json(asked["problem"]), Ranges(**asked["ranges"])
    scores = None
    if ranges.weights or ranges.ratings:
        day = date.fromisoformat(asked["as_of"])
        scores = budget_scores.known(scope, day, stated.keys, asked["project_of"])
    told = budget_robustness.robust(
        stated,
        ranges,
        scores=scores,
        none_of=asked["none_of"],
        options_of={key: tuple(options) for key, options in asked["options_of"].items()},
        money=tuple(asked["money"]),
        draws=asked["draws"],
        seed=asked["seed"],
        say=lambda done, of: progress(done, of, WORDS),
    )
    with writing(actor, scope, Right.SEE) as (work, facts):
        mine = work.jobs.newest(facts.id, KIND)
        if mine is not None:
            work.jobs.change(mine.id, {"arguments": {**asked, ANSWER: budget_robustness.plain(told)}})
    return f"{told.stay} of {told.funded} stay funded in nine of ten draws or more."
