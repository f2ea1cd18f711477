"""What live pages wait for: a transaction announces a topic, and whoever waits for it in any process looks again.

An announcement says only that something changed; what it is stands in the database. On PostgreSQL it travels by NOTIFY
to all replicas. On SQLite it is signalled inside the process, and once a second `PRAGMA data_version` tells whether
the file was written; where this process did not write in that second, another one did, and all look again. Where it
did, it cannot be told who wrote beside it, and all look again ten seconds later: hundreds of phones that look again
with every answer of one of them would leave no time to store the answers.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import psycopg
from sqlalchemy import Connection, text

from data_access import database

CHANNEL: Final = "bellwether_live"
DATA_VERSION: Final = "PRAGMA data_version"
SECONDS_BETWEEN: Final = 1.0
SECONDS_IN_DOUBT: Final = 10.0
ANYTHING: Final = ""
"""The topic that stands for all of them."""
Called = Callable[[], None]
_log = logging.getLogger(__name__)


class Live:
    """The announcements of one transaction: told to others when it is committed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.topics: set[str] = set()

    def announce(self, topic: str) -> None:
        """Let those who wait for a topic look again, once this transaction is committed."""
        if topic in self.topics:
            return
        self.topics.add(topic)
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(text("SELECT pg_notify(:channel, :topic)"), {"channel": CHANNEL, "topic": topic})


class Hub:
    """Who waits for what, in this process. What is called must be quick and may come from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[str, set[Called]] = {}
        self._listener: threading.Thread | None = None
        self.writes = 0
        """How many writes this process has begun or ended."""

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Count what is written by this process."""
        with self._lock:
            self.writes += 1
        try:
            yield
        finally:
            with self._lock:
                self.writes += 1

    @contextmanager
    def waiting(self, topics: tuple[str, ...], called: Called) -> Iterator[None]:
        """Have something called whenever one of the topics is announced, here or in another process."""
        with self._lock:
            for topic in topics:
                self._waiting.setdefault(topic, set()).add(called)
            if self._listener is None:
                self._listener = threading.Thread(target=_listen, args=(self,), name="live events", daemon=True)
                self._listener.start()
        try:
            yield
        finally:
            with self._lock:
                for topic in topics:
                    self._waiting[topic].discard(called)
                    if not self._waiting[topic]:
                        del self._waiting[topic]

    def signal(self, topic: str) -> None:
        """Call all who wait for a topic, or everybody."""
        with self._lock:
            waiting = self._waiting.values() if topic == ANYTHING else [self._waiting.get(topic, set())]
            called = {each for some in waiting for each in some}
        for each in called:
            each()

    @property
    def anybody(self) -> bool:
        """Whether anybody waits for anything."""
        with self._lock:
            return bool(self._waiting)

    def retire(self) -> bool:
        """Let the listener go where nobody waits any more; return whether it goes, as the next one starts another."""
        with self._lock:
            if not self._waiting:
                self._listener = None
            return self._listener is None


HUB: Final = Hub()


def _listen(hub: Hub) -> None:
    """Pass on what other processes announce, as long as anybody here waits; a lost line is taken up again."""
    while not hub.retire():
        try:
            engine = database.engine()
            _from_server(hub) if engine.dialect.name == "postgresql" else _from_file(hub)
        except Exception:
            _log.warning("Live events are not heard for the moment.", exc_info=True)
            time.sleep(SECONDS_BETWEEN)


def _from_server(hub: Hub) -> None:
    address = database.address().set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"LISTEN {CHANNEL}")
        # What was announced before the line stood was missed.
        hub.signal(ANYTHING)
        while hub.anybody:
            for told in connection.notifies(timeout=SECONDS_BETWEEN):
                hub.signal(told.payload)


def _from_file(hub: Hub) -> None:
    with database.engine().connect() as connection:
        # The transaction that the engine begins is ended: within it, the version never changes.
        connection.rollback()
        raw = connection.connection.dbapi_connection
        assert raw is not None
        # What was written before this line stood was missed.
        hub.signal(ANYTHING)
        written = _Written(raw.execute(DATA_VERSION).fetchone()[0], hub.writes)
        while hub.anybody:
            time.sleep(SECONDS_BETWEEN)
            began = hub.writes
            version = raw.execute(DATA_VERSION).fetchone()[0]
            if written.by_another(version, began, hub.writes, time.monotonic()):
                hub.signal(ANYTHING)


class _Written:
    """Tells at each look whether another process has, or may have, written the file since."""

    def __init__(self, version: int, writes: int) -> None:
        self._version = version
        self._writes = writes
        self._in_doubt_since: float | None = None

    def by_another(self, version: int, began: int, ended: int, now: float) -> bool:
        """Return whether to look again; own writes are counted before (`began`) and after the version was asked."""
        changed, alone = version != self._version, ended == self._writes
        self._version, self._writes = version, began
        if changed and not alone and self._in_doubt_since is None:
            self._in_doubt_since = now
        doubted = self._in_doubt_since is not None and now - self._in_doubt_since >= SECONDS_IN_DOUBT
        if doubted or (changed and alone):
            self._in_doubt_since = None
            return True
        return False
