"""Processes that read files for this one: at most two at work, watched, and ended where a file asks too much."""

import atexit
import json
import logging
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from data_access.intake.child import LIMITS
from data_access.intake.findings import FileRefused, Refusal, refuse_file
from data_access.settings import settings

ROOT: Final = Path(__file__).resolve().parents[2]
AT_ONCE: Final = 2
SECONDS: Final = 60
"""So long a file may take to be read, and so long to be checked; the largest ordinary upload takes about four."""
MEMORY: Final = 1_536 << 20
"""So much a file may take; the largest ordinary upload takes about 300 MB."""
FILES: Final = 50
"""After so many a process is replaced, so that what earlier files have left behind does not add up."""
LOOK_SECONDS: Final = 0.1
WAITING_SECONDS: Final = 300.0
WAITING: Final = "Waiting: two other files are being read"
SMALLER: Final = "Keep only the rows and columns that are needed, or import it with the command line."
ENDINGS: Final = {-signal.SIGXCPU: "time", -signal.SIGABRT: "memory", -signal.SIGKILL: "killed"}
"""What the signal that ended a process speaks of; a library that gets no memory aborts."""
SAVED_ANEW: Final = "Save the table again as CSV in UTF-8. If that does not help, tell whoever runs this installation."

Progress = Callable[[int, int, str], None]
log = logging.getLogger(__name__)


class Gone(Exception):
    """The process has ended before anything was asked."""


class Reader:
    """One process that reads files, one after the other."""

    def __init__(self) -> None:
        self.files = 0
        self._process = subprocess.Popen(
            [sys.executable, "-m", "data_access.intake.child"],
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def ask(self, question: dict[str, Any]) -> dict[str, Any]:
        """Return the answer, or {"ended": "time" | "memory" | "died"} where there will be none. Raises Gone."""
        self.files += 1
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(question).encode() + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise Gone() from error
        # A process that waits for its turn on a busy machine has not used its time yet, so the clock is lenient.
        return self._answer(time.monotonic() + 3 * question["seconds"], _resident(self.pid) + question["bytes"])

    def _answer(self, until: float, most_bytes: int) -> dict[str, Any]:
        stream, told = self._process.stdout, b""
        assert stream is not None
        with selectors.DefaultSelector() as selector:
            selector.register(stream, selectors.EVENT_READ)
            while time.monotonic() < until:
                if not selector.select(LOOK_SECONDS):
                    if _resident(self.pid) > most_bytes:
                        return {"ended": "memory"}
                    continue
                block = os.read(stream.fileno(), 1 << 16)
                if not block:
                    return {"ended": ENDINGS.get(self._process.wait(), "died")}
                told += block
                if told.endswith(b"\n"):
                    return dict(json.loads(told))
        return {"ended": "time"}

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            with suppress(BrokenPipeError):
                stream.close()


_idle: list[Reader] = []
_turns = threading.BoundedSemaphore(AT_ONCE)


def asked(file_name: str, question: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Return what a process of its own makes of a file.

    Raises
    ------
    FileRefused
        Where the file is refused, takes too much time or memory, or ends the process that reads it.
    """
    limits = {name: getattr(settings(), name) for name in LIMITS}
    whole = {"seconds": SECONDS, "bytes": MEMORY, "limits": limits, **question}
    with _turn(file_name, progress):
        told = _told(whole)
    if "answer" in told:
        return dict(told["answer"])
    if "refused" in told:
        raise FileRefused([Refusal(**one) for one in told["refused"]])
    log.warning("a file could not be read: %s %s", told["ended"], " ".join(told.get("where", ())))
    raise refuse_file(file_name, *_why(told["ended"]))


def _told(question: dict[str, Any]) -> dict[str, Any]:
    """Return the answer of an idle process, or of a new one; one that failed or has read many files is ended."""
    while True:
        try:
            reader, new = _idle.pop(), False
        except IndexError:
            reader, new = Reader(), True
        keep = False
        try:
            told = reader.ask(question)
            keep = "ended" not in told and reader.files < FILES
            return told
        except Gone:
            if new:
                return {"ended": "died"}
        finally:
            if keep and len(_idle) < AT_ONCE:
                _idle.append(reader)
            else:
                reader.end()


@contextmanager
def _turn(file_name: str, progress: Progress) -> Iterator[None]:
    until = time.monotonic() + WAITING_SECONDS
    while not _turns.acquire(timeout=LOOK_SECONDS):
        progress(0, 1, WAITING)
        if time.monotonic() > until:
            raise refuse_file(file_name, "other files are being read", "Wait a few minutes, then try again.")
    try:
        yield
    finally:
        _turns.release()


def _why(ended: str) -> tuple[str, str]:
    """Return which limit a file broke, and what repairs it."""
    if ended == "memory":
        return f"takes more than {MEMORY >> 20:,} MB of memory to read", SMALLER
    if ended == "time":
        return f"takes more than {SECONDS} seconds to read", SMALLER
    if ended == "killed":
        return "the system ended the reading of it, as it does where memory is short", SMALLER
    return "the reader of files broke off over it", SAVED_ANEW


def environment() -> dict[str, str]:
    """Return the environment of such a process: nothing that is secret, one thread, memory in one place."""
    passed = ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "HOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "VIRTUAL_ENV")
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "ARROW_IO_THREADS"), "1")
    held = {name: os.environ[name] for name in passed if name in os.environ}
    return {**held, **threads, "MALLOC_ARENA_MAX": "1", "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


def _resident(pid: int) -> int:
    """Return how many bytes of memory a process holds, 0 where it is gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except FileNotFoundError:
        if Path("/proc/self").exists():
            return 0
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return int(told.stdout.strip() or 0) * 1024


def close() -> None:
    """End the processes that wait for files."""
    while _idle:
        _idle.pop().end()


def expect() -> None:
    """Start a process ahead of the first file, which then need not wait for it; does nothing where one waits."""
    if not _idle:
        _idle.append(Reader())


def _forget() -> None:
    """After a fork the processes belong to the other one."""
    global _turns
    _idle.clear()
    _turns = threading.BoundedSemaphore(AT_ONCE)


os.register_at_fork(after_in_child=_forget)
atexit.register(close)
