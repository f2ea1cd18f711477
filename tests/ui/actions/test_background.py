"""Work in its own thread says how far it is, ends with a result or an error, and can be called off."""

import threading

import structlog

from ui.actions.background import Cancelled, Work


def test_a_result_is_kept_when_the_work_ends():
    work = Work(lambda say: 42)
    work.wait()
    assert work.finished
    assert (work.result, work.error) == (42, None)


def test_progress_is_told_while_it_goes_on():
    told, go_on = threading.Event(), threading.Event()

    def do(say):
        say(3, 12, "Loading")
        told.set()
        go_on.wait()

    work = Work(do)
    told.wait()
    assert (work.share, work.text, work.finished) == (0.25, "Loading", False)
    go_on.set()
    work.wait()
    assert work.finished


def test_an_error_is_kept_and_not_lost():
    def do(say):
        raise ValueError("broken")

    work = Work(do)
    work.wait()
    assert isinstance(work.error, ValueError)
    assert work.result is None


def test_work_called_off_ends_at_its_next_step():
    begun, go_on = threading.Event(), threading.Event()
    steps = []

    def do(say):
        begun.set()
        go_on.wait()
        for step in range(3):
            say(step, 3, "Loading")
            steps.append(step)

    work = Work(do)
    begun.wait()
    work.cancel()
    go_on.set()
    work.wait()
    assert isinstance(work.error, Cancelled)
    assert steps == []


def test_nothing_to_count_is_no_share():
    work = Work(lambda say: say(5, 0, "Reading"))
    work.wait()
    assert work.share == 0.0


def test_it_knows_of_which_request_it_was_begun():
    with structlog.contextvars.bound_contextvars(request="R1"):
        work = Work(lambda say: structlog.contextvars.get_contextvars().get("request"))
    work.wait()
    assert work.result == "R1"
