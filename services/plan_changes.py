"""What a plan would change at one of its dates, value by value, worked out when somebody looks."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

import pandas as pd

from data_access import UnitOfWork, reading
from data_access.intake.changed import COLUMNS, changed_values, moved
from data_access.intake.compare import compare
from data_access.schema import REGISTERS
from data_access.states import Coverage
from services import intake
from services.access import Actor, Scope, found, refuse_without
from services.plans import Meeting, meetings, not_reported
from services.rights import Right

ORDER: Final = ("left", "not_reported", "returned", "new")
WORTH: Final = "forecast_cost"


def changes(actor: Actor, scope: Scope, plan_hash: str, as_of: date) -> pd.DataFrame:
    """Return what exactly loading a plan changes at one of its dates.

    Returns
    -------
    DataFrame
        A row per project (or other key) that leaves, is carried forward as not reported, returns or is new, with its
        forecast cost; then one per value that changes. Columns: what, key, name, column (title of the register, or
        the file's own header), kind (of the register's column, "" for others), before and after: money in minor
        units, dates as Timestamps, None where empty.

    Raises
    ------
    NotFound
        Where the plan is gone.
    """
    refuse_without(actor, scope, Right.UPLOAD)
    # Projects kept from the actor are neither among the rows of the draft nor among what its coverage speaks for.
    with reading() as work:
        facts = found(work, scope.portfolio)
        kept = intake.draft_of(work, facts, plan_hash)
        plan = kept["plan"]
        dates = [date.fromisoformat(part["as_of"]) for part in plan["parts"]]
        coverage = Coverage.from_dict(plan["coverage"])
        rows = _Kept(work, kept["id"], [day for day in dates if day <= as_of])
        met = None
        for met in meetings(work, facts, plan["register"], rows, coverage):  # noqa: B007 - the last one is wanted
            pass
        assert met is not None
        seen = work.registers.seen_keys(facts.id, plan["register"])
    return _told(plan["register"], met, coverage, seen)


def _told(name: str, met: Meeting, coverage: Coverage, seen: set[Any]) -> pd.DataFrame:
    register = REGISTERS[name]
    comparison = compare(register, met.state, met.rows, met.coverage, seen)
    by_what: dict[str, set[str]] = {
        what: {_text(key) for key in getattr(comparison, what)} for what in ("left", "returned", "new")
    }
    by_what["not_reported"] = set(not_reported(met, coverage))
    column = WORTH if WORTH in register.by_name else ""
    listed = [
        moved(register, met.rows if what in ("returned", "new") else met.state, by_what[what], what, column)
        for what in ORDER
        if by_what[what]
    ]
    listed.append(changed_values(register, met.state, met.rows))
    frame = pd.concat([one for one in listed if len(one)], ignore_index=True) if any(map(len, listed)) else listed[-1]
    fields = register.by_name
    return frame.assign(
        kind=[fields[name].kind if name in fields else "" for name in frame["column"]],
        column=[fields[name].title if name in fields else name for name in frame["column"]],
    )[[*COLUMNS[:4], "kind", *COLUMNS[4:]]]


def _text(key: tuple[Any, ...]) -> str:
    return "  ".join(part.strftime("%Y-%m-%d") if isinstance(part, pd.Timestamp | date) else str(part) for part in key)


class _Kept(Mapping[date, pd.DataFrame]):
    """The rows of a draft by date, each read when it is asked for."""

    def __init__(self, work: UnitOfWork, draft: int, dates: list[date]) -> None:
        self._work, self._draft, self._dates = work, draft, dates

    def __getitem__(self, as_of: date) -> pd.DataFrame:
        return self._work.drafts.part(self._draft, as_of)[0]

    def __iter__(self) -> Iterator[date]:
        return iter(self._dates)

    def __len__(self) -> int:
        return len(self._dates)
