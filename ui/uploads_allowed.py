"""How much one person may upload: files in a minute, bytes in an hour."""

import time
from collections import deque
from collections.abc import Callable
from typing import Final

from data_access.settings import settings

MINUTE: Final = 60.0
HOUR: Final = 3_600.0


class Uploads:
    """The uploads of the last hour by person, in this process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: dict[int, deque[tuple[float, int]]] = {}

    def refused(self, person: int, size: int | None) -> str:
        """Return why an upload of that many bytes is refused now, or nothing; what is not refused counts."""
        if size is None:
            return "The size of an upload must be said beforehand."
        now = self._clock()
        seen = self._seen.setdefault(person, deque())
        while seen and now - seen[0][0] >= HOUR:
            seen.popleft()
        if sum(now - at < MINUTE for at, _ in seen) >= settings().uploads_per_minute:
            return "Too many files in one minute. Wait a minute, then try again."
        if sum(bytes_ for _, bytes_ in seen) + size > settings().upload_bytes_per_hour:
            return "Too many bytes in one hour. Load large files by the command line, or wait."
        seen.append((now, size))
        return ""
