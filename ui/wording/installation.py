"""Sentences about the installation."""

from datetime import timedelta

from services.audit import Verdict
from services.backups import ENDING
from services.databases import Health
from services.installation import Installation
from ui.wording import audit
from ui.wording.formats import count, number

JOURNALS = {
    "wal": "readers never wait for a load",
    "delete": "readers wait while a file is loaded",
}
SIGN_IN = {
    "none": ("One user", "this machine alone"),
    "accounts": ("Accounts", "with passwords of their own"),
    "oidc": ("OpenID", "the organisation's provider"),
    "proxy": ("Proxy", "in front of Bellwether"),
}
BYTES = 1024


def journal(mode: str) -> str:
    """Return the name of a SQLite journal mode in words."""
    return {"wal": "Write-ahead", "delete": "Plain"}.get(mode.lower(), mode.capitalize())


def finding(found: Health, pending: int, audited: Verdict) -> str:
    """Return how the installation stands, as the headline; what was not looked at is not said to be sound."""
    if not found.schema_is_current:
        return "The database waits for an upgrade of its schema."
    if not audited.whole:
        return audit.finding(audited)
    if pending:
        waiting = f"the figures of {count(pending, 'period')} are still to be worked out"
        return f"The database answers and its audit is whole; {waiting}."
    return "The database answers, its audit is whole, and all figures are worked out."


def tampered(audited: Verdict) -> str:
    """Return what is broken in the audit and where more is said, or nothing where it is whole."""
    return "" if audited.whole else f"{audit.broken(audited)} The page Audit says what to do."


def warnings(found: Installation) -> list[str]:
    """Return what an operator should see to, one sentence each; nothing where all is well."""
    said = [found.problem] if found.problem else []
    if found.backup_is_due:
        passed = found.backup_age
        known = "No backup was found." if passed is None else f"The newest backup found is {age(passed)} old."
        said.append(f"{known} {backups_looked_for(found)} To make one: python cli.py backup.")
    return said


def backups_looked_for(found: Installation) -> str:
    """Return where backups are looked for, and what is not seen there."""
    if not found.backup_folder:
        return "Backups are looked for nowhere until BELLWETHER_BACKUP_FOLDER names the folder they are written to."
    return (
        f"Only {found.backup_folder} is looked into, for files that end in {ENDING}; backups written elsewhere with "
        "--to are not seen. BELLWETHER_BACKUP_FOLDER names another folder."
    )


def backup(found: Installation) -> tuple[str, str]:
    """Return the age of the newest backup that was found, and what to say of it."""
    if found.backup_age is None:
        return "None found", "in the folder of backups" if found.backup_folder else "no folder is set"
    return age(found.backup_age), "since the newest one was made"


def jobs(found: Installation) -> tuple[str, str]:
    """Return the jobs under way and how many failed."""
    running, waiting, failed = (found.jobs.get(state, 0) for state in ("running", "queued", "failed"))
    words = f"{number(running)} running, {number(waiting)} waiting" if running or waiting else "None under way"
    return words, f"{count(failed, 'job')} failed so far" if failed else "none failed so far"


def age(passed: timedelta) -> str:
    """Return a span in its largest whole unit.

    >>> age(timedelta(days=2, hours=3)), age(timedelta(minutes=61)), age(timedelta(seconds=3))
    ('2 days', '1 hour', '0 minutes')
    """
    minutes = max(int(passed.total_seconds() // 60), 0)
    for unit, size in (("day", 1_440), ("hour", 60)):
        if minutes >= size:
            return count(minutes // size, unit)
    return count(minutes, "minute")


def size(held: int) -> str:
    """Return a size on disk.

    >>> size(3 * 1024**3), size(5 * 1024**2), size(12)
    ('3.0 GB', '5 MB', '0 MB')
    """
    megabytes = held / BYTES**2
    return f"{number(megabytes / BYTES, 1)} GB" if megabytes >= BYTES else f"{number(int(megabytes))} MB"
