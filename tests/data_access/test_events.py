"""What is announced reaches whoever waits, here and in another process, once it is committed and not before."""

import gc
import queue
import subprocess
import sys
import threading
import time
import weakref
from pathlib import Path

import pytest

import data_access.work
from data_access import database, events, transaction
from data_access.events import ANYTHING, HUB, Hub

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 10
ELSEWHERE = """
from data_access import transaction
with transaction() as work:
    work.portfolios.change(work.portfolios.get("town").id, {"name": "Another"})
    work.live.announce("one")
"""


class Ear:
    """Waits for topics of a hub and counts what it hears."""

    def __init__(self, hub: Hub, *topics: str) -> None:
        self.heard: queue.Queue[None] = queue.Queue()
        self._waiting = hub.waiting(topics, self.called)

    def called(self) -> None:
        self.heard.put(None)

    def __enter__(self) -> "Ear":
        self._waiting.__enter__()
        return self

    def __exit__(self, *told: object) -> None:
        self._waiting.__exit__(None, None, None)

    def hears(self, seconds: float = SECONDS) -> bool:
        try:
            self.heard.get(timeout=seconds)
        except queue.Empty:
            return False
        return True

    def forget(self) -> None:
        """Forget what was heard so far."""
        while not self.heard.empty():
            self.heard.get_nowait()


@pytest.fixture
def quiet(monkeypatch):
    """Let no listener of another process start, so that only this process is heard."""
    monkeypatch.setattr(events, "_listen", lambda hub: hub.retire())
    return Hub()


def test_only_those_who_wait_for_a_topic_are_called(quiet):
    with Ear(quiet, "one", "two") as both, Ear(quiet, "two") as second:
        quiet.signal("one")
        quiet.signal("three")
        assert (both.heard.qsize(), second.heard.qsize()) == (1, 0)
        quiet.signal(ANYTHING)
        assert (both.heard.qsize(), second.heard.qsize()) == (2, 1)
    quiet.signal(ANYTHING)
    assert (both.heard.qsize(), second.heard.qsize()) == (2, 1)
    assert not quiet.anybody


def test_nothing_is_kept_of_who_has_gone(quiet):
    ear = Ear(quiet, "one")
    with ear:
        pass
    gone = weakref.ref(ear)
    del ear
    gc.collect()
    assert gone() is None


def test_a_hub_holds_while_people_come_and_go(quiet):
    ends = threading.Event()

    def come_and_go() -> None:
        while not ends.is_set():
            with quiet.waiting(("one", "two"), lambda: None):
                pass

    crowd = [threading.Thread(target=come_and_go) for _ in range(4)]
    for one in crowd:
        one.start()
    with Ear(quiet, "one") as ear:
        for _ in range(500):
            quiet.signal("one")
            quiet.signal(ANYTHING)
        assert ear.heard.qsize() == 1_000
    ends.set()
    for one in crowd:
        one.join()
    assert not quiet.anybody


def test_an_announcement_is_heard_after_the_commit_and_once(database_url, monkeypatch):
    monkeypatch.setattr(events, "_listen", lambda hub: hub.retire())
    with Ear(HUB, "one") as ear:
        with transaction() as work:
            work.live.announce("one")
            work.live.announce("one")
            assert ear.heard.empty()
        assert ear.heard.qsize() == 1


def test_what_is_rolled_back_is_not_announced(database_url, monkeypatch):
    monkeypatch.setattr(events, "_listen", lambda hub: hub.retire())
    with Ear(HUB, "one") as ear:
        with pytest.raises(TypeError), transaction() as work:
            assert not work.live.announce("one") + 1
        assert ear.heard.empty()


def test_what_another_process_announces_is_heard_here(database_url):
    from tests.services.workshops import round_table

    round_table.store()
    hub = Hub()
    with Ear(hub, "one") as ear:
        assert ear.hears(), "the line does not stand"
        ear.forget()
        subprocess.run([sys.executable, "-c", ELSEWHERE], cwd=ROOT, check=True)
        assert ear.hears()


def test_whoever_comes_while_the_listener_goes_is_heard_too(sqlite_url, monkeypatch):
    listened: queue.Queue[None] = queue.Queue()
    goes = threading.Event()

    def leave_when_told(hub: Hub) -> None:
        listened.put(None)
        goes.wait(SECONDS)

    monkeypatch.setattr(events, "_from_file", leave_when_told)
    hub = Hub()
    with Ear(hub, "one"):
        listened.get(timeout=SECONDS)
    with Ear(hub, "two"):
        goes.set()
        listened.get(timeout=SECONDS)
    while hub._listener is not None:
        threading.Event().wait(0.01)
    with Ear(hub, "three"):
        listened.get(timeout=SECONDS)


def test_a_lost_line_is_taken_up_again_and_what_was_missed_is_looked_for(postgresql_url):
    hub = Hub()
    with Ear(hub, "one") as ear:
        assert ear.hears(), "the line does not stand"
        ear.forget()
        cut_lines(postgresql_url)
        assert ear.hears()
        ear.forget()
        assert announced(ear)


def announced(ear: Ear) -> bool:
    """Announce until it is heard: the line may just be standing up."""
    for _ in range(20):
        with transaction() as work:
            work.live.announce("one")
        if ear.hears(0.5):
            return True
    return False


def cut_lines(url: str) -> None:
    """Cut the lines on which somebody listens, as a server that restarts does."""
    from sqlalchemy import text

    with database.engine(url).connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid() AND query ILIKE 'LISTEN%'"
            )
        )


def test_a_file_that_this_process_did_not_write_was_written_by_another():
    written = events._Written(version=1, writes=4)
    assert not written.by_another(1, 4, 4, now=1.0)
    assert written.by_another(2, 4, 4, now=2.0)
    assert not written.by_another(2, 4, 4, now=3.0)


def test_own_writes_call_nobody_but_who_may_have_written_beside_them_is_heard_within_ten_seconds():
    written = events._Written(version=1, writes=0)
    looks = [written.by_another(1 + second, 2 * second, 2 * second, now=float(second)) for second in range(1, 13)]
    assert looks.index(True) == 10
    assert sum(looks) == 1


def test_a_write_under_way_while_the_version_is_asked_leaves_no_later_one_unheard():
    written = events._Written(version=1, writes=0)
    # Begun and ended between the look at the counter and the look at the version: both belong to the second before.
    assert not written.by_another(2, 0, 2, now=1.0)
    assert not written.by_another(2, 2, 2, now=2.0)
    assert written.by_another(3, 2, 2, now=3.0)


def test_the_writes_of_this_process_wake_nobody_who_waits_for_something_else(sqlite_url, monkeypatch):
    from tests.services.workshops import round_table

    round_table.store()
    monkeypatch.setattr(events, "SECONDS_BETWEEN", 0.02)
    hub = Hub()
    monkeypatch.setattr(data_access.work, "HUB", hub)
    with Ear(hub, "one") as ear:
        assert ear.hears(), "the line does not stand"
        ear.forget()
        for _ in range(20):
            with transaction() as work:
                work.live.announce("two")
        time.sleep(0.2)
        assert ear.heard.empty()
