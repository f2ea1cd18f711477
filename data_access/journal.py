"""The audit and the events: written in the transaction of what they tell."""

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

import pandas as pd
import structlog
from sqlalchemy import ColumnElement, Connection, Text, cast, func, select, type_coerce, update

from data_access import audit_chain
from data_access.audit_chain import Head
from data_access.audit_search import Sought, condition
from data_access.schema import core
from data_access.schema.base import table_of

AUDIT = table_of(core.Audit)
HEAD = table_of(core.AuditHead)
EVENT = table_of(core.Event)
PORTFOLIO = table_of(core.Portfolio)
UNREADABLE: Final = {"unreadable": True}
"""What stands for values in an entry that somebody changed so that they cannot be read."""
_log = logging.getLogger("bellwether.audit")


class Journal:
    """Writes and reads of the audit inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: list[dict[str, Any]] = []
        self._acting: dict[str, Any] = {"person_id": None, "session_id": None, "request_id": _request()}

    def acting(self, person: int | None, session: int | None, request: str | None = None) -> None:
        """Let entries of this transaction name who acts, their visit, and the request if not the log's own."""
        self._acting = {"person_id": person, "session_id": session, "request_id": request or _request()}

    def record(
        self,
        portfolio_id: int | None,
        actor: str,
        action: str,
        subject: str,
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
        *,
        person: int | None = None,
        session: int | None = None,
        request: str | None = None,
    ) -> None:
        """Tell who did what to what, and announce it to live pages; stored by `settle`, before the commit.

        `person`, `session` and `request` stand in place of what `acting` said.
        """
        now = datetime.now(UTC)
        given = {"person_id": person, "session_id": session, "request_id": request}
        self._waiting.append(
            {
                "portfolio_id": portfolio_id,
                "at": now,
                "actor": actor,
                **self._acting,
                **{name: value for name, value in given.items() if value is not None},
                "action": action,
                "subject": subject,
                "before": audit_chain.settled(before),
                "after": audit_chain.settled(after),
            }
        )
        if portfolio_id is not None:
            self._connection.execute(EVENT.insert().values(portfolio_id=portfolio_id, kind=action, at=now))
            if self._connection.dialect.name == "postgresql":
                self._connection.exec_driver_sql(f"NOTIFY bellwether, '{int(portfolio_id)}'")

    def settle(self) -> Head | None:
        """Chain what was recorded to the audit; return its new head, or None where nothing was recorded.

        Done last in a transaction: the head is locked until the commit, so that everybody's entries form one chain, and
        whoever locks it last and briefly can neither hold others up nor lock up with them. The data version told is
        the one the transaction leaves.
        """
        if not self._waiting:
            return None
        last = self._locked_head()
        versions = self._versions({entry["portfolio_id"] for entry in self._waiting})
        entries = []
        for told in self._waiting:
            version = versions.get(told["portfolio_id"])
            entry = {**told, "sequence": last.sequence + 1, "data_version": version, "previous": last.hash}
            last = Head(last.sequence + 1, audit_chain.digest(entry))
            entries.append({**entry, "hash": last.hash})
        self._connection.execute(AUDIT.insert(), entries)
        self._connection.execute(update(HEAD).values(sequence=last.sequence, hash=last.hash))
        self._waiting = []
        return last

    def head(self) -> Head | None:
        """Return where the audit ends, as the database says; None where that row is missing."""
        row = self._connection.execute(select(HEAD.c.sequence, HEAD.c.hash)).first()
        return None if row is None else Head(row.sequence, row.hash)

    def chain(self) -> Iterator[dict[str, Any]]:
        """Yield every entry by its number, read without trust in what is stored."""
        streamed = self._connection.execution_options(stream_results=True, yield_per=1_000)
        for row in streamed.execute(_raw().order_by(AUDIT.c.sequence)).mappings():
            yield _read(row)

    def follower(self, previous: str, but: int) -> int | None:
        """Return the number of the entry that names this hash as the one before it, but for one; None without any."""
        statement = select(AUDIT.c.sequence).where(AUDIT.c.previous == previous, AUDIT.c.sequence != but)
        return self._connection.execute(statement.order_by(AUDIT.c.sequence).limit(1)).scalar()

    def count(self, sought: Sought) -> int:
        """Return how many entries are sought."""
        statement = select(func.count()).select_from(AUDIT).where(*condition(AUDIT, sought))
        return int(self._connection.execute(statement).scalar_one())

    def search(self, sought: Sought, first: int = 0, rows: int | None = None) -> list[dict[str, Any]]:
        """Return entries sought, newest first, from the given place on, with key and currency of their portfolio."""
        joined = AUDIT.outerjoin(PORTFOLIO, PORTFOLIO.c.id == AUDIT.c.portfolio_id)
        about = (PORTFOLIO.c.key.label("portfolio"), PORTFOLIO.c.currency)
        statement = _raw(*about).select_from(joined).where(*condition(AUDIT, sought))
        statement = statement.order_by(AUDIT.c.sequence.desc()).offset(first).limit(rows)
        return [_read(row) for row in self._connection.execute(statement).mappings()]

    def named(self, portfolio_id: int | None) -> tuple[list[str], list[str]]:
        """Return the names of who acted and the actions on record, of one portfolio or of all."""
        where = condition(AUDIT, Sought(portfolio_id=portfolio_id))
        actors, actions = (
            [str(value) for value in self._connection.execute(select(column).distinct().where(*where)).scalars()]
            for column in (AUDIT.c.actor, AUDIT.c.action)
        )
        return sorted(actors, key=str.casefold), sorted(actions)

    def entries(self, portfolio_id: int, limit: int = 200) -> pd.DataFrame:
        """Return the newest audit entries: at, actor, action, subject, before, after."""
        self.settle()
        named = ["at", "actor", "action", "subject", "before", "after"]
        return pd.DataFrame(self.search(Sought(portfolio_id=portfolio_id), rows=limit), columns=named)

    def _locked_head(self) -> Head:
        row = self._connection.execute(select(HEAD.c.sequence, HEAD.c.hash).with_for_update()).first()
        if row is None:
            raise RuntimeError("The head of the audit is missing, so nothing can be written: run cli.py audit verify.")
        return Head(row.sequence, row.hash)

    def _versions(self, portfolios: set[int | None]) -> dict[int | None, int]:
        statement = select(PORTFOLIO.c.id, PORTFOLIO.c.data_version).where(PORTFOLIO.c.id.in_(portfolios - {None}))
        return {row.id: row.data_version for row in self._connection.execute(statement)}


