"""Scenarios: plans of a budget kept with everything that determines them, shared by several people without loss."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, cast

from data_access import UnitOfWork
from data_access.portfolios import PortfolioFacts
from services.access import Actor, Scope, writing
from services.errors import Explained, Moved, NotFound
from services.rights import Right
from services.scenarios_values import check_data, free_name, values_of
from services.seen import looking

Status = Literal["draft", "locked", "committed"]
DRAFT: Final = "draft"
LOCKED: Final = "locked"
COMMITTED: Final = "committed"
EDITABLE: Final = ("name", "note", "statement")


@dataclass(frozen=True)
class Scenario:
    """One scenario.

    Attributes
    ----------
    number
        What names it, in addresses too.
    version
        Rises with every change; a change names the version it was made on.
    summary
        The figures of a list, see `services.scenarios_statement.summary`.
    decision
        What was decided with it, see `services.decisions_taken.commit`; None before it is committed.
    copied_from
        The scenario it began as, or None.
    statement
        Everything that determines it; empty in a list.
    """

    number: int
    name: str
    note: str
    status: Status
    version: int
    created_by: str
    created_at: datetime
    edited_by: str
    edited_at: datetime
    copied_from: int | None
    summary: Mapping[str, Any]
    decision: Mapping[str, Any] | None
    statement: Mapping[str, Any]


class EditedMeanwhile(Moved):
    """Somebody else changed the scenario first: `theirs` is what stands now, `yours` what was not written."""

    def __init__(self, theirs: Scenario, yours: Mapping[str, Any]) -> None:
        super().__init__(
            f'{theirs.edited_by[:1].upper()}{theirs.edited_by[1:]} has changed "{theirs.name}" meanwhile.',
            "Nothing of yours was written, and nothing of theirs is lost.",
            "Compare both; then save yours again, or keep yours as a copy.",
        )
        self.theirs = theirs
        self.yours = dict(yours)


def save(actor: Actor, scope: Scope, name: str, note: str, statement: Mapping[str, Any]) -> int:
    """Keep a plan as a new draft and return its number.

    `statement` comes from `services.scenarios_statement.statement`. Raises Explained where it has no name, bears the
    name of another, or its answer breaks its own rules, and Moved where the data changed since it was made.
    """
    with writing(actor, scope, Right.DECIDE) as (work, facts):
        check_data(facts, statement)
        return added(work, facts, actor, {"name": name, "note": note, "statement": statement})


def listing(scope: Scope) -> list[Scenario]:
    """Return the scenarios of the portfolio without their statements, the one changed last first."""
    with looking(scope) as (work, facts):
        rows = work.scenarios.listing(facts.id)
    return [_scenario(row) for row in rows]


def read(scope: Scope, number: int) -> Scenario:
    """Return one scenario with its statement; raises NotFound where there is none."""
    with looking(scope) as (work, facts):
        return stored(work, facts, number)


def edit(actor: Actor, scope: Scope, number: int, seen: int, changes: Mapping[str, Any]) -> int:
    """Change name, note or statement of a draft that was seen in version `seen`; return its new version.

    Raises EditedMeanwhile where somebody else was first, and Explained where the scenario is locked or committed.
    """
    if unknown := set(changes) - set(EDITABLE):
        raise Explained(f"A scenario has no {', '.join(sorted(unknown))} to change.")
    with writing(actor, scope, Right.DECIDE) as (work, facts):
        held = stored(work, facts, number)
        if held.version != seen:
            raise EditedMeanwhile(held, changes)
        _check_open(held)
        if "statement" in changes:
            check_data(facts, changes["statement"])
        values, pins = values_of(work, facts, changes, number)
        work.scenarios.change(number, seen, actor.name, values, pins)
        after = {name: value for name, value in values.items() if name != "statement"}
        before = {name: getattr(held, name) for name in after}
        work.journal.record(facts.id, actor.name, "scenario changed", f"{held.name} ({number})", before, after)
    return seen + 1


def copy(
    actor: Actor,
    scope: Scope,
    number: int,
    name: str = "",
    note: str | None = None,
    statement: Mapping[str, Any] | None = None,
) -> int:
    """Keep a copy of a scenario as a draft of its own, with another statement if given; return its number."""
    with writing(actor, scope, Right.DECIDE) as (work, facts):
        held = stored(work, facts, number)
        if statement is not None:
            check_data(facts, statement)
        told = {
            "name": name.strip() or free_name(work, facts, f"Copy of {held.name}"),
            "note": held.note if note is None else note,
            "statement": held.statement if statement is None else statement,
            "copied_from_id": number,
        }
        return added(work, facts, actor, told)


def lock(actor: Actor, scope: Scope, number: int, seen: int) -> int:
    """Let nobody change a draft until it is unlocked; return its new version."""
    return _set_status(actor, scope, number, seen, DRAFT, LOCKED)


def unlock(actor: Actor, scope: Scope, number: int, seen: int) -> int:
    """Let a locked scenario be changed again; return its new version."""
    return _set_status(actor, scope, number, seen, LOCKED, DRAFT)


def delete(actor: Actor, scope: Scope, number: int, seen: int) -> None:
    """Take a draft out of the list; what it held stays stored, and who deleted it is on record."""
    with writing(actor, scope, Right.DECIDE) as (work, facts):
        held = stored(work, facts, number)
        if held.version != seen:
            raise EditedMeanwhile(held, {})
        _check_open(held)
        work.scenarios.remove(number, actor.name)
        before = {"name": held.name, "note": held.note, "version": held.version, "summary": dict(held.summary)}
        work.journal.record(facts.id, actor.name, "scenario deleted", f"{held.name} ({number})", before)


def stored(work: UnitOfWork, facts: PortfolioFacts, number: int) -> Scenario:
    """Return a scenario inside a transaction; raises NotFound."""
    row = work.scenarios.get(facts.id, number)
    if row is None:
        raise NotFound(f"There is no scenario {number} here.", "It was deleted, or belongs elsewhere.")
    return _scenario(row)


def added(work: UnitOfWork, facts: PortfolioFacts, actor: Actor, told: Mapping[str, Any]) -> int:
    """Store a new draft inside a transaction and return its number."""
    values, pins = values_of(work, facts, told, None)
    more = {"status": DRAFT, "decision": None, "copied_from_id": told.get("copied_from_id")}
    number = work.scenarios.add(facts.id, actor.name, {**values, **more}, pins or [])
    after = {name: values[name] for name in ("name", "note", "summary")} | {"copied_from": more["copied_from_id"]}
    work.journal.record(facts.id, actor.name, "scenario saved", f"{values['name']} ({number})", after=after)
    return number


def _set_status(actor: Actor, scope: Scope, number: int, seen: int, before: Status, after: Status) -> int:
    with writing(actor, scope, Right.DECIDE) as (work, facts):
        held = stored(work, facts, number)
        if held.status != before or held.version != seen:
            raise EditedMeanwhile(held, {"status": after})
        work.scenarios.change(number, seen, actor.name, {"status": after})
        action = "scenario locked" if after == LOCKED else "scenario unlocked"
        work.journal.record(
            facts.id, actor.name, action, f"{held.name} ({number})", {"status": before}, {"status": after}
        )
    return seen + 1


def _check_open(held: Scenario) -> None:
    if held.status == COMMITTED:
        raise Explained(f'"{held.name}" is decided and stays as it is.', repair="Copy it, and change the copy.")
    if held.status == LOCKED:
        raise Explained(f'"{held.name}" is locked.', repair="Unlock it first, or copy it and change the copy.")


def _scenario(row: Mapping[str, Any]) -> Scenario:
    same = ("name", "note", "version", "created_by", "created_at", "edited_by", "edited_at", "summary", "decision")
    return Scenario(
        number=row["id"],
        status=cast(Status, row["status"]),
        copied_from=row["copied_from_id"],
        statement=row.get("statement", {}),
        **{name: row[name] for name in same},
    )
