"""What projects answer where their report and the evidence differ: dated, audited, never overwritten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from data_access import UnitOfWork
from data_access.portfolios import PortfolioFacts
from services import states
from services.access import Actor, Scope, must, refuse_without, writing
from services.errors import Explained, Moved
from services.rights import Right
from services.seen import looking

LONGEST: Final = 2000
LONGEST_NAME: Final = 120


@dataclass(frozen=True)
class Answer:
    """One answer.

    Attributes
    ----------
    number
        What a correction or a withdrawal names.
    project_key, as_of
        The project under its newest key, and the date the answer speaks for.
    body, said_by
        The words, and whose they are ("" where nobody is named).
    asked
        The status reported and the checks that it was asked about, as plain values.
    written_by, written_at
        Who entered it, and when (UTC).
    corrected
        Whether a later answer took its place.
    withdrawn
        Why it was taken out of use, by `withdrawn_by` at `withdrawn_at`; "" where it was not.
    """

    number: int
    project_key: str
    as_of: date
    body: str
    said_by: str
    asked: Mapping[str, Any]
    written_by: str
    written_at: datetime
    corrected: bool = False
    withdrawn: str = ""
    withdrawn_by: str = ""
    withdrawn_at: datetime | None = None

    @property
    def stands(self) -> bool:
        """Whether it is in use."""
        return not self.corrected and not self.withdrawn


def standing(scope: Scope, as_of: date) -> dict[str, Answer]:
    """Return the newest answer in use of each project up to a date, by project key."""
    with looking(scope) as (work, facts):
        told = _answers(work, facts, as_of)
    return {one.project_key: one for one in told if one.stands}


def of_project(scope: Scope, keys: Sequence[str], as_of: date) -> list[Answer]:
    """Return every answer of a project up to a date, newest first, with those corrected or withdrawn."""
    with looking(scope) as (work, facts):
        told = _answers(work, facts, as_of, keys)
    return list(reversed(told))


def period(scope: Scope, as_of: date) -> date:
    """Return the reporting date that an answer given at a date belongs to: the newest at or before it."""
    with looking(scope) as (work, facts):
        return _period(work, facts, as_of)


def sponsor(scope: Scope, project_key: str, as_of: date) -> str:
    """Return the sponsor as last reported, "" where none is: whose answer is asked for."""
    reports = states.history(scope, as_of, ["sponsor"], [project_key])
    named = reports["sponsor"].dropna()
    return "" if named.empty else str(named.iloc[-1])


def give(
    actor: Actor,
    scope: Scope,
    as_of: date,
    project_key: str,
    body: str,
    said_by: str = "",
    *,
    asked: Mapping[str, Any] | None = None,
    seen: int | None = None,
) -> int:
    """Keep an answer for a project and date, and return its number; one that stands already is corrected by it.

    `seen` is the number of the answer that stood when the writer looked. Raises Explained for an empty answer or an
    unknown project, Moved where somebody else answered meanwhile.
    """
    refuse_without(actor, scope, Right.KEEP, [project_key])
    words = _checked(body, said_by)
    if states.history(scope, as_of, [], [project_key]).empty:
        raise Explained(f'There is no project "{project_key}" at this date.', repair="Choose one from the list.")
    with writing(actor, scope, Right.KEEP, [project_key]) as (work, facts):
        asked_for = _period(work, facts, as_of)
        before = _of_period(_answers(work, facts, asked_for, [project_key]), asked_for)
        if before is not None and before.number != seen:
            raise Moved(
                f"{before.written_by} has answered for this project meanwhile.",
                "Nothing was kept, so that neither answer overwrites the other.",
                "Close this, read the answer that stands, and correct it where needed.",
            )
        told = {"project_key": project_key, "as_of": asked_for, "body": words, "said_by": said_by.strip()}
        kept = told | {"asked": dict(asked or {}), "corrects_id": before.number if before else None}
        number = work.answers.add(facts.id, actor.name, kept)
        after = {**told, "as_of": asked_for.isoformat(), "answer": number}
        earlier = {"body": before.body, "said_by": before.said_by, "answer": before.number} if before else None
        action = "answer corrected" if before else "answer given"
        work.journal.record(facts.id, actor.name, action, project_key, before=earlier, after=after)
    return number


def withdraw(actor: Actor, scope: Scope, number: int, reason: str) -> None:
    """Take an answer out of use; its words stay on record with who withdrew it and why."""
    if not reason.strip():
        raise Explained("A withdrawal needs a reason.", repair="Say in a sentence why the answer should not stand.")
    with writing(actor, scope, Right.KEEP) as (work, facts):
        told = {one.number: one for one in _answers(work, facts, date.max)}
        held = told.get(number)
        if held is None or not _sees(scope, held.project_key):
            raise Explained(f"There is no answer {number}.")
        must(work, actor, facts, Right.KEEP, [held.project_key])
        if not held.stands:
            raise Explained("This answer was corrected or withdrawn already.", repair="Look at the page again.")
        work.answers.withdraw(number, actor.name, reason.strip())
        before = {"body": held.body, "said_by": held.said_by, "answer": number}
        after = {"withdrawn": reason.strip()}
        work.journal.record(facts.id, actor.name, "answer withdrawn", held.project_key, before, after)


def _checked(body: str, said_by: str) -> str:
    words = body.strip()
    if not words:
        raise Explained("The answer is empty.", repair="Write a sentence first.")
    if len(words) > LONGEST or len(said_by.strip()) > LONGEST_NAME:
        raise Explained(
            "The answer is too long.", f"It may have {LONGEST:,} characters, and a name {LONGEST_NAME}.", "Shorten it."
        )
    return words


def _answers(work: UnitOfWork, facts: PortfolioFacts, until: date, keys: Sequence[str] | None = None) -> list[Answer]:
    newest = states.renamed(work, facts)
    asked = None if keys is None else [*keys, *(old for old, new in newest.items() if new in set(keys))]
    rows = work.answers.listing(facts.id, until, asked)
    corrected = {row["corrects_id"] for row in rows}
    return [
        Answer(
            number=row["id"],
            project_key=newest.get(row["project_key"], row["project_key"]),
            as_of=row["as_of"],
            body=row["body"],
            said_by=row["said_by"],
            asked=row["asked"],
            written_by=row["written_by"],
            written_at=row["written_at"],
            corrected=row["id"] in corrected,
            withdrawn=row["withdrawn_reason"] or "",
            withdrawn_by=row["withdrawn_by"] or "",
            withdrawn_at=row["withdrawn_at"],
        )
        for row in rows
    ]


def _of_period(told: Sequence[Answer], as_of: date) -> Answer | None:
    return next((one for one in reversed(told) if one.stands and one.as_of == as_of), None)


def _period(work: UnitOfWork, facts: PortfolioFacts, as_of: date) -> date:
    return max((known for known in work.registers.dates(facts.id) if known <= as_of), default=as_of)


def _sees(scope: Scope, project_key: str) -> bool:
    return project_key not in scope.hidden
