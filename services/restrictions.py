"""What is kept from whom in a portfolio: projects that only their readers see, and subjects not shown to a role."""

from collections.abc import Iterable
from dataclasses import dataclass

from data_access import UnitOfWork, reading
from data_access.portfolios import PortfolioFacts
from services.access import Actor, Scope, found, must, writing
from services.errors import Explained, NotFound
from services.rights import KEEPS_ALL, NOT_BY_DEFAULT, ROLES, SUBJECTS, Right, highest, rights_of


@dataclass(frozen=True)
class Restricted:
    """A project that only its readers see, beside those who see all; `readers` are numbers of people."""

    key: str
    readers: tuple[int, ...]


@dataclass(frozen=True)
class Reader:
    """Somebody who may see the portfolio. `sees_all` says that no project of it is kept from them."""

    id: int
    account: str
    name: str
    role: str
    sees_all: bool


def restricted(actor: Actor, scope: Scope) -> tuple[Restricted, ...]:
    """Return the restricted projects of the portfolio by key, for one who administers it."""
    with reading() as work:
        facts = _administered(work, actor, scope)
        keys = sorted(work.people.restricted(facts.id))
        return tuple(Restricted(key, tuple(sorted(work.people.readers(facts.id, key)))) for key in keys)


def people_here(actor: Actor, scope: Scope) -> tuple[Reader, ...]:
    """Return everybody who may see the portfolio, by name, for one who administers it."""
    with reading() as work:
        facts = _administered(work, actor, scope)
        grants = work.attendance.grants()
        told = []
        for person in work.people.listing():
            held = {one.role for one in grants.get(person.id, []) if one.portfolio_id in (None, facts.id)}
            if person.disabled_at is None and Right.SEE in rights_of(held):
                named = (person.id, person.account, person.name)
                told.append(Reader(*named, highest(held), bool(KEEPS_ALL & held)))
        return tuple(told)


def restrict(actor: Actor, scope: Scope, key: str, readers: Iterable[int] | None) -> None:
    """Let only these people see a project, beside those who see all; None opens it to everybody again.

    Raises NotFound for a project that was never reported here, or for a reader who is nobody.
    """
    wanted = None if readers is None else set(readers)
    with writing(actor, scope, Right.ADMINISTER) as (work, facts):
        was = key in work.people.restricted(facts.id)
        if not was and (key,) not in work.registers.seen_keys(facts.id, "projects"):
            raise NotFound(f'There is no project "{key}".', repair="Choose one from the list.")
        accounts = {person.id: person.account for person in work.people.listing()}
        if wanted is not None and wanted - set(accounts):
            raise NotFound("There is no such person.", repair="Choose readers from the list.")
        before = work.people.readers(facts.id, key) if was else None
        if wanted == before:
            return
        work.people.restrict(facts.id, key, wanted)
        work.portfolios.raise_version(facts.id)
        words = "project opened" if wanted is None else "project restricted"
        told = (_seen_by(before, accounts), _seen_by(wanted, accounts))
        work.journal.record(facts.id, actor.name, words, key, *told)


def shown(actor: Actor, scope: Scope) -> dict[tuple[str, str], bool]:
    """Return by (subject, role) whether the role sees it, for every pair, for one who administers the portfolio."""
    with reading() as work:
        decided = work.people.shown(_administered(work, actor, scope).id)
    return {(subject, role): _is_shown(decided, subject, role) for subject in SUBJECTS for role in ROLES}


def show(actor: Actor, scope: Scope, subject: str, role: str, shown: bool) -> None:
    """Store whether a role sees a subject; facilitators and administrators see all of them."""
    if subject not in SUBJECTS or role not in ROLES:
        raise Explained(
            "This is nothing that can be shown or kept.",
            repair=f"Use one of: {', '.join(SUBJECTS)}; {', '.join(ROLES)}.",
        )
    if role in KEEPS_ALL and not shown:
        raise Explained("Nothing is kept from facilitators and administrators.", "They decide on all of it.")
    with writing(actor, scope, Right.ADMINISTER) as (work, facts):
        before = _is_shown(work.people.shown(facts.id), subject, role)
        if before == shown:
            return
        work.people.show(facts.id, subject, role, shown)
        work.portfolios.raise_version(facts.id)
        told = ({"role": role, "shown": before}, {"role": role, "shown": shown})
        work.journal.record(facts.id, actor.name, "sight changed", subject, *told)


def _administered(work: UnitOfWork, actor: Actor, scope: Scope) -> PortfolioFacts:
    facts = found(work, scope.portfolio)
    must(work, actor, facts, Right.ADMINISTER)
    return facts


def _is_shown(decided: dict[tuple[str, str], bool], subject: str, role: str) -> bool:
    return role in KEEPS_ALL or decided.get((subject, role), role not in NOT_BY_DEFAULT)


def _seen_by(readers: set[int] | None, accounts: dict[int, str]) -> dict[str, object]:
    if readers is None:
        return {"seen by": "everybody"}
    return {"seen by": "readers", "readers": sorted(accounts[person] for person in readers)}
