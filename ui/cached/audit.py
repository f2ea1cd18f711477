"""What the page of the audit reads; entries are never cached, for any write adds one and not all raise a version."""

from collections.abc import Iterator
from datetime import UTC, datetime

import streamlit as st

from services import audit
from services.access import Actor
from services.audit import AuditEntry, Head, Recorded, Sought, Verdict


def count(actor: Actor, portfolio: str | None, sought: Sought) -> int:
    """Return how many entries are sought."""
    return audit.count(actor, portfolio, sought)


def entries(actor: Actor, portfolio: str | None, sought: Sought, first: int, rows: int) -> list[AuditEntry]:
    """Return entries sought, newest first, from the given place on."""
    return audit.entries(actor, portfolio, sought, first, rows)


def every(actor: Actor, portfolio: str | None, sought: Sought) -> Iterator[AuditEntry]:
    """Yield all entries sought, newest first."""
    return audit.every(actor, portfolio, sought)


def recorded(actor: Actor, portfolio: str | None) -> Recorded:
    """Return the people and actions on record."""
    return audit.recorded(actor, portfolio)


def must_read(actor: Actor, portfolio: str | None) -> None:
    """Refuse, as an explained error, whoever does not administer the portfolio, or without one the installation."""
    audit.must_read(actor, portfolio)


def everywhere(actor: Actor) -> bool:
    """Return whether the person may read the entries of all portfolios, and those of none."""
    return audit.everywhere(actor)


def head() -> Head:
    """Return where the audit ends now."""
    return audit.head()


def verified() -> tuple[Verdict, datetime]:
    """Return whether the audit is whole and when that was found: now, or up to ten minutes ago for the same end.

    The walk takes seconds where there are many entries, so it is not done again at every move of the page.
    """
    return _verified(audit.present_head())


def verify_again() -> None:
    """Let the audit be verified anew when it is next asked for."""
    _verified.clear()


@st.cache_data(max_entries=4, ttl=600, show_spinner="Verifying the chain of all entries")
def _verified(head: Head | None) -> tuple[Verdict, datetime]:
    return audit.verify(), datetime.now(UTC)
