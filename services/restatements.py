"""A correction of what was published: refused without reason and approver, and kept with its figures before and after.

Every write of rows that a published period may rest on passes `watching`.
"""

import math
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from data_access import UnitOfWork
from data_access.portfolios import PortfolioFacts
from data_access.publications import IN_REVIEW, PUBLIC, RESTATED, SIGNED_OFF, InForce
from data_access.schema import REGISTERS
from data_access.states import Coverage
from services import period_summary, publications_on_record
from services.access import Actor
from services.approvers import approved_by
from services.errors import Explained
from services.plans import silent

NOT_COMPARED: Final = ("expected", "predicted", "mandatory")
"""What is published beside the figures of a period: it moves whenever a model learns, or is told elsewhere."""
LONGEST_REASON: Final = 2000
ALIKE: Final = 1e-9
Figures = dict[str, Any]


@dataclass(frozen=True)
class Restatement:
    """Why something published is corrected, and who approves it: an account, or a name."""

    reason: str
    approver: str


class IsPublished(Explained):
    """A change would touch published dates, and no restatement was given; nothing was written."""

    def __init__(self, dates: Collection[date]) -> None:
        super().__init__(
            f"This would change what was published as of {listed(dates)}; nothing was written.",
            "What is published stays as it was told: a correction is a restatement, with a reason and somebody who "
            "approves it.",
            "Give the reason and the approver, or date the change after the last published date.",
        )
        self.dates = tuple(sorted(dates))


@contextmanager
def watching(
    work: UnitOfWork, facts: PortfolioFacts, actor: Actor, since: date, cause: str, given: Restatement | None
) -> Iterator[None]:
    """Yield while rows as of `since` or later are written; then keep a restatement of each published date that moved.

    A period that is signed off and not published yet goes back to review where its data move, for the signature was
    for other data. `cause` names what is written, the register and a colon first. Raises IsPublished where a published
    date moved and no restatement is given, and Explained where the one given is not sound.
    """
    dates = work.publications.standing(facts.id, since, SIGNED_OFF, *PUBLIC)
    register = cause.partition(":")[0]
    if not dates:
        yield
        return
    before = _looks(work, facts, register, list(dates))
    yield
    after = _looks(work, facts, register, list(dates))
    moved = [day for day in dates if before[day][0] != after[day][0] or not _alike(before[day][1], after[day][1])]
    published = {one.as_of: one.id for one in work.publications.listing(facts.id)}
    for day in (day for day in moved if day not in published):
        _back_to_review(work, facts, actor, day, dates[day], cause)
    corrected = [day for day in moved if day in published]
    if not corrected:
        return
    if given is None:
        raise IsPublished(corrected)
    told = {"reason": _reason(given), "approved_by": approved_by(work, facts, actor, given.approver), "cause": cause}
    for day in corrected:
        figures = {"before": before[day][1], "after": after[day][1]}
        work.publications.restate(facts.id, published[day], actor.name, {**told, **figures})
        work.publications.step(facts.id, day, dates[day], RESTATED)
        subject = f"period as of {day.isoformat()}"
        held = {**told, publications_on_record.DIGEST: publications_on_record.digest(figures)}
        work.journal.record(facts.id, actor.name, publications_on_record.RESTATED, subject, *_differing(figures, held))


def resting_on(work: UnitOfWork, facts: PortfolioFacts, as_of: date) -> list[InForce]:
    """Return the snapshots that the state of all registers at a date rests on."""
    return [one for name in REGISTERS for one in work.publications.in_force(facts.id, name, as_of)]


def touched(
    work: UnitOfWork, facts: PortfolioFacts, register: str, news: Collection[date], coverage: Coverage
) -> list[date]:
    """Return the published dates whose state rows of a register would enter, loaded as of some dates.

    Known without writing, for who is asked beforehand: a later whole snapshot, or one of the same coverage, keeps rows
    from going on. Figures that rest on the history may move beyond that.
    """
    if not news:
        return []
    ends = [
        one.as_of
        for one in work.uploads.in_use(facts.id, register, min(news))
        if one.coverage.is_whole or one.coverage == coverage.at(one.as_of)
    ]
    known = sorted({*ends, *news})
    dates = work.publications.standing(facts.id, min(news), *PUBLIC)
    return [day for day in dates if max(one for one in known if one <= day) in news]


def listed(dates: Collection[date]) -> str:
    """Return dates as people write them, many of them by the first."""
    words = [f"{day.day} {day:%b %Y}" for day in sorted(dates)]
    if len(words) > 3:
        return f"{words[0]} and {len(words) - 1} later dates"
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _looks(
    work: UnitOfWork, facts: PortfolioFacts, register: str, dates: list[date]
) -> dict[date, tuple[list[InForce], Figures]]:
    held = {day: work.publications.in_force(facts.id, register, day) for day in dates}
    known = set(work.registers.dates(facts.id))
    reported = [day for day in dates if day in known]
    figures = dict(period_summary.figures(work, facts, reported, silent)) if reported else {}
    return {day: (held[day], of_facts(figures.get(day, {}))) for day in dates}


def of_facts(figures: Mapping[str, Any]) -> Figures:
    """Return the figures of facts that a restatement tells, without those that were predicted."""
    return {name: value for name, value in figures.items() if name not in NOT_COMPARED}


def _alike(before: Figures, after: Figures) -> bool:
    return before.keys() == after.keys() and all(_same(before[name], after[name]) for name in before)


def _same(one: Any, other: Any) -> bool:
    """Return whether two figures are the same; sums of floats may differ by the order of rows alone."""
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=ALIKE, abs_tol=ALIKE)
    return bool(one == other)


def _back_to_review(work: UnitOfWork, facts: PortfolioFacts, actor: Actor, day: date, version: int, cause: str) -> None:
    work.publications.step(facts.id, day, version, IN_REVIEW)
    told = ({"status": SIGNED_OFF}, {"status": IN_REVIEW, "cause": cause})
    work.journal.record(facts.id, actor.name, "period reopened", f"period as of {day.isoformat()}", *told)


def _reason(given: Restatement) -> str:
    reason = given.reason.strip()
    if not reason:
        raise Explained("A restatement needs a reason.", repair="Say in a sentence what was wrong.")
    if len(reason) > LONGEST_REASON:
        raise Explained("The reason is too long.", f"It may have {LONGEST_REASON:,} characters.", "Shorten it.")
    return reason


def _differing(figures: Mapping[str, Figures], told: dict[str, Any]) -> tuple[Figures, Figures]:
    """Return the figures that differ before, and after them with what is told of the restatement."""
    before, after = figures["before"], figures["after"]
    names = [name for name in {**before, **after} if not _same(before.get(name), after.get(name))]
    return {name: before.get(name) for name in names}, {**told, **{name: after.get(name) for name in names}}
