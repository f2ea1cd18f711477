"""Rows of one project in a register, changed, added and taken out together by those who keep them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from data_access.schema import REGISTERS
from services import edits, row_plan, row_savers
from services.access import Actor, Scope, scope_within, writing
from services.errors import Explained, NotAllowed
from services.project_registers import SHOWN
from services.restatements import Restatement
from services.rights import Right
from services.row_belonging import Place, owner_column
from services.row_plan import Line, RowsChanged

MOST_ROWS: Final = 500


@dataclass(frozen=True)
class Kept:
    """What was written: how many rows changed, the keys of those added, how many were taken out."""

    changed: int
    added: tuple[str, ...]
    removed: int

    @property
    def anything(self) -> bool:
        """Whether anything was written."""
        return bool(self.changed or self.added or self.removed)


def right_of(register: str) -> Right:
    """Return the right by which the rows of a project are kept in a register.

    >>> right_of("risks").name, right_of("decisions").name
    ('KEEP', 'DECIDE')
    """
    return edits.KEPT_BY_DECISION.get(register, Right.KEEP)


def asked_columns(register: str) -> tuple[str, ...]:
    """Return the columns that people fill in: all but the one that says whose a row is.

    >>> asked_columns("quality")
    ('criterion', 'target', 'result', 'status', 'checked')
    """
    known = REGISTERS[register]
    return tuple(one.name for one in known.fields if one.name != owner_column(known))


def keep(
    actor: Actor,
    scope: Scope,
    register: str,
    as_of: date,
    project: str,
    lines: Sequence[Line],
    restatement: Restatement | None = None,
) -> Kept:
    """Write what somebody changed in a project's rows of a register, all or nothing; return what was written.

    Only cells that differ from what was seen are written, so that what others changed meanwhile stays. New rows
    without a number get the next one. What was worked out of the rows is forgotten: `derived.refresh_and_train` works
    it out anew. Raises RowsRefused for values the register cannot hold, RowsChanged where somebody else changed the
    same (it names who saved that last and when), and IsPublished where something published would change and no
    restatement is given.
    """
    if register not in SHOWN:
        raise Explained(f'There is no register "{register}" to change here.')
    if len(lines) > MOST_ROWS:
        raise Explained(f"More than {MOST_ROWS} rows cannot be changed at once.", repair="Upload them as a file.")
    with writing(actor, scope, right_of(register), [project]) as (work, facts):
        shown = scope_within(work, actor, facts)
        if register in shown.unseen or (shown.until is not None and as_of > shown.until):
            raise NotAllowed(f"{REGISTERS[register].title} are not open to {actor.name} at this date.")
        place = Place(work, facts, REGISTERS[register], as_of, project)
        try:
            plan = row_plan.made(place, lines, shown.unseen & {"contingency"})
        except RowsChanged as both:
            raise both.naming(row_savers.told(place, both.rows)) from None
        for rows, removed in ((plan.removed, True), ([*plan.changed, *plan.added], False)):
            if rows:
                edits.edited(work, facts, actor, register, as_of, rows, removed=removed, restatement=restatement)
    added = tuple(row_plan.words(place.register, row) for row in plan.added)
    return Kept(len(plan.changed), added, len(plan.removed))
