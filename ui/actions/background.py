"""Work in a thread of its own: it goes on when the reader leaves the page, says how far it is, and can be cancelled."""

import contextvars
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from services.errors import Explained
from services.plans import Progress

Result = TypeVar("Result")


class Cancelled(Explained):
    """The reader has called the work off."""


class Work(Generic[Result]):
    """One piece of work, begun at once; `done`, `total` and `text` say how far it is."""

    def __init__(self, do: Callable[[Progress], Result]) -> None:
        self.done, self.total, self.text = 0, 0, ""
        self.result: Result | None = None
        self.error: Exception | None = None
        self._cancelled = threading.Event()
        # With the context of who began it: the log and the audit name its request.
        run = contextvars.copy_context().run
        self._thread = threading.Thread(target=run, args=(self._run, do), daemon=False)
        self._thread.start()

    @property
    def share(self) -> float:
        """How much is done, 0 to 1."""
        return min(self.done / self.total, 1.0) if self.total else 0.0

    @property
    def finished(self) -> bool:
        """Whether it has ended, well or not."""
        return not self._thread.is_alive()

    def cancel(self) -> None:
        """Ask it to stop at its next step; what is written by then is taken back."""
        self._cancelled.set()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until it ends, at most the given time."""
        self._thread.join(seconds)

    def _run(self, do: Callable[[Progress], Result]) -> None:
        try:
            self.result = do(self._say)
        except Exception as error:
            self.error = error

    def _say(self, done: int, total: int, text: str) -> None:
        if self._cancelled.is_set():
            raise Cancelled("Loading was cancelled; nothing was written.")
        self.done, self.total, self.text = done, total, text
