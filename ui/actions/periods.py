"""What the buttons of the Periods page do to a period: take it a step on as the signed-in person."""

from collections.abc import Callable
from datetime import date
from typing import Final

from services import publications
from services.access import Actor, Scope
from ui.state.person import actor

STEPS: Final[dict[str, Callable[[Actor, Scope, date, int], None]]] = {
    "review": publications.review,
    "sign_off": publications.sign_off,
    "publish": publications.publish,
    "reopen": publications.reopen,
}


def take(step: str, scope: Scope, as_of: date, seen: int) -> None:
    """Take a period the step named; raises Explained where it is refused, and Moved where somebody was first."""
    STEPS[step](actor(), scope, as_of, seen)
