"""The table of roles: from it follow the checks, their tests, the page of people and the security policy."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final


class Right(StrEnum):
    """What a role may do in a portfolio; the value is how people read it."""

    SEE = "see pages and export"
    VOTE = "vote in a session joined by code"
    KEEP = "keep the registers of own projects"
    UPLOAD = "upload and restate snapshots"
    DECIDE = "run sessions, save weights, scenarios and decisions"
    ADMINISTER = "people, settings and backup"


ROLES: Final[dict[str, frozenset[Right]]] = {
    "viewer": frozenset({Right.SEE, Right.VOTE}),
    "contributor": frozenset({Right.SEE, Right.VOTE, Right.KEEP}),
    "analyst": frozenset({Right.SEE, Right.VOTE, Right.UPLOAD}),
    "facilitator": frozenset({Right.SEE, Right.VOTE, Right.KEEP, Right.UPLOAD, Right.DECIDE}),
    "admin": frozenset(Right),
}
"""Roles with what they may do, the one with the fewest rights first."""

TITLES: Final[dict[str, str]] = {
    "viewer": "Viewer (executive)",
    "contributor": "Contributor",
    "analyst": "Analyst",
    "facilitator": "Facilitator (PMO)",
    "admin": "Administrator",
}

KEEPS_ALL: Final = frozenset({"facilitator", "admin"})
"""Roles that keep the registers of every project, not only of their own."""

SUBJECTS: Final[dict[str, str]] = {
    "stakeholders": "Stakeholders",
    "contracts": "Contracts",
    "contingency": "Contingency of projects and of the portfolio",
    "drafts": "Periods that are not published yet",
}
"""What is shown to fewer people by default: registers, a column, and what is not published."""

NOT_BY_DEFAULT: Final = frozenset({"viewer"})
"""Roles to which those subjects are not shown unless the portfolio says otherwise."""


def rights_of(roles: Iterable[str]) -> frozenset[Right]:
    """Return what somebody with these roles may do; unknown roles grant nothing.

    >>> sorted(right.name for right in rights_of(["viewer", "analyst"]))
    ['SEE', 'UPLOAD', 'VOTE']
    """
    return frozenset().union(*(ROLES.get(role, frozenset()) for role in roles))


def highest(roles: Iterable[str]) -> str:
    """Return the role by which somebody with these roles is called; empty for none.

    >>> highest(["analyst", "viewer"])
    'analyst'
    """
    held = set(roles)
    return next((role for role in reversed(ROLES) if role in held), "")


def unseen_by(roles: Iterable[str], decided: dict[tuple[str, str], bool]) -> frozenset[str]:
    """Return the subjects that none of these roles sees, given what the portfolio decided by (subject, role)."""
    held = [role for role in ROLES if role in set(roles)]
    shown = {
        subject
        for subject in SUBJECTS
        if any(decided.get((subject, role), role not in NOT_BY_DEFAULT) for role in held)
    }
    return frozenset(SUBJECTS) - shown
