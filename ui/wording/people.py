"""People in words: who can sign in, what they may do where, and from which device they visit."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from data_access.settings import settings
from services.people import Person
from services.restrictions import Reader, Restricted
from services.rights import KEEPS_ALL, ROLES, TITLES, Right
from services.visits import Visit
from ui.wording.formats import DASH, count, day, moment, number

NOBODY: Final = (
    "Whoever opens Bellwether here administers it. People added here can sign in once "
    'BELLWETHER_SIGN_IN is set to accounts, oidc or proxy; README.md says how under "A team".'
)
ONLY_HERE: Final = (
    "You administer this portfolio, not the whole installation: people and their visits are kept by others."
)
RIGHTS: Final = (
    "Contributors write only to their own projects, facilitators and administrators to all. A role holds in one "
    "portfolio or in all; whoever has several may do what any of them may. Every page and every function asks this "
    "table, each time anew."
)
SHOWN: Final = {
    "stakeholders": "Names, interests and plans of engagement",
    "contracts": "Suppliers, amounts and claims",
    "contingency": "What is set aside for risks, of projects and of the portfolio",
    "drafts": "All periods after the newest published one; before the first publication, every period",
}
CHOOSABLE: Final = tuple(role for role in ROLES if role not in KEEPS_ALL)
"""Roles for which a portfolio decides what they see."""
MOST: Final = 8
"""So many names stand in a sentence."""
BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def finding(everybody: Sequence[Person]) -> str:
    """Return how many can sign in, as the headline."""
    if not everybody:
        return "Nobody has an account yet."
    out = sum(one.disabled for one in everybody)
    ready = sum(one.ready and not one.disabled for one in everybody)
    told = [f"{number(ready)} can sign in"]
    if waiting := len(everybody) - out - ready:
        told.append(f"{number(waiting)} {'has' if waiting == 1 else 'have'} never signed in")
    if out:
        told.append(f"{number(out)} {'is' if out == 1 else 'are'} disabled")
    if len(told) == 1:
        return f"{count(ready, 'person', 'people')} can sign in."
    return f"Of {count(len(everybody), 'account')}, {_listed(told)}."


def standing(person: Person, locked: datetime | None = None) -> str:
    """Return whether somebody can sign in, or what they wait for; `locked` is until when no attempt is looked at."""
    if person.disabled:
        return "Disabled"
    if locked is not None:
        return f"Locked until {locked:%H:%M} UTC"
    if person.ready:
        return "Can sign in"
    if settings().sign_in in ("oidc", "proxy"):
        return "Has not come yet"
    if person.invited_until is not None:
        return f"Invited until {day(person.invited_until)}"
    return "Needs an invitation"


def signs_in_by(person: Person) -> str:
    """Return by what somebody is known: a password, the proxy, or the provider's host."""
    if person.by == "password":
        return "Password" if person.ready or settings().sign_in in ("none", "accounts") else DASH
    return "Proxy" if person.by == "proxy" else urlsplit(person.by).hostname or person.by


def about(person: Person, locked: datetime | None = None) -> str:
    """Return whether somebody can sign in and when they were last seen, in a line."""
    seen = f", last seen {moment(person.seen_at)}" if person.seen_at is not None else ""
    return f"{standing(person, locked)}{seen}"


def named(person: Person) -> str:
    """Return a person as they are chosen from a list."""
    return person.name if person.name.casefold() == person.account else f"{person.name} ({person.account})"


def short(role: str) -> str:
    """Return a role's title without what stands in brackets."""
    return TITLES.get(role, role).partition(" (")[0]


def role_in(portfolio: str, role: str, names: Mapping[str, str]) -> str:
    """Return a role with where it holds; `names` holds the portfolios' names by key."""
    where = names.get(portfolio, portfolio) if portfolio else "all portfolios"
    return f"{short(role)} in {where}"


def roles(person: Person, names: Mapping[str, str]) -> str:
    """Return what somebody may be where, in a sentence part."""
    return "; ".join(role_in(portfolio, role, names) for portfolio, role, _ in person.roles) or "No role yet"


def own_projects(person: Person, portfolio: str, keys: Sequence[str]) -> str:
    """Return whose registers somebody keeps in a portfolio, and what they lack for it to count."""
    if not keys:
        return f"{person.account} keeps no project of {portfolio}."
    told = f"{person.account} keeps {count(len(keys), 'project')} of {portfolio}: {', '.join(keys)}."
    if any(role == "contributor" and place in ("", portfolio) for place, role, _ in person.roles):
        return told
    return f"{told} That counts for contributors, and {person.account} has no such role in {portfolio}."


def link(token: str, place: str) -> str:
    """Return the full address under which an invitation is taken up at a place Bellwether is reached by."""
    return f"{place.rstrip('/')}/invitation/{token}"


def invitation(name: str, until: datetime) -> str:
    """Return what to do with an invitation's link."""
    return (
        f"Send this to {name} by a way only they read. It is shown only now, can be used once, holds until "
        f"{moment(until)}, and takes the place of earlier ones."
    )


def device(browser: str) -> str:
    """Return browser and device in words, from what the browser says of itself.

    >>> device("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36")
    'Chrome on Windows'
    """
    program = next((name for sign, name in BROWSERS if sign in browser), "")
    system = next((name for sign, name in SYSTEMS if sign in browser), "")
    if program and system:
        return f"{program} on {system}"
    return program or system or "A device that does not say"


def visitor(visit: Visit) -> str:
    """Return whose visit it is."""
    return visit.name or visit.account


def visit(one: Visit) -> str:
    """Return from where somebody visits, and since when."""
    return f"{device(one.browser)}, {one.address or 'no address'}, since {moment(one.created_at)}"


def matrix() -> list[dict[str, str]]:
    """Return the table of rights: a row per right, under each role's title whether it has it."""
    return [
        {
            "right": right.value.capitalize(),
            **{role: "Yes" if right in held else "" for role, held in ROLES.items()},
        }
        for right in Right
    ]


def readers(project: Restricted, people: Iterable[Reader]) -> str:
    """Return who reads a restricted project, beside those who see all."""
    names = [one.name for one in people if one.id in project.readers and not one.sees_all]
    return ", ".join(names) or "Nobody else"


def kept(people: Iterable[Reader]) -> str:
    """Return what restricting a project does, and who sees every project of the portfolio."""
    names = [one.name for one in people if one.sees_all]
    rest = [count(len(names) - MOST, "other")] if len(names) > MOST else []
    told = f": {_listed(names[:MOST] + rest)}" if names else ", of whom there are none yet"
    return (
        "A restricted project is seen by its readers, by contributors whose own it is, and by all facilitators and "
        f"administrators{told}. For everybody else it does not exist: pages, totals, searches and exports leave it out."
    )


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
