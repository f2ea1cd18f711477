"""Workshops as they stand, for those who may see the portfolio."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from data_access import UnitOfWork
from services.access import Scope
from services.errors import NotFound
from services.seen import looking
from services.workshops.terms import OVER, UNDER_WAY, WARM_UP


@dataclass(frozen=True)
class Seat:
    """A place: who was invited or joined, whether they vote, and whether somebody sits there now."""

    id: int
    name: str
    group: str
    votes: bool
    invited: bool
    delegate: str | None
    conflicts: tuple[str, ...]
    joined_at: datetime | None
    taken: bool


@dataclass(frozen=True)
class Question:
    """A question with how far it is; `accepted` holds the answer that was accepted, and how it came about."""

    id: int
    position: int
    left: str
    right: str
    stake: int | None
    round: int
    revealed: bool
    accepted: dict[str, Any] | None
    asked_at: datetime | None
    settled_at: datetime | None

    @property
    def counts(self) -> bool:
        """Whether its answers count: those of the warm-up do not."""
        return self.left != WARM_UP


@dataclass(frozen=True)
class Workshop:
    """A workshop as it stands. `frame`, `result` and `decision` are those of `data_access.schema.workshops`."""

    id: int
    portfolio: str
    kind: str
    title: str
    as_of: date
    stage: str
    code: str | None
    anonymous: bool
    practice: bool
    frame: dict[str, Any]
    discuss_until: datetime | None
    version: int
    made_by: str
    made_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    result: dict[str, Any] | None
    decision: dict[str, Any] | None
    replaces: int | None
    seats: tuple[Seat, ...]
    questions: tuple[Question, ...]
    current: Question | None

    @property
    def under_way(self) -> bool:
        """Whether people can join and answer."""
        return self.stage in UNDER_WAY

    @property
    def over(self) -> bool:
        """Whether nothing is asked any more."""
        return self.stage in OVER

    @property
    def names(self) -> dict[str, str]:
        """Return the names of what is judged, by key: objectives, and projects where those are rated."""
        return {each["key"]: each["name"] for part in ("objectives", "projects") for each in self.frame.get(part, ())}


def listing(scope: Scope) -> list[Workshop]:
    """Return the workshops of a portfolio, the newest first, without those about projects that are not shown."""
    with looking(scope) as (work, facts):
        rows = work.workshops.listing(facts.id)
        return [_plain(scope, told(scope, row)) for row in rows if shows(scope, row)]


def read(scope: Scope, number: int) -> Workshop:
    """Return one workshop with its places and questions; raises NotFound where there is none to be seen."""
    with looking(scope) as (work, facts):
        row = work.workshops.get(number, facts.id)
        if row is None or not shows(scope, row):
            raise NotFound("There is no such workshop here.", repair="Choose one from the list.")
        return within(work, scope.portfolio, told(scope, row))


def within(work: UnitOfWork, portfolio: str, row: dict[str, Any]) -> Workshop:
    """Return a stored workshop with its places and questions, inside a transaction."""
    seats = tuple(_seat(each) for each in work.workshops.seats(row["id"]))
    questions = tuple(_question(each) for each in work.workshops.questions(row["id"]))
    current = next((each for each in questions if each.id == row["current_id"]), None)
    return _workshop(portfolio, row, seats, questions, current)


def shows(scope: Scope, row: dict[str, Any]) -> bool:
    """Return whether a workshop may be shown: not where its date is kept from the reader, or any project.

    A challenge was made of all projects, so that each of its figures tells of those that are hidden.
    """
    if row["kind"] == "challenge" and scope.hidden:
        return False
    return scope.until is None or row["as_of"] <= scope.until


def told(scope: Scope, row: dict[str, Any]) -> dict[str, Any]:
    """Return a stored workshop as a reader is told of it: what was worked out of all projects tells of hidden ones."""
    if not scope.hidden or row["result"] is None:
        return row
    return {**row, "result": {**row["result"], "worth": None, "one_apart": None}}


def _plain(scope: Scope, row: dict[str, Any]) -> Workshop:
    return _workshop(scope.portfolio, row, (), (), None)


def _workshop(
    portfolio: str,
    row: dict[str, Any],
    seats: tuple[Seat, ...],
    questions: tuple[Question, ...],
    current: Question | None,
) -> Workshop:
    same = {
        name: row[name]
        for name in (
            "id", "kind", "title", "as_of", "stage", "code", "anonymous", "practice", "frame", "discuss_until",
            "version", "made_by", "made_at", "opened_at", "closed_at", "result", "decision",
        )
    }  # fmt: skip
    return Workshop(
        portfolio=portfolio,
        replaces=row["replaces_id"],
        seats=seats,
        questions=questions,
        current=current,
        **same,
    )


def _seat(row: dict[str, Any]) -> Seat:
    return Seat(
        row["id"], row["name"], row["voter_group"], row["votes"], row["invited"], row["delegate"],
        tuple(row["conflicts"]), row["joined_at"], row["token_hash"] is not None,
    )  # fmt: skip


def _question(row: dict[str, Any]) -> Question:
    return Question(
        row["id"], row["position"], row["left_key"], row["right_key"], row["stake"], row["round"], row["revealed"],
        row["accepted"], row["asked_at"], row["settled_at"],
    )  # fmt: skip
