"""Preparing a workshop: what is asked, by which rules, and who sits at the table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from data_access import UnitOfWork
from data_access.portfolios import PortfolioFacts
from services import alignment
from services.access import Actor, Scope, writing
from services.errors import Explained, Moved, NotFound
from services.rights import Right
from services.workshops import groups
from services.workshops.recusing import recuse
from services.workshops.rules import Rules, check, columns, framed
from services.workshops.terms import DRAFT, topic

FEWEST, MOST = 2, 15
LONGEST: Final = 80
MOST_SEATS: Final = 500


def prepare_weights(actor: Actor, scope: Scope, as_of: date, title: str, rules: Rules, total: int | None = None) -> int:
    """Prepare a workshop on the weights of the objectives in force at a date; return its number.

    What disagreement is worth is measured by what a total (minor units) funds, a usual one where none is stated.
    """
    return prepare(actor, scope, as_of, title, rules, "weights", {"objectives": weighed(scope, as_of), "total": total})


def weighed(scope: Scope, as_of: date) -> list[dict[str, Any]]:
    """Return the objectives that a workshop on weights asks about: key, name, statement and their share now."""
    objectives = alignment.read(scope, as_of).objectives
    if not FEWEST <= len(objectives) <= MOST:
        raise Explained(
            f"The number of objectives at this date is {len(objectives)}.",
            f"Between {FEWEST} and {MOST} can be weighed against each other.",
            "Add or remove objectives on the page Alignment.",
        )
    return [
        {"key": row.objective_key, "name": row.name_, "statement": _text(row.statement), "share": float(row.share)}
        for row in objectives.rename(columns={"name": "name_"}).itertuples()
    ]


def change_rules(actor: Actor, scope: Scope, number: int, seen: int, title: str, rules: Rules) -> None:
    """Change what was fixed for a workshop that is still being prepared."""
    check(title, rules)
    with writing(actor, scope, Right.DECIDE) as (work, facts):
        row = draft(work, facts, number)
        values = {"title": title.strip(), **columns(rules), "frame": {**row["frame"], **framed(rules)}}
        if not work.workshops.change(number, seen, values):
            raise moved()
        groups.respell(work, number, rules.say)
        work.journal.record(facts.id, actor.name, "workshop prepared", subject(row), after=framed(rules))


@dataclass(frozen=True)
class Invited:
    """What became of an invitation, by name: who is new, whose group changed, and whose could not any more."""

    new: tuple[str, ...]
    moved: tuple[str, ...]
    stayed: tuple[str, ...]


def invite(actor: Actor, scope: Scope, number: int, people: Sequence[tuple[str, str]]) -> Invited:
    """Put people (name, group of voters or nothing) on the roster; who is there already gets the group that is named.

    Groups are spelled as in the rules; one that is in no rule is only noted.
    """
    with writing(actor, scope, Right.DECIDE) as (work, facts):
        row = held(work, facts, number)
        work.workshops.hold_seats(number)
        present = {seat["name"].casefold(): seat for seat in work.workshops.seats(number)}
        is_fixed = groups.fixed(work, number)
        new: list[str] = []
        moved: list[str] = []
        stayed: list[str] = []
        for name, group in people:
            name, group = _name(name), groups.spelled(row["frame"]["say"], group)
            seat = present.get(name.casefold())
            if seat is None:
                values = seat_values(name, group)
                present[name.casefold()] = {"id": work.workshops.add_seat(number, values), **values}
                new.append(name)
            elif group and group != seat["voter_group"]:
                (stayed if is_fixed else moved).append(seat["name"])
                if not is_fixed:
                    work.workshops.change_seat(seat["id"], {"voter_group": group})
                    seat["voter_group"] = group
        if len(present) > MOST_SEATS:
            raise Explained(f"A workshop has at most {MOST_SEATS} places.")
        if new or moved:
            told = {"names": new} | ({"other group": moved} if moved else {})
            work.journal.record(facts.id, actor.name, "workshop invited to", subject(row), after=told)
            work.live.announce(topic(number, "votes"))
        return Invited(tuple(new), tuple(moved), tuple(stayed))


def change_seat(
    actor: Actor,
    scope: Scope,
    number: int,
    seat: int,
    *,
    votes: bool,
    delegate: str = "",
    conflicts: Sequence[str] = (),
    group: str | None = None,
) -> None:
    """Say whether somebody votes, who sits there for them, on which projects they do not judge, and their group.

    Without a group that stays as it is; once the first question is asked it cannot be changed.
    """
    with writing(actor, scope, Right.DECIDE) as (work, facts):
        row = held(work, facts, number)
        mine = _seat(work, number, seat)
        values: dict[str, Any] = {"votes": votes, "delegate": delegate.strip() or None}
        values |= {"conflicts": sorted(set(conflicts))}
        values |= groups.values(mine, group, row["frame"]["say"], groups.fixed(work, number))
        recuse(work, row, mine, values)
        work.workshops.change_seat(seat, values)
        before = {name: mine[name] for name in values}
        if before != values:
            before, values = ({"name": mine["name"], **told} for told in (before, values))
            work.journal.record(facts.id, actor.name, "workshop place changed", subject(row), before, values)
            work.live.announce(topic(number, "step"))


def remove_seat(actor: Actor, scope: Scope, number: int, seat: int) -> None:
    """Take somebody off the roster who has not joined."""
    with writing(actor, scope, Right.DECIDE) as (work, facts):
        row = held(work, facts, number)
        mine = _seat(work, number, seat)
        if mine["joined_at"] is not None:
            raise Explained(f"{mine['name']} has joined already.", repair="Take the right to vote away instead.")
        work.workshops.remove_seat(seat)
        work.journal.record(facts.id, actor.name, "workshop place removed", subject(row), {"name": mine["name"]})


def free_seat(actor: Actor, scope: Scope, number: int, seat: int) -> None:
    """Let somebody join again from another device; the one before is told that it no longer sits there."""
    with writing(actor, scope, Right.DECIDE) as (work, facts):
        row = held(work, facts, number)
        mine = _seat(work, number, seat)
        work.workshops.change_seat(seat, {"token_hash": None})
        work.journal.record(facts.id, actor.name, "workshop place freed", subject(row), {"name": mine["name"]})
        work.live.announce(topic(number, "step"))


def seat_values(name: str, group: str = "", *, invited: bool = True) -> dict[str, Any]:
    """Return a new place as stored."""
    told = {"name": name, "voter_group": group, "votes": True, "invited": invited}
    return {**told, "delegate": None, "conflicts": [], "token_hash": None, "joined_at": None}


def held(work: UnitOfWork, facts: PortfolioFacts, number: int) -> dict[str, Any]:
    """Return a workshop of this portfolio as stored; raises NotFound."""
    row = work.workshops.get(number, facts.id)
    if row is None:
        raise NotFound("There is no such workshop here.", repair="Choose one from the list.")
    return row


def draft(work: UnitOfWork, facts: PortfolioFacts, number: int) -> dict[str, Any]:
    """Return a workshop that is still being prepared."""
    row = held(work, facts, number)
    if row["stage"] != DRAFT:
        raise Explained(
            "The rules of this workshop are fixed.",
            "They are printed on the phones of those who joined.",
            "Prepare a new workshop for other rules.",
        )
    return row


def subject(row: Mapping[str, Any]) -> str:
    """Return what entries of the audit call a workshop."""
    return f"{row['title']} ({row['id']})"


def moved() -> Moved:
    """Return what the second of two facilitators is told."""
    return Moved(
        "Somebody else has moved the workshop on; nothing was changed.", repair="Look where it stands, then go on."
    )


def prepare(actor: Actor, scope: Scope, as_of: date, title: str, rules: Rules, kind: str, asked: dict[str, Any]) -> int:
    """Store a workshop of a kind, with what it asks about; return its number."""
    check(title, rules)
    with writing(actor, scope, Right.DECIDE) as (work, facts):
        values = {
            "kind": kind,
            "title": title.strip(),
            "as_of": as_of,
            **columns(rules),
            "frame": {**asked, **framed(rules)},
        }
        number = work.workshops.add(facts.id, actor.name, values)
        told = subject({"title": title.strip(), "id": number})
        work.journal.record(facts.id, actor.name, "workshop prepared", told, after=framed(rules))
        return number


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _name(name: str) -> str:
    found = " ".join(name.split())[:LONGEST]
    if not found:
        raise Explained("A place has no name.", repair="Write the name of the person.")
    return found


def _seat(work: UnitOfWork, number: int, seat: int) -> dict[str, Any]:
    found = next((each for each in work.workshops.seats(number) if each["id"] == seat), None)
    if found is None:
        raise NotFound("There is no such place at this workshop.")
    return found
