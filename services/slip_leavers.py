"""Projects that left before their outcome was known, and what they could change of the base rate and the record."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from models.slip_backtest import rolling_predictions
from models.slip_baselines import MODEL, TABLE
from models.slip_leavers import Leavers, RecordBounds, leavers, record_bounds
from models.slip_pairs import Horizon
from services import slip_history, slip_store
from services.access import Scope
from services.seen import looking

MOST_ROWS: Final = 15_000
"""Reports beyond which this is not worked out while somebody waits."""
COLUMNS: Final = (*slip_store.COLUMNS, "valid_to")


@dataclass(frozen=True)
class LeaversView:
    """What is known of leavers at a date.

    Attributes
    ----------
    found
        None where the portfolio is too large to work it out for a page.
    record
        Of ``method``, the one whose record is shown; None without a record or a leaver, or where what was said at
        past dates is not stored as it was judged.
    """

    found: Leavers | None
    record: RecordBounds | None
    method: str


def read(scope: Scope, as_of: date, horizon: Horizon, days: int) -> LeaversView | None:
    """Return the leavers of all projects shown up to a date, or None where nothing was reported until then.

    Raises Pending where a large portfolio is still being worked out.
    """
    with looking(scope) as (work, facts):
        dates = [known for known in work.registers.dates(facts.id) if known <= as_of]
        rows = work.registers.count(facts.id, "projects")
    if not dates:
        return None
    if rows > MOST_ROWS:
        return LeaversView(None, None, "")
    reports = slip_history.evidence(scope, dates[-1], COLUMNS)
    told = leavers(reports, horizon, days, gone(reports, dates[-1]))
    made = slip_store.said(scope, dates[-1], horizon, days)
    record = {} if made is None else made.record
    method = _judged(record) if told.count() else ""
    return LeaversView(told, _bounds(scope, told, reports, dates, (horizon, days), record) if method else None, method)


def gone(reports: pd.DataFrame, until: date) -> dict[str, pd.Timestamp]:
    """Return, by project key, the date of the file that speaks for a project and no longer holds it.

    The last report of such a project was in force until that date; of one carried forward it still is. What became
    known after ``until`` is not read.
    """
    last = reports.sort_values("as_of", kind="stable").drop_duplicates("project_key", keep="last")
    left = last[last["valid_to"] <= pd.Timestamp(until)]
    return dict(zip(left["project_key"].astype(str), left["valid_to"], strict=True))


def _judged(record: dict[str, Any]) -> str:
    """Return the method whose record the page shows; "" without one."""
    methods, speaks = record.get("methods") or {}, record.get("method")
    return str(speaks) if speaks in methods else TABLE if TABLE in methods else ""


def _bounds(
    scope: Scope,
    told: Leavers,
    reports: pd.DataFrame,
    dates: list[date],
    question: tuple[Horizon, int],
    record: dict[str, Any],
) -> RecordBounds | None:
    method = _judged(record)
    if method == MODEL:
        said = _stored(scope, dates, question)
    else:
        said = rolling_predictions(reports, *question, method=method)
    if said.empty:
        return None
    made = record_bounds(told, said)
    return made if made.known == record["methods"][method]["n"] else None


def _stored(scope: Scope, dates: list[date], question: tuple[Horizon, int]) -> pd.DataFrame:
    """Return what the model said at past dates; where it could not be fitted, the base rate known then counts."""
    parts = []
    with looking(scope) as (work, facts):
        for made_on in dates:
            kept = work.derived.predictions(facts.id, made_on, *question, slip_store.METHODS)
            if kept is not None and MODEL in kept[0] and kept[1].get("base_rate") is not None:
                chances = kept[0][MODEL].astype(float).fillna(float(kept[1]["base_rate"]))
                chances = chances.where(kept[0]["probability"].notna())
                parts.append(kept[0][["project_key"]].assign(as_of=pd.Timestamp(made_on), probability=chances))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame({"probability": []})
