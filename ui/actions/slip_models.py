"""Training slip models, calling a training off, and letting an older model speak again."""

from datetime import date

from services import jobs, slip_models, slip_training
from services.access import Scope
from ui.state.person import actor


def train(scope: Scope) -> None:
    """Begin a training of all questions beside the visits; raises Explained where it is refused."""
    jobs.start(scope, actor(), slip_training.KIND)


def call_off(scope: Scope, job: int) -> None:
    """Call a training off; what it has stored of whole questions stays."""
    jobs.cancel(actor(), scope, job)


def restore(scope: Scope, model: int, reason: str) -> date:
    """Let a model speak again at the newest date, which comes back; raises Explained where it is refused."""
    return slip_models.restore(actor(), scope, model, reason)
