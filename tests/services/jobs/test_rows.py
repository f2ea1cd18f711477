"""Jobs: one at a time, followed, called off, and told as failed where their process is gone."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data_access import reading, transaction
from services import access, jobs, portfolios
from services.access import Actor, Scope
from services.errors import NotAllowed, NotFound
from services.jobs import child, rows

ROOT = Path(__file__).resolve().parents[3]
ME = Actor("tester", "admin")


@pytest.fixture
def scope(database_url: str) -> Scope:
    portfolios.create(ME, "works", "Works", "USD")
    return access.scope(ME, "works")


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch):
    """The processes that jobs are given: workers that know the kinds made for the tests."""
    started: list[subprocess.Popen[bytes]] = []

    def spawn(job: int) -> None:
        pipe = subprocess.PIPE
        line = [sys.executable, "tests/services/jobs/slow_worker.py", str(job)]
        environment = child.environment() | {"PYTHONPATH": str(ROOT)}
        started.append(subprocess.Popen(line, cwd=ROOT, env=environment, start_new_session=True, stdout=pipe))

    monkeypatch.setattr(child, "spawn", spawn)
    yield started
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()


def until(scope: Scope, job: int, *states: str, words: str = "") -> jobs.Job:
    """Wait until a job is in one of the states."""
    last = time.monotonic() + 60
    while time.monotonic() < last:
        told = jobs.status(scope, job)
        if told.state in states and words in told.words:
            return told
        time.sleep(0.05)
    raise AssertionError(f"the job is {told}")


def kept(scope: Scope) -> list[str]:
    with reading() as work:
        entries = work.journal.entries(access.found(work, scope.portfolio).id)
    return list(entries["action"])


def test_a_job_is_done_by_a_process_of_its_own_and_audited(scope, processes):
    job = jobs.start(scope, ME, "slow", {"steps": 3})
    told = until(scope, job, "done")
    assert told.message == "3 steps were taken."
    assert (told.asked_by, told.arguments, told.active) == ("tester", {"steps": 3}, False)
    assert kept(scope)[:3] == ["slow done", "slow work kept", "slow queued"]
    assert processes[0].wait(20) == 0


def test_one_job_of_a_kind_is_under_way_at_a_time(scope, processes):
    first = jobs.start(scope, ME, "slow")
    until(scope, first, "running", words="Step")
    assert jobs.start(scope, ME, "slow") == first
    assert len(processes) == 1
    assert jobs.newest(scope, "slow").id == first


def test_a_job_called_off_stops_at_its_next_step_and_keeps_nothing(scope, processes):
    job = jobs.start(scope, ME, "slow")
    until(scope, job, "running", words="Step")
    jobs.cancel(ME, scope, job)
    assert until(scope, job, "cancelled", "done", "failed").state == "cancelled"
    assert processes[0].wait(20) == 0
    assert "slow work kept" not in kept(scope)


def test_a_job_that_hears_nothing_is_ended_with_all_it_started(scope, processes):
    job = jobs.start(scope, ME, "stuck")
    until(scope, job, "running", words="Stuck")
    jobs.cancel(ME, scope, job)
    assert until(scope, job, "cancelled").message.startswith("The work was called off")
    assert processes[0].wait(20) == -signal.SIGKILL
    assert processes[0].stdout.read() == b"", "whoever holds the pipe open is still there"


def test_a_job_that_waits_is_called_off_at_once(scope, monkeypatch):
    monkeypatch.setattr(child, "spawn", lambda job: None)
    job = jobs.start(scope, ME, "slow")
    jobs.cancel(ME, scope, job)
    assert jobs.status(scope, job).state == "cancelled"
    assert jobs.start(scope, ME, "slow") != job


def test_a_job_whose_process_was_killed_is_told_as_failed_and_makes_room(scope, processes, monkeypatch):
    job = jobs.start(scope, ME, "slow")
    until(scope, job, "running", words="Step")
    os.killpg(processes[0].pid, signal.SIGKILL)
    processes[0].wait()
    monkeypatch.setattr(rows, "SILENT_AFTER", timedelta(seconds=0.5))
    assert until(scope, job, "failed").message == rows.DIED
    assert "slow work kept" not in kept(scope)
    assert jobs.start(scope, ME, "slow", {"steps": 1}) != job
    with reading() as work:
        assert work.jobs.get(job).state == "failed"


@pytest.mark.parametrize(
    ("arguments", "words"), [({"explained": True}, "The disk is full. Make room."), ({}, "The log of the server")]
)
def test_a_job_that_fails_says_why(scope, processes, arguments, words):
    job = jobs.start(scope, ME, "broken", arguments)
    assert words in until(scope, job, "failed").message
    assert processes[0].wait(20) != 0


def test_data_that_move_let_the_work_begin_anew_on_the_newest(scope, processes):
    job = jobs.start(scope, ME, "slow", {"steps": 40})
    until(scope, job, "running", words="Step")
    with transaction() as work:
        work.portfolios.raise_version(access.found(work, "works").id)
    assert until(scope, job, "done").data_version == 1
    with reading() as work:
        assert work.jobs.get(job).attempts == 2
    assert kept(scope).count("slow work kept") == 1


def test_a_job_waits_for_that_of_another_portfolio(scope, processes):
    portfolios.create(ME, "roads", "Roads", "USD")
    roads = access.scope(ME, "roads")
    first = jobs.start(scope, ME, "slow")
    until(scope, first, "running", words="Step")
    second = jobs.start(roads, ME, "slow", {"steps": 1})
    until(roads, second, "queued", words="Waiting until another job has ended")
    jobs.cancel(ME, scope, first)
    until(scope, first, "cancelled")
    until(roads, second, "done")


def test_a_job_stops_after_the_time_allowed(scope, processes, monkeypatch):
    monkeypatch.setenv("BELLWETHER_JOB_MINUTES", "0.005")
    job = jobs.start(scope, ME, "slow")
    assert "stopped after 0.005 minutes" in until(scope, job, "failed").message


def test_only_who_may_write_may_ask_or_call_off(scope, monkeypatch):
    monkeypatch.setattr(child, "spawn", lambda job: None)
    job = jobs.start(scope, ME, "slow")
    reader = Actor("reader", "viewer")
    with pytest.raises(NotAllowed):
        jobs.start(scope, reader, "slow")
    with pytest.raises(NotAllowed):
        jobs.cancel(reader, scope, job)
    portfolios.create(ME, "roads", "Roads", "USD")
    with pytest.raises(NotFound):
        jobs.status(access.scope(ME, "roads"), job)


def test_a_job_that_never_began_counts_as_failed_after_a_while(scope, monkeypatch):
    monkeypatch.setattr(child, "spawn", lambda job: None)
    job = jobs.start(scope, ME, "slow")
    with transaction() as work:
        work.jobs.change(job, {"created_at": datetime.now(UTC) - timedelta(minutes=5)})
    assert jobs.status(scope, job).state == "failed"
