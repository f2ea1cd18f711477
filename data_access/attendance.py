"""What is told of all people at once: their roles, open visits, invitations, and when each was last seen."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from data_access.people import GRANT, Grant
from data_access.visits import INVITATION, SESSION


class Attendance:
    """Reads of everybody inside one transaction, by the person's number; people without any are left out."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def grants(self) -> dict[int, list[Grant]]:
        """Return the roles of each."""
        columns = [GRANT.c.portfolio_id, GRANT.c.role, GRANT.c.by_group, GRANT.c.given_by, GRANT.c.given_at]
        found: dict[int, list[Grant]] = {}
        for person, *held in self._connection.execute(select(GRANT.c.person_id, *columns).order_by(GRANT.c.id)):
            found.setdefault(person, []).append(Grant(*held))
        return found

    def last_seen(self) -> dict[int, datetime]:
        """Return when each was last seen, in a visit that is still kept."""
        seen = func.max(SESSION.c.seen_at)
        rows = select(SESSION.c.person_id, seen).where(SESSION.c.person_id.is_not(None)).group_by(SESSION.c.person_id)
        return _moments(self._connection.execute(rows))

    def invitations(self, now: datetime) -> dict[int, datetime]:
        """Return until when the invitation of each holds that was not taken up."""
        until = func.max(INVITATION.c.expires_at)
        holds = INVITATION.c.used_at.is_(None) & (INVITATION.c.expires_at > now)
        rows = select(INVITATION.c.person_id, until).where(holds).group_by(INVITATION.c.person_id)
        return _moments(self._connection.execute(rows))

    def hold_administrators(self) -> None:
        """Let nobody else change who administers all portfolios until this transaction ends."""
        administers = (GRANT.c.role == "admin") & GRANT.c.portfolio_id.is_(None)
        self._connection.execute(select(GRANT.c.id).where(administers).order_by(GRANT.c.id).with_for_update())


def _moments(rows: Iterable[Row[Any, Any]]) -> dict[int, datetime]:
    return {person: at for person, at in rows if person is not None}
