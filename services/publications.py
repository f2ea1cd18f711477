"""Publishing a period: reviewed, signed off, published; then only restated. What was told stays as it was told."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from data_access import UnitOfWork
from data_access.portfolios import PortfolioFacts
from data_access.publications import IN_REVIEW, OPEN, PUBLISHED, RESTATED, SIGNED_OFF, PublicationFacts
from data_access.publications import RestatementFacts as Restated
from data_access.states import Coverage
from services import mandatory_over_time, period_summary, publications_on_record, restatements
from services.access import Actor, Scope, writing
from services.errors import Explained, Moved, NotFound
from services.plans import silent
from services.rights import Right
from services.seen import looking

__all__ = ["IN_REVIEW", "OPEN", "PUBLISHED", "RESTATED", "SIGNED_OFF", "Period", "Restated"]
REPAIRS: Final = {
    OPEN: "Begin its review first.",
    IN_REVIEW: "Sign it off first.",
    SIGNED_OFF: "Publish it, or reopen it.",
    PUBLISHED: "Correct it by a restatement: load the corrected file, with a reason and an approver.",
    RESTATED: "Correct it by a restatement: load the corrected file, with a reason and an approver.",
}


@dataclass(frozen=True)
class Period:
    """Where a reporting period stands; `restated` counts the corrections since it was published."""

    as_of: date
    status: str
    version: int
    signed_off_by: str | None = None
    signed_off_at: datetime | None = None
    published_by: str | None = None
    published_at: datetime | None = None
    restated: int = 0


def listing(scope: Scope) -> list[Period]:
    """Return where every date of projects stands, newest first; one nobody ever touched is open.

    A correction that is not shown to the reader leaves the period published.
    """
    with looking(scope) as (work, facts):
        dates = work.registers.dates(facts.id)
        held = {row["as_of"]: row for row in work.remarks.periods(facts.id)}
        published = {one.as_of: one for one in work.publications.listing(facts.id)}
        corrections = [one.as_of for one in work.publications.restatements(facts.id)]
    return [
        _period(day, held.get(day, {}), published.get(day), corrections.count(day))
        for day in sorted(dates, reverse=True)
    ]


def _period(day: date, row: dict[str, Any], public: PublicationFacts | None, restated: int) -> Period:
    return Period(
        day,
        row.get("status", OPEN),
        row.get("version", 1),
        row.get("signed_off_by"),
        row.get("signed_off_at"),
        public.published_by if public else None,
        public.published_at if public else None,
        restated,
    )


def corrections(scope: Scope) -> list[Restated]:
    """Return the restatements, newest first, each with its figures before and after."""
    with looking(scope) as (work, facts):
        return work.publications.restatements(facts.id)


def figures(scope: Scope) -> dict[date, dict[str, Any]]:
    """Return the figures of each published date as they were published; none where projects are kept from the reader.

    They count every project, so that their difference to what such a reader sees would tell of the others.
    """
    with looking(scope) as (work, facts):
        told = {one.as_of: one.figures for one in work.publications.listing(facts.id) if one.figures}
    elsewhere = mandatory_over_time.FIGURE
    return {as_of: {name: value for name, value in made.items() if name != elsewhere} for as_of, made in told.items()}


def touched(scope: Scope, plan: dict[str, Any]) -> list[date]:
    """Return the published dates that loading a plan would restate, so far as that is known beforehand."""
    news = [date.fromisoformat(part["as_of"]) for part in plan["parts"] if part["standing"] != "unchanged"]
    with looking(scope) as (work, facts):
        return restatements.touched(work, facts, plan["register"], news, Coverage.from_dict(plan["coverage"]))


def review(actor: Actor, scope: Scope, as_of: date, seen: int) -> None:
    """Begin the review of an open period; `seen` is its version. Raises Moved where somebody else was first."""
    with writing(actor, scope, Right.DECIDE) as (work, facts):
        _step(work, facts, actor, as_of, seen, (OPEN,), IN_REVIEW, "period reviewed")


def sign_off(actor: Actor, scope: Scope, as_of: date, seen: int) -> None:
    """Sign off a period in review; `seen` is its version. Raises Moved where somebody else was first."""
    with writing(actor, scope, Right.DECIDE) as (work, facts):
        _step(work, facts, actor, as_of, seen, (IN_REVIEW,), SIGNED_OFF, "period signed off")


def reopen(actor: Actor, scope: Scope, as_of: date, seen: int) -> None:
    """Let a period be open again that is not published; `seen` is its version."""
    with writing(actor, scope, Right.DECIDE) as (work, facts):
        _step(work, facts, actor, as_of, seen, (IN_REVIEW, SIGNED_OFF), OPEN, "period reopened")


def publish(actor: Actor, scope: Scope, as_of: date, seen: int) -> None:
    """Publish a period that is signed off: its figures and the snapshots they rest on are kept as they are now."""
    with writing(actor, scope, Right.DECIDE) as (work, facts):
        keep = partial(_kept, work, facts, actor, as_of)
        _step(work, facts, actor, as_of, seen, (SIGNED_OFF,), PUBLISHED, publications_on_record.PUBLISHED, keep)


def _kept(work: UnitOfWork, facts: PortfolioFacts, actor: Actor, as_of: date) -> dict[str, str]:
    """Keep the figures of a period as published; return what the audit holds of them."""
    made = dict(period_summary.figures(work, facts, [as_of], silent))[as_of]
    made |= mandatory_over_time.at(work, facts, as_of)
    pins, method = restatements.resting_on(work, facts, as_of), period_summary.method(facts)
    work.publications.add(facts.id, as_of, made, method, actor.name, pins)
    return {"method": method, publications_on_record.DIGEST: publications_on_record.digest(made)}


def _step(
    work: UnitOfWork,
    facts: PortfolioFacts,
    actor: Actor,
    as_of: date,
    seen: int,
    before: Collection[str],
    after: str,
    action: str,
    keep: Callable[[], dict[str, str]] = dict,
) -> None:
    """Let a period stand elsewhere, audited, or refuse it; `keep` stores more, and returns what the audit tells of it.

    Raises Moved where it stands elsewhere than was seen.
    """
    if as_of not in work.registers.dates(facts.id):
        raise NotFound(f"No projects were reported as of {_day(as_of)}.", repair="Choose a date from the list.")
    work.remarks.open_period(facts.id, as_of)
    held = next(row for row in work.remarks.periods(facts.id) if row["as_of"] == as_of)
    if held["version"] != seen:
        raise Moved(
            f"{_day(as_of)} was changed meanwhile: it is {held['status']} now.",
            "Nothing of yours was written.",
            "Look at it again, then decide.",
        )
    if held["status"] not in before:
        raise Explained(f"{_day(as_of)} is {held['status']}.", repair=REPAIRS[held["status"]])
    signed_by = actor.name if after == SIGNED_OFF else None
    if not work.publications.step(facts.id, as_of, seen, after, signed_by):
        raise Moved(f"{_day(as_of)} was changed meanwhile.", repair="Look at it again, then decide.")
    told = ({"status": held["status"]}, {"status": after, **keep()})
    work.journal.record(facts.id, actor.name, action, f"period as of {as_of.isoformat()}", *told)
    work.portfolios.raise_version(facts.id)


def _day(as_of: date) -> str:
    return f"{as_of.day} {as_of:%b %Y}"
