"""Answering for a project as the person before the screen."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services import answers
from services.access import Scope
from ui.state.person import actor


def give(
    scope: Scope,
    as_of: date,
    project_key: str,
    body: str,
    said_by: str,
    asked: Mapping[str, Any],
    seen: int | None,
) -> None:
    """Keep an answer, in place of the one that was seen; raises Explained where it is refused."""
    answers.give(actor(), scope, as_of, project_key, body, said_by, asked=asked, seen=seen)


def withdraw(scope: Scope, number: int, reason: str) -> None:
    """Take an answer out of use; raises Explained where it is refused."""
    answers.withdraw(actor(), scope, number, reason)
