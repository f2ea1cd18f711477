"""People of every role, signed in, in a portfolio of their own beside another one."""

from dataclasses import dataclass

import pytest

from data_access import transaction
from data_access.settings import settings
from services import access, people, portfolios, restrictions, visits
from services.access import Actor, operator
from services.rights import ROLES

OPERATOR = operator("the operator")
OTHER = "other"


@dataclass(frozen=True)
class Met:
    """Actors by what they are: a role, or how they come to have none."""

    actors: dict[str, Actor]

    def __getitem__(self, name: str) -> Actor:
        return self.actors[name]


def let_people_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the settings say that people sign in by local accounts, for a test's time."""
    monkeypatch.setenv("BELLWETHER_SIGN_IN", "accounts")
    settings.cache_clear()


def meet(portfolio: str) -> Met:
    """Store and sign in one person of each role in the portfolio, and those who must be refused everything."""
    if OTHER not in {facts.key for facts in portfolios.listing(OPERATOR)}:
        portfolios.create(OPERATOR, OTHER, "Other", "EUR")
    found = {role: _signed_in(role, portfolio, role) for role in ROLES}
    found["stranger"] = _signed_in("stranger", portfolio, "")
    found["admin of another portfolio"] = _signed_in("neighbour", OTHER, "admin")
    found["revoked"] = _signed_in("revoked", portfolio, "admin")
    visits.revoke(OPERATOR, found["revoked"].session or 0)
    found["disabled"] = _signed_in("disabled", portfolio, "admin")
    people.disable(OPERATOR, found["disabled"].person or 0)
    found["without a visit"] = Actor("nobody", "admin", found["admin"].person, None)
    found["of another's visit"] = Actor("thief", "admin", found["admin"].person, found["viewer"].session)
    found["claiming a role"] = Actor("liar", "admin")
    return Met(found)


def show_drafts(portfolio: str) -> None:
    """Let viewers see what is not published, for tests of what else is kept from them."""
    restrictions.show(OPERATOR, access.scope(OPERATOR, portfolio), "drafts", "viewer", True)


def everywhere(role: str) -> Actor:
    """Store and sign in a person who has a role in all portfolios."""
    return _signed_in(f"{role} everywhere", "", role)


def _signed_in(account: str, portfolio: str, role: str) -> Actor:
    named = account.replace(" ", ".")
    number = people.add(OPERATOR, named, account.title())
    if role:
        people.set_role(OPERATOR, number, portfolio, role)
    with transaction() as work:
        token = visits.begin(work, number, "192.0.2.1", "a browser")
    visit = visits.current(token)
    assert visit is not None
    return visits.actor(visit.id)
