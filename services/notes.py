"""Dated remarks on projects."""

from dataclasses import dataclass
from datetime import datetime

from services.access import Actor, Scope, writing
from services.errors import Explained
from services.rights import Right
from services.seen import looking


@dataclass(frozen=True)
class Note:
    """One remark: who wrote it, when (UTC), and the words."""

    written_at: datetime
    written_by: str
    body: str


def listing(scope: Scope, project_key: str) -> list[Note]:
    """Return the remarks on a project, newest first."""
    with looking(scope) as (work, facts):
        rows = work.remarks.notes(facts.id, project_key)
    return [Note(row["written_at"], row["written_by"], row["body"]) for row in rows]


def add(actor: Actor, scope: Scope, project_key: str, body: str) -> None:
    """Keep a remark on a project."""
    if not body.strip():
        raise Explained("The note is empty.", repair="Write a sentence first.")
    with writing(actor, scope, Right.KEEP, projects=[project_key]) as (work, facts):
        work.remarks.add_note(facts.id, project_key, actor.name, body.strip())
        work.journal.record(facts.id, actor.name, "note added", project_key, after={"body": body.strip()})
