"""How often past moves stayed within the days said of them, and the levels at which the days are read off since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from models import slip_days, slip_days_record
from models.slip_baselines import BASE_RATE, MODEL, TABLE
from services import slip_store
from services.access import Scope
from services.seen import looking
from services.slip_ground import SLIP_DAYS, Ground
from services.slip_told import METHODS_SAID

MOST_JUDGED: Final = 20_000
"""Past predictions that are judged; of more, whole projects are left out, spread over all of them."""

LEVELS: Final = slip_days_record.LEVELS
COLUMN_OF: Final = dict(zip((MODEL, TABLE, BASE_RATE), METHODS_SAID, strict=True))
"""Where the rows that a training stored hold what each method said."""

ROWS: Final = ("project_key", "p50_days", "p80_days", "chance_30", "chance_90")


@dataclass(frozen=True)
class Coverage:
    """What became of the days said at past dates, for one horizon.

    Attributes
    ----------
    told
        Per level how often moves stayed within it, as `slip_days_record.coverage` gives it.
    levels
        Where to read the P50 and the P80 off today, as `slip_days_record.levels_that_hold` found it.
    by_date
        Per past date: ``as_of, n`` and ``within_50, within_80``, the shares that stayed within the days shown then.
    judged, known
        How many past predictions were judged, and how many have a known outcome.
    """

    told: pd.DataFrame
    levels: Mapping[float, float]
    by_date: pd.DataFrame
    judged: int
    known: int


def coverage(scope: Scope, ground: Ground) -> Coverage:
    """Return how the days said at past dates held, on the chances stored of those dates and outcomes known by now.

    The chances are those of the method that speaks now: of a date at which another spoke, what this one would have
    said, where that was stored. So a date without it, as one without stored predictions of both moves, says nothing.
    All projects count; nothing is stored for a reader from whom some are kept.
    """
    known = ground.cases[SLIP_DAYS[0]]
    said = _said(scope, ground, known["as_of"])
    asked = known.assign(project_key=known["project_key"].astype(str)).merge(said, on=["project_key", "as_of"])
    record = slip_days_record.rolling(_fewer(asked, MOST_JUDGED), known)
    return Coverage(
        told=slip_days_record.coverage(record),
        levels=slip_days_record.levels_that_hold(record),
        by_date=_by_date(record),
        judged=len(record),
        known=len(asked),
    )


def days(ground: Ground, levels: Mapping[float, float]) -> pd.DataFrame:
    """Return, per project with a chance, the days it may move: ``ROWS``, read off at the levels that hold."""
    told = ground.days.table(levels)
    keys = ground.states["project_key"].astype(str)
    return told.assign(project_key=keys.to_numpy()).reset_index(drop=True)[list(ROWS)]


def _said(scope: Scope, ground: Ground, dates: pd.Series) -> pd.DataFrame:
    """Return ``project_key, as_of, chance_30, chance_90`` by the method that speaks now, where it said both."""
    parts = [pd.DataFrame(columns=["project_key", "as_of", "chance_30", "chance_90"])]
    horizon, today = ground.horizon, ground.as_of.date()
    speakers = {move: _method(slip_store.said(scope, today, horizon, move)) for move in SLIP_DAYS}
    with looking(scope) as (work, facts):
        portfolio = facts.id
        for moment in np.sort(dates.unique()):
            made_on: date = pd.Timestamp(moment).date()
            both = {
                move: work.derived.predictions(portfolio, made_on, horizon, move, slip_store.METHODS)
                for move in SLIP_DAYS
            }
            chances = {f"chance_{move}": _by(speakers[move], told) for move, told in both.items() if told is not None}
            if len(chances) == len(SLIP_DAYS):
                frame = pd.DataFrame(chances).dropna()
                parts.append(frame.rename_axis("project_key").reset_index().assign(as_of=moment))
    told = pd.concat(parts[1:] or parts, ignore_index=True)
    told[["chance_30", "chance_90"]] = slip_days.coherent(told[["chance_30", "chance_90"]].astype(float))
    return told.astype({"as_of": dates.dtype})


def _method(said: slip_store.Said | None) -> str:
    return "" if said is None else str(said.record["method"])


def _by(method: str, stored: tuple[pd.DataFrame, dict[str, Any]]) -> pd.Series:
    """Return the chances of a date by a method, on the project keys; missing where it is not known what it said."""
    rows, record = stored
    column = "probability" if record["method"] == method else COLUMN_OF.get(method, "")
    chances = rows[column] if column in rows.columns else pd.Series(np.nan, index=rows.index)
    return chances.astype(float).set_axis(rows["project_key"].astype(str))


def _fewer(rows: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return the rows, or about as many as asked, of whole projects evenly chosen, so that all dates are thinned."""
    if len(rows) <= most:
        return rows
    keys = np.sort(rows["project_key"].unique())
    kept = keys[np.unique(np.linspace(0, len(keys) - 1, max(len(keys) * most // len(rows), 1)).astype(int))]
    return rows.loc[rows["project_key"].isin(kept)].reset_index(drop=True)


def _by_date(record: pd.DataFrame) -> pd.DataFrame:
    """Return per past date how many moves were judged and which share stayed within the days shown, ties in part."""
    levels = {name: record[f"level_{name}"].to_numpy(dtype=float) for name in ("50", "80")}
    shares = {f"within_{name}": slip_days_record.within(record, level) for name, level in levels.items()}
    rows = record[["as_of"]].assign(**shares)
    told = rows.groupby("as_of", sort=True).agg(n=("as_of", "size"), **{name: (name, "mean") for name in shares})
    return told.reset_index()
