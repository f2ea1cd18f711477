"""What somebody may do in a portfolio, told in one reading for whoever draws controls."""

from dataclasses import dataclass

from data_access import reading
from services.access import Actor, found, roles_in
from services.lineage import same_projects
from services.rights import KEEPS_ALL, Right, rights_of


@dataclass(frozen=True)
class Held:
    """Rights in a portfolio; `keeps` holds the projects whose registers a contributor keeps, None for all of them."""

    rights: frozenset[Right]
    keeps: frozenset[str] | None = None

    def may(self, right: Right, project: str | None = None) -> bool:
        """Return whether the right is held, on a project if one is named."""
        if right not in self.rights:
            return False
        return right is not Right.KEEP or project is None or self.keeps is None or project in self.keeps


def held(actor: Actor, portfolio: str | None) -> Held:
    """Return what the actor may do now, in a portfolio or in all of them; services ask for themselves where it counts.

    Raises SignedOut for an ended visit and NotFound for an unknown portfolio.
    """
    with reading() as work:
        facts = None if portfolio is None else found(work, portfolio)
        roles = roles_in(work, actor, None if facts is None else facts.id)
        if facts is None or actor.person is None or KEEPS_ALL & set(roles):
            return Held(rights_of(roles))
        own = work.people.own_projects(actor.person, facts.id)
        return Held(rights_of(roles), frozenset(same_projects(work, facts.id, own)))
