"""A unit of work as a reader sees it: its reads leave out what is kept from them, in this one place."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any, Final

import pandas as pd
from sqlalchemy import Connection, select

from data_access.answers import Answers
from data_access.derived import Derived
from data_access.journal import Journal
from data_access.publications import PUBLISHED, RESTATED, PublicationFacts, Publications, RestatementFacts
from data_access.remarks import Remarks
from data_access.scenarios import SCENARIO, Scenarios
from data_access.seen_registers import SeenRegisters
from data_access.seen_uploads import SeenUploads
from data_access.sight import Sight
from data_access.slip_models import ModelFacts, SlipModels
from data_access.weighings import Weighings
from data_access.work import UnitOfWork, reading

READ_AHEAD: Final = 20
"""So many times the entries asked for are read, for some of them are left out."""


class SeenWork(UnitOfWork):
    """The reads of one transaction on behalf of a reader from whom something is kept."""

    def __init__(self, connection: Connection, sight: Sight) -> None:
        super().__init__(connection)
        self.sight = sight

    @cached_property
    def registers(self) -> SeenRegisters:
        """Rows of all registers."""
        return SeenRegisters(self._connection, self.sight)

    @cached_property
    def uploads(self) -> SeenUploads:
        """Uploads, snapshots and value notes."""
        return SeenUploads(self._connection, self.sight, self.registers)

    @cached_property
    def remarks(self) -> Remarks:
        """Notes, saved views, lineage and reporting periods."""
        return _Remarks(self._connection, self.sight)

    @cached_property
    def publications(self) -> Publications:
        """What was published of periods, and restated since."""
        return _Publications(self._connection, self.sight)

    @cached_property
    def answers(self) -> Answers:
        """Answers of projects to what their evidence says."""
        return _Answers(self._connection, self.sight)

    @cached_property
    def derived(self) -> Derived:
        """Figures that were worked out before."""
        return _Derived(self._connection, self.sight)

    @cached_property
    def slip_models(self) -> SlipModels:
        """Fitted slip models."""
        return _SlipModels(self._connection, self.sight)

    @cached_property
    def scenarios(self) -> Scenarios:
        """Plans of a budget."""
        return _Scenarios(self._connection, self.sight)

    @cached_property
    def weighings(self) -> Weighings:
        """How objectives were weighed."""
        return _Weighings(self._connection, self.sight)

    @cached_property
    def journal(self) -> Journal:
        """The audit."""
        return _Journal(self._connection, self.sight)


@contextmanager
def reading_as(sight: Sight) -> Iterator[UnitOfWork]:
    """Yield a unit of work that only reads, on one consistent state, and only what the sight shows."""
    with reading() as work:
        yield work if sight.whole else SeenWork(work._connection, sight)


class _Remarks(Remarks):
    def __init__(self, connection: Connection, sight: Sight) -> None:
        super().__init__(connection)
        self._sight = sight

    def notes(self, portfolio_id: int, project_key: str) -> list[dict[str, Any]]:
        return [] if project_key in self._sight.hidden else super().notes(portfolio_id, project_key)

    def views(self, portfolio_id: int) -> list[dict[str, Any]]:
        kept = super().views(portfolio_id)
        return [row for row in kept if not self._sight.names([row["name"], row["query"]])]

    def lineage(self, portfolio_id: int) -> list[dict[str, Any]]:
        hidden, kept = self._sight.hidden, super().lineage(portfolio_id)
        return [
            row for row in kept if self._sight.shows(row["as_of"]) and not {row["from_key"], row["to_key"]} & hidden
        ]

    def periods(self, portfolio_id: int) -> list[dict[str, Any]]:
        told = [row for row in super().periods(portfolio_id) if self._sight.shows(row["as_of"])]
        # That a period was restated may tell of what is hidden, where nothing that is shown differs.
        corrected = {one.as_of for one in _Publications(self._connection, self._sight).restatements(portfolio_id)}
        quiet = [row["status"] == RESTATED and row["as_of"] not in corrected for row in told]
        return [row | {"status": PUBLISHED} if is_quiet else row for row, is_quiet in zip(told, quiet, strict=True)]


class _Publications(Publications):
    """What was published counts all projects, so that a reader without the hidden ones has none of its figures."""

    def __init__(self, connection: Connection, sight: Sight) -> None:
        super().__init__(connection)
        self._sight = sight

    def listing(self, portfolio_id: int) -> list[PublicationFacts]:
        told = [one for one in super().listing(portfolio_id) if self._sight.shows(one.as_of)]
        return [replace(one, figures={}) for one in told] if self._sight.hidden else told

    def standing(self, portfolio_id: int, since: date, *statuses: str) -> dict[date, int]:
        known = super().standing(portfolio_id, since, *statuses)
        return {day: version for day, version in known.items() if self._sight.shows(day)}

    def restatements(self, portfolio_id: int) -> list[RestatementFacts]:
        told = [] if self._sight.hidden else super().restatements(portfolio_id)
        shown = [one for one in told if self._sight.shows(one.as_of)]
        return [one for one in shown if one.cause.partition(":")[0] not in self._sight.unseen]


class _Answers(Answers):
    def __init__(self, connection: Connection, sight: Sight) -> None:
        super().__init__(connection)
        self._sight = sight

    def listing(self, portfolio_id: int, until: date, keys: Sequence[str] | None = None) -> list[dict[str, Any]]:
        rows = super().listing(portfolio_id, self._sight.day(until), keys)
        return [row for row in rows if row["project_key"] not in self._sight.hidden]


class _Derived(Derived):
    """What was worked out of all projects tells of the hidden ones, so that a reader without them has none of it."""

    def __init__(self, connection: Connection, sight: Sight) -> None:
        super().__init__(connection)
        self._sight = sight

    def summaries(self, portfolio_id: int, method: str) -> dict[date, dict[str, Any]]:
        made = {} if self._sight.hidden else super().summaries(portfolio_id, method)
        return {day: figures for day, figures in made.items() if self._sight.shows(day)}

    def predictions(self, portfolio_id: int, as_of: date, horizon: str, days: int, methods: Collection[str]) -> Any:
        if self._sight.hidden or not self._sight.shows(as_of):
            return None
        return super().predictions(portfolio_id, as_of, horizon, days, methods)

    def predicted_dates(self, portfolio_id: int, horizon: str, days: int, methods: Collection[str]) -> set[date]:
        made = set() if self._sight.hidden else super().predicted_dates(portfolio_id, horizon, days, methods)
        return {day for day in made if self._sight.shows(day)}


class _SlipModels(SlipModels):
    """Models learned from every project of a date, so that a reader without some of them has none."""

    def __init__(self, connection: Connection, sight: Sight) -> None:
        super().__init__(connection)
        self._sight = sight

    def listing(self, portfolio_id: int, horizon: str, days: int) -> list[ModelFacts]:
        return [model for model in super().listing(portfolio_id, horizon, days) if self._shows(model)]

    def get(self, portfolio_id: int, model: int) -> ModelFacts | None:
        held = super().get(portfolio_id, model)
        return held if held is not None and self._shows(held) else None

    def active(self, portfolio_id: int, horizon: str, days: int) -> ModelFacts | None:
        held = super().active(portfolio_id, horizon, days)
        return held if held is not None and self._shows(held) else None

    def _shows(self, model: ModelFacts) -> bool:
        return not self._sight.hidden and self._sight.shows(model.as_of)


class _Scenarios(Scenarios):
    """Plans without those that name a hidden project or were made of a date not shown: all their figures tell of it."""

    def __init__(self, connection: Connection, sight: Sight) -> None:
        super().__init__(connection)
        self._sight = sight

    def listing(self, portfolio_id: int) -> list[dict[str, Any]]:
        wanted = select(SCENARIO.c.id, SCENARIO.c.statement).where(SCENARIO.c.portfolio_id == portfolio_id)
        stated = {row.id: row.statement for row in self._connection.execute(wanted)}
        return [row for row in super().listing(portfolio_id) if self._shows(row, stated[row["id"]])]

    def get(self, portfolio_id: int, number: int) -> dict[str, Any] | None:
        row = super().get(portfolio_id, number)
        if row is None or not self._shows(row, row["statement"]):
            return None
        pins = [pin for pin in row["statement"]["pins"] if pin["register"] not in self._sight.unseen]
        return row | {"statement": row["statement"] | {"pins": pins}}

    def _shows(self, row: dict[str, Any], statement: dict[str, Any]) -> bool:
        told = [statement, row["name"], row["note"], row["summary"], row["decision"]]
        return self._sight.shows(date.fromisoformat(statement["as_of"])) and not self._sight.names(told)


class _Weighings(Weighings):
    """Weighings of dates that are shown, but for those whose reason names a hidden project."""

    def __init__(self, connection: Connection, sight: Sight) -> None:
        super().__init__(connection)
        self._sight = sight

    def listing(self, portfolio_id: int, until: date) -> list[dict[str, Any]]:
        told = super().listing(portfolio_id, self._sight.day(until))
        return [row for row in told if not self._sight.names(row["reason"])]


class _Journal(Journal):
    def __init__(self, connection: Connection, sight: Sight) -> None:
        super().__init__(connection)
        self._sight = sight

    def entries(self, portfolio_id: int, limit: int = 200) -> pd.DataFrame:
        """Return the newest entries that name no hidden project; see `Journal.entries`."""
        found = super().entries(portfolio_id, limit * READ_AHEAD)
        told = zip(found["subject"], found["before"], found["after"], strict=True)
        kept = [not self._sight.names(list(entry)) for entry in told]
        return found[kept].head(limit).reset_index(drop=True)
