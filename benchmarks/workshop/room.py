"""What the trials of workshops stand on: a server, phones that speak its protocol, and a wall that listens."""

import asyncio
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from services.workshops import joining, voting
from tests.services.workshops import round_table
from tests.services.workshops.round_table import Table

ROOT: Final = Path(__file__).resolve().parents[2]
SECONDS_TO_START: Final = 90
SECONDS_TO_SAVE: Final = 60


class Server:
    """One process of the app on a database, which can be killed and started again at the same address."""

    def __init__(self, url: str, log: Path, **more: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.address = f"http://127.0.0.1:{self.port}"
        self._log = log
        self._environment = {**os.environ, "DATABASE_URL": url, "BELLWETHER_TRAIN": "manual", **more}
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = [sys.executable, "cli.py", "serve", "--port", str(self.port)]
        with self._log.open("ab") as output:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=self._environment, stdout=output, stderr=output, start_new_session=True
            )
        until = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < until and self._process.poll() is None:
            with suppress(OSError), urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return
            time.sleep(0.1)
        raise RuntimeError(f"The app did not start.\n{self._log.read_text(errors='replace')[-2000:]}")

    def kill(self) -> None:
        """Kill it as a failing machine would, with all it started."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


@contextmanager
def served(url: str, place: Path, name: str = "app", **more: str) -> Iterator[Server]:
    """Yield a server for a trial's time."""
    server = Server(url, place / f"{name}.log", **more)
    try:
        yield server
    finally:
        server.kill()


@dataclass
class Phone:
    """One phone: sends answers until they are told to be saved, over whatever lines it takes, as its page does."""

    address: str
    token: str
    workshop: int
    key: str = field(default_factory=lambda: secrets.token_hex(16))
    acknowledged: dict[tuple[int, int], int] = field(default_factory=dict)
    sent: dict[tuple[int, int], int] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    lines: int = 0
    saved: int = 0
    _line: ClientConnection | None = None

    @property
    def hashed(self) -> str:
        """What the database keeps of its key."""
        return voting._of_key(self.key, self.workshop)

    async def connect(self) -> None:
        """Take up a line, however long that takes."""
        while True:
            with suppress(OSError, InvalidHandshake, TimeoutError, ConnectionClosed):
                self._line = await connect(
                    f"{self.address.replace('http', 'ws')}/join/live",
                    additional_headers={"Cookie": f"bellwether_seat={self.token}"},
                    origin=self.address,  # type: ignore[arg-type]
                    open_timeout=30,
                )
                await self._line.recv()
                self.lines += 1
                return
            await asyncio.sleep(0.2)

    async def vote(self, question: int, number: int, answer: int) -> tuple[float, float]:
        """Send an answer until it is saved; return when it was first sent and when it was told to be saved."""
        began, what = time.monotonic(), (question, number)
        self.sent[what] = answer
        text = json.dumps({"question": question, "round": number, "answer": answer, "key": self.key})
        while True:
            try:
                assert self._line is not None
                await self._line.send(text)
                if await self._saved(what, answer):
                    self.acknowledged[what] = answer
                    self.saved += 1
                return began, time.monotonic()
            except (ConnectionClosed, OSError):
                await self.connect()

    async def _saved(self, what: tuple[int, int], answer: int) -> bool:
        assert self._line is not None
        async with asyncio.timeout(SECONDS_TO_SAVE):
            while True:
                told = json.loads(await self._line.recv())
                if told.get("saved") == {"question": what[0], "round": what[1], "answer": answer}:
                    return True
                if "refused" in told:
                    self.refused.append(told["refused"])
                    return False

    async def close(self) -> None:
        """Hang up."""
        if self._line is not None:
            await self._line.close()


def opened(people: int, address: str) -> tuple[Table, list[Phone]]:
    """Return a workshop at its first question, and phones that sit at it."""
    table = round_table.opened(round_table.store(f"town{secrets.token_hex(3)}"))
    phones = [Phone(address, joining.join(table.code, "", round_table.HERE), table.number) for _ in range(people)]
    table.take("ask_next")
    return table, phones


def stored(question: int, number: int) -> dict[str, int]:
    """Return the answers in the database by the hash of their key."""
    from data_access import reading

    with reading() as work:
        return {each["key_hash"]: each["answer"] for each in work.ballots.of_question(question, number)}


def wrong(phones: list[Phone], question: int, number: int) -> dict[str, int]:
    """Return how many acknowledged answers are lost, and how many ballots there are too many.

    An answer that was sent and not acknowledged may be there or not; one that was acknowledged must be, unless the same
    phone sent another after it.
    """
    what, held = (question, number), stored(question, number)
    lost = sum(
        held.get(phone.hashed, "nothing") not in (phone.acknowledged[what], phone.sent[what])
        for phone in phones
        if what in phone.acknowledged
    )
    known = {phone.hashed for phone in phones if what in phone.sent}
    return {"lost": lost, "doubled": len(set(held) - known) + max(0, len(held) - len(known))}


class Wall:
    """Listens to the event stream of a workshop, and notes when a look after a telling first showed a ballot."""

    def __init__(self, address: str, table: Table) -> None:
        self.first_seen: dict[tuple[int, int, str, int], float] = {}
        self.tellings = 0
        self._table = table
        self._what = (table.question.id, table.question.round)
        self._answer = urllib.request.urlopen(
            f"{address}/events/workshop/{table.scope.portfolio}/{table.number}", timeout=120
        )
        self._answer.readline()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def ask(self, question: int, number: int) -> None:
        """Look at another question from now on."""
        self._what = (question, number)

    def close(self) -> None:
        """Go away."""
        with suppress(OSError, AttributeError):
            self._answer.fp.raw._sock.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)

    def _listen(self) -> None:
        with suppress(OSError, ValueError):
            while line := self._answer.readline():
                if line.startswith(b"data:"):
                    self._look()

    def _look(self) -> None:
        self.tellings += 1
        what = self._what
        held = stored(*what)
        now = time.monotonic()
        for key, answer in held.items():
            self.first_seen.setdefault((*what, key, answer), now)


def figures(seconds: list[float]) -> dict[str, Any]:
    """Return median and 95th percentile in milliseconds."""
    held = sorted(seconds)
    if not held:
        return {"n": 0}
    told = {"n": len(held), "median": held[len(held) // 2], "p95": held[int(0.95 * (len(held) - 1))], "most": held[-1]}
    return {name: value if name == "n" else round(1_000 * value) for name, value in told.items()}
