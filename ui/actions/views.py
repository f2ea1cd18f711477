"""Saving and removing views as the person before the screen."""

from services import views
from services.access import Scope
from ui.state.person import actor


def save(scope: Scope, name: str, page: str, query: str) -> None:
    """Keep an address under a name; raises Explained where it is refused."""
    views.save(actor(), scope, name, page, query)


def remove(scope: Scope, name: str) -> None:
    """Forget a view; raises Explained where it is refused."""
    views.remove(actor(), scope, name)
