"""Every service function that takes an actor, with the right it takes and arguments that would do something."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import services
from data_access.audit_search import Sought
from data_access.intake.source import Source
from data_access.states import Coverage
from services import measured, scenarios, uploads
from services.access import Actor, Scope, operator
from services.plans import silent
from services.rights import Right
from services.row_plan import Line
from services.workshops import making
from services.workshops.rules import Rules
from tests.services import plans_kept, town

CSV = b"project_key,name\nW1,North main\n"
Call = Callable[[Callable[..., Any], Actor, Scope], Any]


@dataclass(frozen=True)
class Door:
    """A function, the right it takes (None: whoever is signed in), whether in all portfolios, and how it is called."""

    right: Right | None
    call: Call
    everywhere: bool = False


def of_scope(*given: Any, **named: Any) -> Call:
    return lambda function, actor, scope: function(actor, scope, *given, **named)


def of_actor(*given: Any, **named: Any) -> Call:
    return lambda function, actor, _: function(actor, *given, **named)


def of_key(*given: Any) -> Call:
    return lambda function, actor, scope: function(actor, scope.portfolio, *given)


def of_job(*given: Any) -> Call:
    return lambda function, actor, scope: function(scope, actor, *given)


def _read(here: Scope, actor: Actor) -> uploads.FileRead:

    return uploads.read(operator(), here, Source(CSV, "file.csv"), here=True)


def _plan(scope: Scope) -> Any:
    return plans_kept.statement(scope, plans_kept.asked(), as_of=town.JUNE)


def _measured(function: Callable[..., Any], actor: Actor, scope: Scope) -> Any:
    return function(actor, scope, town.JUNE, "O1", {"W1": 4.0})


def of_file(*given: Any, **named: Any) -> Call:
    return lambda function, actor, scope: function(actor, scope, _read(scope, actor), *given, **named)


WORDS = {"taken": town.JUNE, "decided_by": "Board", "reason": "Because", "outcome": "approved"}
DECIDE, KEEP, UPLOAD, ADMINISTER, SEE = Right.DECIDE, Right.KEEP, Right.UPLOAD, Right.ADMINISTER, Right.SEE
DOORS: dict[str, Door] = {
    "access.scope": Door(SEE, of_key()),
    "access.must_administer": Door(ADMINISTER, of_actor(), everywhere=True),
    "audit.must_read": Door(ADMINISTER, of_key()),
    "audit.count": Door(ADMINISTER, of_key(Sought())),
    "audit.entries": Door(ADMINISTER, of_key(Sought())),
    "audit.every": Door(ADMINISTER, lambda function, actor, scope: list(function(actor, scope.portfolio, Sought()))),
    "audit.recorded": Door(ADMINISTER, of_key()),
    "backups.make": Door(ADMINISTER, of_actor(), everywhere=True),
    "measured.set_measure": Door(
        DECIDE, of_scope(town.JUNE, "O1", measured.Measure("Homes", "homes", "linear", 0, 10))
    ),
    "measured.rate": Door(DECIDE, _measured),
    "weighing_kept.save": Door(DECIDE, of_scope(town.JUNE, "", "rank", {"order": ["O2", "O1"]})),
    "alignment.set_points": Door(DECIDE, of_scope(town.JUNE, {"O1": 7.0})),
    "objectives.add": Door(DECIDE, of_scope(town.JUNE, "Green streets")),
    "objectives.change": Door(DECIDE, of_scope(town.JUNE, "O1", name="Clear water")),
    "objectives.describe_ratings": Door(DECIDE, of_scope(town.JUNE, "O1", {"strong": "Halves it"})),
    "objectives.remove": Door(DECIDE, of_scope(town.JUNE, "O2")),
    "alignment.rate": Door(DECIDE, of_scope(town.JUNE, [("W1", "O1", "low")])),
    "alignment.rate_with_evidence": Door(DECIDE, of_scope(town.JUNE, "W1", "O1", "low", "Seen")),
    "alignment.rate_group": Door(DECIDE, of_scope(town.JUNE, "department", "Water", "O2", "low")),
    "answers.give": Door(KEEP, of_scope(town.JUNE, "R1", "It will be done")),
    "answers.withdraw": Door(KEEP, of_scope(1, "A mistake")),
    "decisions_taken.commit": Door(DECIDE, of_scope(1, 1, **WORDS)),
    "edits.edit_rows": Door(KEEP, of_scope("projects", town.JUNE, [{"project_key": "W1", "name": "Another"}])),
    "importing.withdraw": Door(UPLOAD, of_key(1, "A mistake")),
    "intake.commit": Door(UPLOAD, of_scope("no such plan")),
    "intake.draft": Door(UPLOAD, of_scope("no such plan")),
    "intake.withdraw": Door(UPLOAD, of_scope(1, "A mistake")),
    "plan_changes.changes": Door(UPLOAD, of_scope("no such plan", town.JUNE)),
    "intake.discard": Door(UPLOAD, of_scope("no such plan")),
    "jobs.rows.ask": Door(UPLOAD, of_job("slip training")),
    "jobs.rows.cancel": Door(SEE, of_scope(1)),
    "large_files.read": Door(UPLOAD, of_scope(Source(CSV, "file.csv"), "projects", None)),
    "large_files.plan": Door(UPLOAD, of_file(town.JUNE, Coverage(), silent)),
    "register_rows.keep": Door(KEEP, of_scope("risks", town.JUNE, "W1", [Line(None, {"title": "Late"})])),
    "notes.add": Door(KEEP, of_scope("W1", "A remark")),
    "publications.review": Door(DECIDE, of_scope(town.JUNE, 1)),
    "publications.sign_off": Door(DECIDE, of_scope(town.JUNE, 1)),
    "publications.publish": Door(DECIDE, of_scope(town.JUNE, 1)),
    "publications.reopen": Door(DECIDE, of_scope(town.JUNE, 1)),
    "lockouts.standing": Door(ADMINISTER, of_actor(), everywhere=True),
    "lockouts.unlock": Door(ADMINISTER, of_actor(1), everywhere=True),
    "people.listing": Door(ADMINISTER, of_actor(), everywhere=True),
    "people.read": Door(ADMINISTER, of_actor(1), everywhere=True),
    "people.add": Door(ADMINISTER, of_actor("new", "New Person"), everywhere=True),
    "people.invite": Door(ADMINISTER, of_actor(1), everywhere=True),
    "people.rename": Door(ADMINISTER, of_actor(1, 1, "Renamed"), everywhere=True),
    "people.set_role": Door(ADMINISTER, of_actor(1, "", "admin"), everywhere=True),
    "people.disable": Door(ADMINISTER, of_actor(2), everywhere=True),
    "people.open_visits": Door(ADMINISTER, of_actor(), everywhere=True),
    "people.end_visits": Door(ADMINISTER, of_actor(1), everywhere=True),
    "restrictions.restricted": Door(ADMINISTER, of_scope()),
    "restrictions.people_here": Door(ADMINISTER, of_scope()),
    "restrictions.restrict": Door(ADMINISTER, of_scope("W1", [])),
    "restrictions.shown": Door(ADMINISTER, of_scope()),
    "restrictions.show": Door(ADMINISTER, of_scope("contracts", "viewer", True)),
    "people.own_projects": Door(ADMINISTER, of_actor(1, "town"), everywhere=True),
    "people.set_own_projects": Door(ADMINISTER, of_actor(1, "town", ["W1"]), everywhere=True),
    "portfolios.create": Door(ADMINISTER, of_actor("new", "New", "EUR"), everywhere=True),
    "portfolios.change": Door(ADMINISTER, of_scope(name="Another town")),
    "scenarios.save": Door(DECIDE, lambda function, actor, scope: function(actor, scope, "Plan", "", _plan(scope))),
    "scenarios.edit": Door(DECIDE, of_scope(1, 1, {"name": "Other"})),
    "scenarios.copy": Door(DECIDE, of_scope(1, "Copy")),
    "scenarios.lock": Door(DECIDE, of_scope(1, 1)),
    "scenarios.unlock": Door(DECIDE, of_scope(1, 1)),
    "scenarios.delete": Door(DECIDE, of_scope(1, 1)),
    "slip_models.restore": Door(UPLOAD, of_scope(1, "Because")),
    "uploads.read": Door(UPLOAD, of_scope(Source(CSV, "file.csv"), here=True)),
    "uploads.plan": Door(UPLOAD, of_file(as_of=town.JUNE)),
    "views.save": Door(DECIDE, of_scope("Mine", "portfolio", "")),
    "views.remove": Door(DECIDE, of_scope("Mine")),
    "workshops.making.prepare_weights": Door(DECIDE, of_scope(town.JUNE, "What matters", Rules())),
    "workshops.making.prepare": Door(DECIDE, of_scope(town.JUNE, "It", Rules(), "weights", {"objectives": []})),
    "workshops.making.change_rules": Door(DECIDE, of_scope(1, 1, "Another title", Rules())),
    "workshops.making.invite": Door(DECIDE, of_scope(1, [("Anna", "")])),
    "workshops.making.change_seat": Door(DECIDE, of_scope(1, 1, votes=False)),
    "workshops.making.remove_seat": Door(DECIDE, of_scope(1, 1)),
    "workshops.making.free_seat": Door(DECIDE, of_scope(1, 1)),
    "workshops.challenging.challenged": Door(DECIDE, of_scope(town.JUNE, None)),
    "workshops.challenging.prepare_challenge": Door(DECIDE, of_scope(town.JUNE, "A challenge", Rules())),
    "workshops.challenging.accept_ratings": Door(DECIDE, of_scope(1, 1, town.JUNE, "Board", {}, {})),
    "workshops.deciding.accept_weights": Door(DECIDE, of_scope(1, 1, town.JUNE, "Board", {}, {})),
    "workshops.deciding.decide": Door(DECIDE, of_scope(1, 1, town.JUNE, "Board", lambda row: row)),
    "workshops.repeating.again": Door(DECIDE, of_scope(1)),
    "workshops.scoring.begin_scoring": Door(DECIDE, of_scope(1, 1)),
    "workshops.scoring.begin_session": Door(DECIDE, of_scope(1, 1)),
    "workshops.scoring.look_at_undisputed": Door(DECIDE, of_scope(1, 1)),
    "workshops.scoring.accept_undisputed": Door(DECIDE, of_scope(1, 1)),
    "workshops.steps.ask_pair_again": Door(DECIDE, of_scope(1, 1, 1)),
    **{
        f"workshops.steps.{step}": Door(DECIDE, of_scope(1, 1))
        for step in (
            "open_session",
            "warm_up",
            "ask_next",
            "reveal",
            "discuss",
            "ask_again",
            "accept",
            "leave_open",
            "close",
            "abandon",
        )
    },
    "visits.own": Door(None, of_actor()),
    "visits.end_own": Door(None, of_actor()),
    "visits.listing": Door(ADMINISTER, of_actor(), everywhere=True),
    "visits.revoke": Door(ADMINISTER, of_actor(1), everywhere=True),
}
ANSWERS_BY_RIGHT = {
    "approvers.approvers",
    "audit.everywhere", "access.may_administer", "access.rights_anywhere", "access.sees",
    "access.scope_within", "rights_held.held", "portfolios.listing", "portfolios.opened_first", "importing.listing",
}  # fmt: skip
"""Functions that refuse nobody, for what they answer is what the actor may see."""
INSIDE = {
    "access.writing", "access.administering", "access.must", "access.must_be_open", "access.refuse_without",
    "approvers.approved_by", "away.of", "away.must_hold_none", "restatements.watching", "workshops.steps.taking",
    "access.roles_in", "edits.edited", "scenarios.added", "uploads.keep_plan", "derived.refresh_and_train",
    "importing.ensure_portfolio", "importing.run", "importing.proposed_mapping", "jobs.rows.start",
    "robustness_job.begin", "robustness_job.carry_out", "backups.restore",
    "slip_training.train", "slip_training.here", "slip_training.begin_where_wanted", "slip_training.begin_everywhere",
}  # fmt: skip
"""The checks themselves, and functions that reach their writes only through doors that stand above."""


def found() -> dict[str, Callable[..., Any]]:
    """Return every public service function that takes an actor."""
    functions: dict[str, Callable[..., Any]] = {}
    for info in pkgutil.walk_packages(services.__path__, "services."):
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            public = inspect.isfunction(value) and not name.startswith("_") and value.__module__ == info.name
            if public and "actor" in inspect.signature(value).parameters:
                functions[f"{info.name.removeprefix('services.')}.{name}"] = value
    return functions


def prepared(scope: Scope, actor: Actor) -> None:
    """Store what the calls above name by number: a scenario, an answer, a view, a workshop with one place."""
    from services import answers, views

    scenarios.save(actor, scope, "Kept", "", _plan(scope))
    answers.give(actor, scope, town.JUNE, "W1", "As planned")
    views.save(actor, scope, "Mine", "portfolio", "")
    making.invite(actor, scope, making.prepare_weights(actor, scope, town.JUNE, "Kept", Rules()), [("Ben", "")])
