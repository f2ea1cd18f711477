"""What the buttons of the Budget page do beside the page: test how safe a selection is, call a test off."""

from collections.abc import Mapping
from typing import Any

from services import jobs, robustness_job
from services.jobs import Job
from ui.filters import View, actor


def test(view: View, asked: Mapping[str, Any]) -> None:
    """Let a process of its own test the selection shown."""
    robustness_job.begin(view.scope, actor(), asked)


def call_off(view: View, job: int) -> None:
    """Call the test off."""
    jobs.cancel(actor(), view.scope, job)


def tests_the_same(job: Job, asked: Mapping[str, Any]) -> bool:
    """Return whether a test is of just this selection and these ranges."""
    return robustness_job.asked_the_same(job, asked)


def answer(job: Job) -> dict[str, Any] | None:
    """Return what a test has found; None where it has not ended well."""
    return robustness_job.answer(job)