def keep_outside(head: Head) -> None:
    """Write a head to the log, where whoever changes the database does not reach it; only ever after the commit."""
    _log.info("audit head %s", head)


def _request() -> str | None:
    """Return the number under which the log speaks of the present request, where it has one."""
    bound = structlog.contextvars.get_contextvars().get("request")
    return None if bound is None else str(bound)


def _raw(*more: ColumnElement[Any]) -> Any:
    """Return a statement for entries as stored: what was tampered with must not stop those who read."""
    as_text = [cast(AUDIT.c.before, Text).label("before"), cast(AUDIT.c.after, Text).label("after")]
    plain = [column for column in AUDIT.c if column.name not in ("before", "after", "at")]
    return select(*plain, type_coerce(AUDIT.c.at, Text).label("at"), *as_text, *more)


def _read(row: Any) -> dict[str, Any]:
    entry = dict(row)
    for name in ("before", "after"):
        try:
            entry[name] = None if entry[name] is None else json.loads(entry[name])
        except ValueError:
            entry[name] = UNREADABLE
    try:
        at = entry["at"]
        entry["at"] = (at if isinstance(at, datetime) else datetime.fromisoformat(at)).replace(tzinfo=UTC)
    except (TypeError, ValueError):
        entry["at"] = None
    return entry
