"""What the People page reads; only names of projects are cached, for rights and visits change without any upload."""

from datetime import date, datetime

import streamlit as st

from services import access, lockouts, people, portfolios, restrictions, states
from services.access import Actor, Scope
from services.people import Person
from services.restrictions import Reader, Restricted
from services.visits import Visit
from ui.filters import Current


def may_administer(actor: Actor) -> bool:
    """Return whether the person administers the whole installation."""
    return access.may_administer(actor)


def everybody(actor: Actor) -> list[Person]:
    """Return everybody by name."""
    return people.listing(actor)


def locked(actor: Actor) -> dict[str, datetime]:
    """Return until when each account is locked whose sign-ins failed too often."""
    return lockouts.standing(actor)


def open_visits(actor: Actor, number: int | None = None) -> list[Visit]:
    """Return the open visits of one person or of everybody, last seen first."""
    return people.open_visits(actor, number)


def own_projects(actor: Actor, number: int, portfolio: str) -> list[str]:
    """Return the projects whose registers a contributor keeps."""
    return sorted(people.own_projects(actor, number, portfolio))


def portfolio_names(actor: Actor) -> dict[str, str]:
    """Return the names of all portfolios by key."""
    return {facts.key: facts.name for facts in portfolios.listing(actor)}


def restricted(actor: Actor, scope: Scope) -> tuple[Restricted, ...]:
    """Return the restricted projects of a portfolio."""
    return restrictions.restricted(actor, scope)


def people_here(actor: Actor, scope: Scope) -> tuple[Reader, ...]:
    """Return everybody who may see a portfolio."""
    return restrictions.people_here(actor, scope)


def shown(actor: Actor, scope: Scope) -> dict[tuple[str, str], bool]:
    """Return by (subject, role) whether the role sees it."""
    return restrictions.shown(actor, scope)


def projects(view: Current) -> dict[str, str]:
    """Return the names of the newest state's projects by key; empty before any file is loaded."""
    return _projects(view.scope, view.dates[-1]) if view.dates else {}


@st.cache_data(max_entries=16, show_spinner=False)
def _projects(scope: Scope, as_of: date) -> dict[str, str]:
    rows = states.projects(scope, as_of, ["name"])
    return {str(key): str(name) for key, name in zip(rows["project_key"], rows["name"], strict=True)}
