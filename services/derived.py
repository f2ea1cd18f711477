"""Figures worked out after each commit, so that pages need not."""

from data_access import transaction
from services import period_summary, slip, slip_training
from services.access import Actor, Scope, found, operator, scope
from services.plans import Progress, silent


def refresh(scope: Scope, progress: Progress = silent) -> None:
    """Work out what is missing, quickly: predictions by the table first, then the summaries that use them."""
    slip.refresh(scope, progress)
    period_summary.refresh(scope, progress)


def refresh_and_train(actor: Actor, portfolio: str, progress: Progress = silent) -> None:
    """Work out what is missing quickly, then let the slip models learn from the new data in a process of their own."""
    whole = operator(actor.name)
    refresh(scope(whole, portfolio), progress)
    slip_training.begin_where_wanted(scope(whole, portfolio), whole)


def rebuild(scope: Scope, progress: Progress = silent) -> None:
    """Forget all derived figures of a portfolio and work them out anew."""
    with transaction() as work:
        work.derived.forget(found(work, scope.portfolio).id)
    refresh(scope, progress)
