"""Writing notes as the person before the screen."""

from services import notes
from services.access import Scope
from ui.state.person import actor


def add(scope: Scope, project_key: str, body: str) -> None:
    """Keep a note on a project; raises Explained where it is refused."""
    notes.add(actor(), scope, project_key, body)
