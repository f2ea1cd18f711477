"""Dated remarks on projects."""

from dataclasses import dataclass
from datetime import datetime

from data_access import reading, transaction
from services.access import Actor, Scope, found, must_write
from services.errors import Explained


@dataclass(frozen=True)
class Note:
    """One remark: who wrote it, when (UTC), and the words."""

    written_at: datetime
    written_by: str
    body: str


def listing(scope: Scope, project_key: str) -> list[Note]:
    """Return the remarks on a project, newest first."""
    with reading() as work:
        rows = work.remarks.notes(found(work, scope.portfolio).id, project_key)
    return [Note(row["written_at"], row["written_by"], row["body"]) for row in rows]


def add(actor: Actor, scope: Scope, project_key: str, body: str) -> None:
    """Keep a remark on a project."""
    must_write(actor)
    if not body.strip():
        raise Explained("The note is empty.", repair="Write a sentence first.")
    with transaction() as work:
        facts = found(work, scope.portfolio, lock=True)
        work.remarks.add_note(facts.id, project_key, actor.name, body.strip())
        work.journal.record(facts.id, actor.name, "note added", project_key, after={"body": body.strip()})
