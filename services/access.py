"""Who is acting, and what of which portfolio they see."""

from dataclasses import dataclass

from data_access import UnitOfWork, reading
from data_access.portfolios import PortfolioFacts
from data_access.settings import settings
from services.errors import NotAllowed, NotFound


@dataclass(frozen=True)
class Actor:
    """The person on whose behalf a service acts."""

    name: str
    role: str


@dataclass(frozen=True)
class Scope:
    """What a read may touch: a portfolio at a data version; all projects, or the visible ones."""

    portfolio: str
    data_version: int
    visible: frozenset[str] | None = None


def local_user() -> Actor:
    """Return the one user of a single-user installation, who administers it."""
    return Actor(settings().user, "admin")


def scope(actor: Actor, portfolio: str) -> Scope:
    """Return what the actor may read of a portfolio now; raises NotFound for an unknown key."""
    with reading() as work:
        return Scope(portfolio, found(work, portfolio).data_version)


def found(work: UnitOfWork, portfolio: str, *, lock: bool = False) -> PortfolioFacts:
    """Return the portfolio, kept from other writers if asked; raises NotFound for an unknown key."""
    facts = work.portfolios.lock(portfolio) if lock else work.portfolios.get(portfolio)
    if facts is None:
        raise NotFound(f'There is no portfolio "{portfolio}".', repair="Choose one from the list, or create it.")
    return facts


def must_write(actor: Actor) -> None:
    """Refuse actors who may only read."""
    if actor.role != "admin":
        raise NotAllowed(f"{actor.name} may not change this portfolio.", repair="Ask its administrator.")
