"""Keeping, changing and deciding plans as the person before the screen."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services import decisions_taken, scenarios
from services.access import Scope
from services.scenarios import Scenario
from services.scenarios_rerun import Departures
from ui.state.person import actor
from ui.state.restating import given

PLACE = "scenarios"


def save(scope: Scope, name: str, note: str, statement: Mapping[str, Any]) -> int:
    """Keep a plan as a new draft and return its number; raises Explained where it is refused."""
    return scenarios.save(actor(), scope, name, note, statement)


def edit(scope: Scope, number: int, seen: int, changes: Mapping[str, Any]) -> None:
    """Change a draft in the version seen; raises EditedMeanwhile where somebody else was first."""
    scenarios.edit(actor(), scope, number, seen, changes)


def copy(scope: Scope, number: int, name: str = "", note: str | None = None) -> int:
    """Keep a copy and return its number."""
    return scenarios.copy(actor(), scope, number, name, note)


def lock(scope: Scope, plan: Scenario) -> None:
    """Lock a draft, or unlock a locked plan."""
    change = scenarios.unlock if plan.status == scenarios.LOCKED else scenarios.lock
    change(actor(), scope, plan.number, plan.version)


def delete(scope: Scope, plan: Scenario) -> None:
    """Take a draft out of the list."""
    scenarios.delete(actor(), scope, plan.number, plan.version)


def commit(
    scope: Scope,
    plan: Scenario,
    taken: date,
    decided_by: str,
    reason: str,
    outcome: str,
    departed: Departures,
) -> str:
    """Enter a plan in the decision register and return the decision's key."""
    return decisions_taken.commit(
        actor(),
        scope,
        plan.number,
        plan.version,
        taken=taken,
        decided_by=decided_by,
        reason=reason,
        outcome=outcome,
        departed=departed,
        restatement=given(PLACE),
    )
