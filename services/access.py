"""Who is acting, what of which portfolio they see, and the one door for writes."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from data_access import UnitOfWork, reading, transaction
from data_access.portfolios import PortfolioFacts
from data_access.settings import settings
from data_access.visits import VisitFacts
from services.errors import NotAllowed, NotFound, SignedOut
from services.lineage import same_projects
from services.rights import KEEPS_ALL, ROLES, Right, rights_of, unseen_by

NO_PERIOD: Final = date.min
"""The last date shown to whom drafts are not shown, while nothing is published."""


@dataclass(frozen=True)
class Actor:
    """The person on whose behalf a service acts.

    Where people sign in, `person` and `session` are their numbers and the roles stand in the database; `role` is then
    only how they are called. Without, `person` is None and `role` decides: the one user of a single machine, or
    the `operator` who has the machine itself (the command line, and jobs that were allowed when they were asked for).
    """

    name: str
    role: str
    person: int | None = None
    session: int | None = None
    operator: bool = False


@dataclass(frozen=True)
class Scope:
    """What a read may touch: a portfolio at a data version, but for what is kept from the reader.

    `hidden` holds the projects not shown, under every key they ever had; `unseen` the subjects not shown (see
    `services.rights.SUBJECTS`); `until` the last date shown, where later periods are still drafts (`NO_PERIOD`:
    all of them are).
    """

    portfolio: str
    data_version: int
    hidden: frozenset[str] = frozenset()
    unseen: frozenset[str] = frozenset()
    until: date | None = None


def local_user() -> Actor:
    """Return the one user of a single-user installation, who administers it."""
    return Actor(settings().user, "admin")


def operator(name: str = "") -> Actor:
    """Return whoever has the machine: the command line, and the processes of jobs."""
    return Actor(name or settings().user, "admin", operator=True)


def scope(actor: Actor, portfolio: str) -> Scope:
    """Return what the actor may read of a portfolio now; raises NotFound for one they may not see, or unknown."""
    with reading() as work:
        facts = found(work, portfolio)
        return scope_within(work, actor, facts)


def scope_within(work: UnitOfWork, actor: Actor, facts: PortfolioFacts) -> Scope:
    """Return what the actor may read of a portfolio, inside a transaction; raises NotFound where that is nothing."""
    roles = roles_in(work, actor, facts.id)
    if Right.SEE not in rights_of(roles):
        raise _unknown(facts.key)
    if actor.person is None:
        return Scope(facts.key, facts.data_version)
    unseen = unseen_by(roles, work.people.shown(facts.id))
    until = (work.remarks.last_published(facts.id) or NO_PERIOD) if "drafts" in unseen else None
    return Scope(facts.key, facts.data_version, _hidden(work, actor, facts, roles), unseen, until)


def found(work: UnitOfWork, portfolio: str, *, lock: bool = False) -> PortfolioFacts:
    """Return the portfolio, kept from other writers if asked; raises NotFound for an unknown key."""
    facts = work.portfolios.lock(portfolio) if lock else work.portfolios.get(portfolio)
    if facts is None:
        raise _unknown(portfolio)
    return facts


@contextmanager
def writing(
    actor: Actor, scope: Scope | str, right: Right, projects: Collection[str] | None = None
) -> Iterator[tuple[UnitOfWork, PortfolioFacts]]:
    """Yield a transaction that holds the portfolio, for an actor who has the right, with the portfolio's facts.

    `projects` names the projects written to, where a contributor's right depends on them. Raises NotAllowed, SignedOut
    or NotFound before anything is written; the right is read in the same transaction.
    """
    with transaction() as work:
        facts = found(work, scope if isinstance(scope, str) else scope.portfolio, lock=True)
        must(work, actor, facts, right, projects)
        yield work, facts


@contextmanager
def administering(actor: Actor) -> Iterator[UnitOfWork]:
    """Yield a transaction for an actor who administers the whole installation; raises NotAllowed for others."""
    with transaction() as work:
        must(work, actor, None, Right.ADMINISTER)
        yield work


def may_administer(actor: Actor) -> bool:
    """Return whether the actor administers the whole installation now; pages ask this before they draw a control."""
    with reading() as work:
        return Right.ADMINISTER in rights_of(roles_in(work, actor, None))


def must_administer(actor: Actor) -> None:
    """Refuse an actor who does not administer the whole installation."""
    with reading() as work:
        must(work, actor, None, Right.ADMINISTER)


def must(
    work: UnitOfWork,
    actor: Actor,
    facts: PortfolioFacts | None,
    right: Right,
    projects: Collection[str] | None = None,
) -> None:
    """Refuse actors without the right in a portfolio, or in all of them where none is named.

    Raises NotFound where they may not even see the portfolio, NotAllowed where they may not do this.
    """
    roles = roles_in(work, actor, None if facts is None else facts.id)
    work.journal.acting(actor.person, actor.session)
    held = rights_of(roles)
    if facts is not None and Right.SEE not in held:
        raise _unknown(facts.key)
    if right not in held:
        where = "this installation" if facts is None else facts.name
        raise NotAllowed(
            f"{actor.name} may not do this in {where}.", f'It takes the right to "{right}".', "Ask its administrator."
        )
    if facts is not None and projects is not None:
        _must_reach(work, actor, facts, roles, projects, own_only=right is Right.KEEP)


def refuse_without(actor: Actor, scope: Scope, right: Right, projects: Collection[str] | None = None) -> None:
    """Refuse an actor without the right before work that is worth sparing; `writing` asks again where it counts."""
    with reading() as work:
        must(work, actor, found(work, scope.portfolio), right, projects)


def sees(work: UnitOfWork, actor: Actor, facts: PortfolioFacts) -> bool:
    """Return whether the actor may see a portfolio at all."""
    return Right.SEE in rights_of(roles_in(work, actor, facts.id))


def rights_anywhere(actor: Actor) -> frozenset[Right]:
    """Return what the actor may do in one portfolio or another: by it the menu is drawn, never a right granted."""
    with reading() as work:
        if actor.person is None:
            return rights_of(roles_in(work, actor, None))
        must_be_open(work, actor)
        return rights_of(grant.role for grant in work.people.grants(actor.person))


def roles_in(work: UnitOfWork, actor: Actor, portfolio_id: int | None) -> list[str]:
    """Return the roles an actor holds in a portfolio now, or in all of them; raises SignedOut for an ended visit."""
    if actor.person is None:
        trusted = actor.operator or settings().sign_in == "none"
        return [actor.role] if trusted and actor.role in ROLES else []
    must_be_open(work, actor)
    return work.people.roles(actor.person, portfolio_id)


def must_be_open(work: UnitOfWork, actor: Actor) -> None:
    """Refuse an actor whose visit was ended, has expired, or whose account is disabled."""
    visit = None if actor.session is None else work.visits.get(actor.session)
    if visit is None or visit.person_id != actor.person or not is_open(visit, datetime.now(UTC)):
        raise SignedOut()


def is_open(visit: VisitFacts, now: datetime) -> bool:
    """Return whether a visit still counts at a moment."""
    idle = timedelta(minutes=settings().session_idle_minutes)
    over = visit.revoked_at is not None or visit.disabled_at is not None
    return not over and now < visit.expires_at and now - visit.seen_at < idle


def _must_reach(
    work: UnitOfWork, actor: Actor, facts: PortfolioFacts, roles: list[str], projects: Collection[str], own_only: bool
) -> None:
    """Refuse projects that the actor does not see or, as a contributor, does not keep."""
    if actor.person is None:
        return
    if hidden := sorted(set(projects) & _hidden(work, actor, facts, roles)):
        raise NotFound(f'There is no project "{hidden[0]}".')
    if not own_only or KEEPS_ALL & set(roles):
        return
    own = same_projects(work, facts.id, work.people.own_projects(actor.person, facts.id))
    if foreign := sorted(set(projects) - own):
        raise NotAllowed(
            f"{actor.name} does not keep the registers of {foreign[0]}.",
            "Contributors write only to their own projects.",
            "Ask an administrator to add the project to yours.",
        )


def _hidden(work: UnitOfWork, actor: Actor, facts: PortfolioFacts, roles: list[str]) -> frozenset[str]:
    """Return the restricted projects an actor does not see, under every key they ever had."""
    restricted = work.people.restricted(facts.id)
    if not restricted or actor.person is None or KEEPS_ALL & set(roles):
        return frozenset()
    open_to = work.people.readable(actor.person, facts.id) | work.people.own_projects(actor.person, facts.id)
    return frozenset(same_projects(work, facts.id, restricted) - same_projects(work, facts.id, open_to))


def _unknown(portfolio: str) -> NotFound:
    return NotFound(f'There is no portfolio "{portfolio}".', repair="Choose one from the list, or create it.")
