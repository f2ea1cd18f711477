"""Who may approve a restatement: somebody else who decides in the portfolio."""

from dataclasses import dataclass

from data_access import UnitOfWork, reading
from data_access.people import PersonFacts
from data_access.portfolios import PortfolioFacts
from data_access.settings import settings
from services.access import Actor, Scope, found, roles_in
from services.errors import Explained
from services.rights import Right, rights_of

LONGEST_NAME = 200


@dataclass(frozen=True)
class Approvers:
    """Whom an actor may name: (account, name) of each, by name; where nobody signs in any name will do."""

    any_name: bool
    people: tuple[tuple[str, str], ...] = ()


def approvers(actor: Actor, scope: Scope) -> Approvers:
    """Return who may approve a restatement that the actor makes; nobody for one who may write nothing."""
    with reading() as work:
        facts = found(work, scope.portfolio)
        if not rights_of(roles_in(work, actor, facts.id)) & {Right.KEEP, Right.UPLOAD, Right.DECIDE}:
            return Approvers(False)
        if _any_name():
            return Approvers(True)
        return Approvers(False, tuple((one.account, one.name) for one in _deciding(work, actor, facts)))


def approved_by(work: UnitOfWork, facts: PortfolioFacts, actor: Actor, named: str) -> str:
    """Return who approves, as people know them; raises Explained where that person may not, or is the actor."""
    name = named.strip()
    if not name:
        raise Explained("A restatement needs somebody who approves it.", repair="Name who does.")
    if len(name) > LONGEST_NAME:
        raise Explained("The name of the approver is too long.", repair="Shorten it.")
    if _any_name():
        return name
    known = _deciding(work, actor, facts)
    meant = [one for one in known if one.account == name.casefold()] or [one for one in known if one.name == name]
    if len(meant) != 1:
        raise Explained(
            f'"{name}" cannot approve this.',
            f'An approver is another person than the one who restates, with the right to "{Right.DECIDE}".',
            f"Name one of: {', '.join(one.account for one in known)}."
            if known
            else "Ask an administrator to give somebody that right.",
        )
    return f"{meant[0].name} ({meant[0].account})"


def _any_name() -> bool:
    return settings().sign_in == "none"


def _deciding(work: UnitOfWork, actor: Actor, facts: PortfolioFacts) -> list[PersonFacts]:
    """Return who decides in the portfolio but for the actor; whoever has the machine is known by name alone."""
    grants = work.attendance.grants()
    mine = {actor.name.casefold()} if actor.person is None else set()
    told = []
    for person in work.people.listing():
        roles = [one.role for one in grants.get(person.id, []) if one.portfolio_id in (None, facts.id)]
        same = person.id == actor.person or bool({person.account, person.name.casefold()} & mine)
        if person.disabled_at is None and not same and Right.DECIDE in rights_of(roles):
            told.append(person)
    return told
