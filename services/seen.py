"""Reading on behalf of somebody: every read of a portfolio passes here, and leaves out what is kept from the reader."""

from collections.abc import Iterator
from contextlib import contextmanager

from data_access import UnitOfWork
from data_access.portfolios import PortfolioFacts
from data_access.row_security import confine
from data_access.seen_work import reading_as
from data_access.sight import Sight
from services.access import Scope, found


@contextmanager
def looking(scope: Scope) -> Iterator[tuple[UnitOfWork, PortfolioFacts]]:
    """Yield a transaction that reads only what the scope shows, with the portfolio's facts.

    Totals, dates and counts leave hidden projects out, as if they had never been reported; what was worked out of all
    projects before is not there. Raises NotFound for an unknown portfolio.
    """
    with reading_as(sight(scope)) as work:
        facts = found(work, scope.portfolio)
        confine(work, facts.id)
        yield work, facts


def sight(scope: Scope) -> Sight:
    """Return what a scope keeps from its reader."""
    return Sight(scope.hidden, scope.unseen, scope.until)


def everything(scope: Scope) -> Scope:
    """Return the same portfolio with nothing kept: for figures that are stored for everybody, never for telling."""
    return Scope(scope.portfolio, scope.data_version)
