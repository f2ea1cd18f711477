"""What an operator looks at beside the database itself: disk, backups, jobs, and who can get in."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from data_access import condition, faults
from data_access.settings import settings
from services import backups, databases

BACKUP_DUE: Final = timedelta(days=7)
"""An older backup is told as a warning where a team works; what a week's work is worth is the operator's to say."""


@dataclass(frozen=True)
class Installation:
    """How it stands. `free_bytes` is None for a server's disk; `backup_age` is that of the newest backup in
    `backup_folder`, None without any; the folder is empty where none is known; `problem` is why nothing can be saved,
    or empty."""

    sign_in: str
    sessions: int
    free_bytes: int | None
    backup_age: timedelta | None
    jobs: dict[str, int]
    seconds: float
    problem: str
    backup_folder: str = ""

    @property
    def backup_is_due(self) -> bool:
        """Whether a backup should be made; where one person works on one machine it is their own concern."""
        return self.sign_in != "none" and (self.backup_age is None or self.backup_age > BACKUP_DUE)


def installation() -> Installation:
    """Return how the installation stands now."""
    _, seconds = condition.answer()
    found = condition.figures()
    jobs: Counter[str] = Counter()
    for _, state, number in found.jobs:
        jobs[state] += number
    made = backups.newest()
    return Installation(
        settings().sign_in,
        found.sessions,
        faults.free_bytes(),
        None if made is None else datetime.now(UTC) - made,
        dict(jobs),
        seconds,
        databases.write_problem() or "",
        str(backups.looked_into() or ""),
    )
