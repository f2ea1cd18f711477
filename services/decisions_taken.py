"""A scenario committed as a decision: a row of the decision register, and a plan that never changes again."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from data_access import UnitOfWork
from data_access.portfolios import PortfolioFacts
from services import derived
from services.access import Actor, Scope, refuse_without, writing
from services.edits import edited
from services.errors import Explained, Moved
from services.restatements import Restatement
from services.rights import Right
from services.scenarios import COMMITTED, EditedMeanwhile, Scenario, read, stored
from services.scenarios_rerun import Departures, departures

LONGEST_REASON: Final = 2000
LONGEST_NAME: Final = 200


def commit(
    actor: Actor,
    scope: Scope,
    number: int,
    seen: int,
    *,
    taken: date,
    decided_by: str,
    reason: str,
    outcome: str,
    departed: Departures | None = None,
    restatement: Restatement | None = None,
) -> str:
    """Enter a scenario in the decision register and let it never change again; return the decision's key.

    Parameters
    ----------
    seen
        The version that was decided on.
    taken, decided_by, reason
        When, by which committee or person, and why.
    outcome
        What was decided, in words.
    departed
        What `departures` found for that version; worked out here where it is not given.
    restatement
        Why and by whose approval, where the newest date reported is published: the decision counts from it on.

    All in one transaction. Raises Explained where something is missing or a file behind the plan was withdrawn,
    EditedMeanwhile where the scenario changed after it was seen, and IsPublished where a restatement is missing.
    """
    refuse_without(actor, scope, Right.DECIDE)
    _check_words(taken, decided_by, reason, outcome)
    plan = read(scope, number)
    if plan.version != seen:
        raise EditedMeanwhile(plan, {"status": COMMITTED})
    against = departures(plan) if departed is None else departed
    with writing(actor, scope, Right.DECIDE) as (work, facts):
        held = stored(work, facts, number)
        _check(work, held, seen)
        in_force = _newest(work, facts, plan)
        key = _free_key(work, facts, number, in_force)
        row = {
            "decision_key": key,
            "title": f"Budget: {held.name}",
            "asked": held.created_at.date(),
            "asked_by": held.created_by,
            "taken": taken,
            "outcome": outcome.strip(),
            "reason": reason.strip(),
        }
        _, snapshot = edited(work, facts, actor, "decisions", in_force, [row], restatement=restatement)
        told = _decision(actor, key, in_force, row, decided_by, against)
        work.scenarios.change(number, seen, actor.name, {"status": COMMITTED, "decision": told})
        if snapshot is not None:
            work.scenarios.pin(number, snapshot)
        work.journal.record(
            facts.id,
            actor.name,
            "scenario decided",
            f"{held.name} ({number})",
            {"status": held.status},
            {"status": COMMITTED, "decision": key, "decided_by": decided_by.strip(), "taken": taken.isoformat()},
        )
    derived.refresh_and_train(actor, scope.portfolio)
    return key


def _check_words(taken: date, decided_by: str, reason: str, outcome: str) -> None:
    if not decided_by.strip():
        raise Explained("Nobody is named who decided.", repair="Name the committee or the person.")
    if not reason.strip():
        raise Explained("A decision needs a reason.", repair="Say in a sentence why this plan.")
    if not outcome.strip():
        raise Explained("It is not said what was decided.", repair="Say in a sentence what is funded.")
    if len(reason) > LONGEST_REASON or len(decided_by) > LONGEST_NAME:
        raise Explained("The words are too long.", f"A reason may have {LONGEST_REASON:,} characters.", "Shorten them.")
    # Somewhere on earth it is tomorrow already.
    if taken > datetime.now(UTC).date() + timedelta(days=1):
        raise Explained("A decision cannot have been taken in the future.", repair="Give the day it was taken.")


def _check(work: UnitOfWork, held: Scenario, seen: int) -> None:
    if held.version != seen:
        raise EditedMeanwhile(held, {"status": COMMITTED})
    if held.status == COMMITTED:
        raise Explained(f'"{held.name}" is decided already.', repair="Copy it to decide anew.")
    if gone := work.scenarios.withdrawn_pins(held.number):
        raise Moved(
            f'"{held.name}" rests on data that were withdrawn: {", ".join(gone)}.',
            "A decision has to rest on data that are in use.",
            "Open it on the Budget page, look at it on the present data, and save it anew.",
        )


def _newest(work: UnitOfWork, facts: PortfolioFacts, plan: Scenario) -> date:
    """Return the newest date reported: a row dated before a later list of decisions would not be in force."""
    known = [*work.registers.dates(facts.id), *work.registers.dates(facts.id, "decisions")]
    return max([*known, date.fromisoformat(plan.statement["as_of"])])


def _free_key(work: UnitOfWork, facts: PortfolioFacts, number: int, at: date) -> str:
    held = work.registers.state(facts.id, "decisions", at, facts.minor_digits, ["decision_key"])
    taken = set(held["decision_key"])
    names = [f"PLAN-{number}", *(f"PLAN-{number}-{place}" for place in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def _decision(
    actor: Actor, key: str, in_force: date, row: Mapping[str, Any], decided_by: str, against: Departures
) -> dict[str, Any]:
    """Return what is kept with the plan: the row of the register, who decided, and what it gives up for what."""
    return {
        "decision_key": key,
        "as_of": in_force.isoformat(),
        "taken": row["taken"].isoformat(),
        "decided_by": decided_by.strip(),
        "reason": row["reason"],
        "outcome": row["outcome"],
        "committed_by": actor.name,
        "committed_at": datetime.now(UTC).isoformat(),
        "lost": against.lost,
        "best": {
            "status": against.best.status,
            "value": against.best.value,
            "bound": against.best.bound,
            "total_cost": against.best.total_cost,
            "chosen": list(against.best.chosen),
        },
        "departures": [
            {"project": one.project, "name": one.name, "inside": one.inside, "price": one.price, "reason": one.reason}
            for one in against.projects
        ],
    }
