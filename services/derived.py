"""Figures worked out after each commit, so that pages need not."""

from data_access import transaction
from services import period_summary, slip
from services.access import Scope, found
from services.plans import Progress, silent


def refresh(scope: Scope, progress: Progress = silent) -> None:
    """Work out what is missing: predictions first, then the summaries that use them."""
    slip.refresh(scope, progress)
    period_summary.refresh(scope, progress)


def rebuild(scope: Scope, progress: Progress = silent) -> None:
    """Forget all derived figures of a portfolio and work them out anew."""
    with transaction() as work:
        work.derived.forget(found(work, scope.portfolio).id)
    refresh(scope, progress)
