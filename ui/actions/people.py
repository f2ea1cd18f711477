"""What the People page does, as the person before the screen; each raises Explained where it is refused."""

from collections.abc import Iterable

from services import lockouts, people, restrictions, visits
from services.access import Scope
from ui.state.person import actor


def add(account: str, name: str, email: str, role: str, portfolio: str) -> int:
    """Store a new account, with a role if one is named; return the person's number."""
    return people.add(actor(), account, name, email, role, portfolio)


def invite(number: int) -> str:
    """Make an invitation and return its token."""
    return people.invite(actor(), number)


def rename(number: int, seen: int, name: str, email: str) -> None:
    """Change name and address of a person."""
    people.rename(actor(), number, seen, name, email)


def set_role(number: int, portfolio: str, role: str) -> None:
    """Give a person a role in a portfolio, or in all, or take it where none is named."""
    people.set_role(actor(), number, portfolio, role)


def disable(number: int, disabled: bool) -> None:
    """Keep a person out, or let them in again."""
    people.disable(actor(), number, disabled)


def unlock(number: int) -> None:
    """Let a person whose sign-ins failed too often try again at once."""
    lockouts.unlock(actor(), number)


def set_own_projects(number: int, portfolio: str, keys: Iterable[str]) -> None:
    """Store which projects a contributor keeps."""
    people.set_own_projects(actor(), number, portfolio, keys)


def end_visit(number: int) -> None:
    """End one visit."""
    visits.revoke(actor(), number)


def end_visits(person: int) -> int:
    """End all visits of a person; return how many ended."""
    return people.end_visits(actor(), person)


def restrict(scope: Scope, key: str, readers: Iterable[int] | None) -> None:
    """Let only its readers see a project, or everybody where None is given."""
    restrictions.restrict(actor(), scope, key, readers)


def show(scope: Scope, wanted: dict[tuple[str, str], bool]) -> int:
    """Store by (subject, role) whether the role sees it; return how many of them changed."""
    held = restrictions.shown(actor(), scope)
    changed = [(pair, seen) for pair, seen in wanted.items() if held[pair] != seen]
    for (subject, role), seen in changed:
        restrictions.show(actor(), scope, subject, role, seen)
    return len(changed)
