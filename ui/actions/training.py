"""Training slip models beside the visits: begun where data are newer than what a model has learned, and followed."""

import logging

from services import access, jobs, slip_training
from services.access import Scope
from services.jobs import Job


def begin(portfolio: str) -> None:
    """Begin where it is wanted and the settings allow it."""
    who = access.operator()
    slip_training.begin_where_wanted(access.scope(who, portfolio), who)


def begin_everywhere() -> None:
    """Begin for every portfolio that wants it; what hinders that is logged and stops nothing else."""
    try:
        slip_training.begin_everywhere(access.operator())
    except Exception:
        logging.getLogger(__name__).exception("The training of slip models could not be started.")


def under_way(scope: Scope) -> Job | None:
    """Return the training of a portfolio that waits or runs, or None."""
    newest = jobs.newest(scope, slip_training.KIND)
    return newest if newest is not None and newest.active else None
