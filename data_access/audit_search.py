"""What can be sought in the audit, as conditions the database works out."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Table, Text, cast, or_


@dataclass(frozen=True)
class Sought:
    """Entries sought: of one portfolio or of all, by who acted, what was done, words anywhere in them, and days (UTC).

    Empty texts and None ask for nothing. Every one of the words must occur in what the entry is about or in its values.
    """

    portfolio_id: int | None = None
    person: str = ""
    action: str = ""
    words: str = ""
    first: date | None = None
    last: date | None = None


def condition(audit: Table, sought: Sought) -> list[ColumnElement[bool]]:
    """Return what must hold for an entry that is sought."""
    found: list[ColumnElement[bool]] = []
    if sought.portfolio_id is not None:
        found.append(audit.c.portfolio_id == sought.portfolio_id)
    if sought.person:
        found.append(audit.c.actor == sought.person)
    if sought.action:
        found.append(audit.c.action == sought.action)
    if sought.first is not None:
        found.append(audit.c.at >= _midnight(sought.first))
    if sought.last is not None and sought.last < date.max:
        found.append(audit.c.at < _midnight(sought.last + timedelta(days=1)))
    for word in sought.words.split():
        # Values are stored as JSON, in which letters beyond ASCII are escaped.
        stored = json.dumps(word)[1:-1]
        values = [cast(column, Text).icontains(stored, autoescape=True) for column in (audit.c.before, audit.c.after)]
        found.append(or_(audit.c.subject.icontains(word, autoescape=True), *values))
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
