"""A server where people sign in, and a visit on it for each of them, as tests over its own protocol ask for them."""

from dataclasses import dataclass

import pytest

from data_access import transaction
from data_access.settings import settings
from services import people, visits
from services.access import operator


@dataclass(frozen=True)
class Served:
    """A server where people sign in, with a token per role."""

    address: str
    tokens: dict[str, str]


def let_settings_name(url: str, monkeypatch: pytest.MonkeyPatch, sign_in: str) -> None:
    """Let this process read the server's database, as it is set there or as nobody signs in."""
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("BELLWETHER_SIGN_IN", sign_in)
    settings.cache_clear()


def signed_in(account: str, role: str, portfolio: str = "") -> str:
    """Sign a person in, added with a role where they are not there yet; return the visit's token."""
    known = {person.account: person.id for person in people.listing(operator())}
    number = known.get(account) or people.add(operator(), account, account.title())
    if role:
        people.set_role(operator(), number, portfolio, role)
    with transaction() as work:
        return visits.begin(work, number, "192.0.2.1", "a browser")
