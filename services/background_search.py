"""A search that goes on beside a visit, says how far it is, and ends when the reader moves on."""

from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from threading import Event, Lock
from typing import Generic, TypeVar

from models.frontier_search import Watch

Answer = TypeVar("Answer")
_pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="surface")


class BackgroundSearch(Generic[Answer]):
    """One search, run at most once to its end; `run` is given what it tells its progress, and ends where that says so.

    Attributes
    ----------
    progress : tuple of int
        How much is done, and of how much.
    answer : Answer or None
        None before it is done.
    """

    def __init__(self, run: Callable[[Watch], Answer]) -> None:
        self._run = run
        self._lock = Lock()
        self._stop = Event()
        self._under_way: Future[Answer] | None = None
        self.progress = (0, 1)
        self.answer: Answer | None = None

    def wait(self, seconds: float) -> Answer | None:
        """Return the answer if it is there within some seconds, else None; begins a search where none is under way."""
        if self.answer is not None:
            return self.answer
        with self._lock:
            if self._under_way is None:
                self._stop = stop = Event()
                self._under_way = _pool.submit(self._run, lambda done, of: self._go_on(stop, done, of))
            search, stop = self._under_way, self._stop
        try:
            answer = search.result(timeout=seconds)
        except (NotYet, CancelledError):
            return None
        finally:
            with self._lock:
                if search.done() and self._under_way is search:
                    self._under_way = None
        if not stop.is_set():
            self.answer = answer
        return self.answer

    def stop(self) -> None:
        """End the search at its next step; nothing is kept of it, and the next one who waits begins anew."""
        with self._lock:
            self._stop.set()
            if self._under_way is not None:
                self._under_way.cancel()
            self._under_way = None

    def _go_on(self, stop: Event, done: int, of: int) -> bool:
        self.progress = (done, max(of, 1))
        return not stop.is_set()
