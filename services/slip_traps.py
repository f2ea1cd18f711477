"""Traps in a portfolio's own data that a reader of its chances to slip should know of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from data_access.intake.warnings_history import KNOWS_THE_FUTURE, SURVIVORS_ONLY
from data_access.schema import REGISTERS
from models import slip_traps
from models.record import auc
from models.slip_baselines import MODEL
from models.slip_inputs import INPUTS, REGISTER_COLUMNS
from models.slip_pairs import Horizon
from models.slip_traps import Gaps, Placeholders
from models.terms import FINISHED
from services import slip, slip_history, slip_leaks, states
from services.access import Scope
from services.seen import looking
from services.slip_leaks import Leak
from services.slip_store import AT_ONCE_ROWS, Pending

SAFE: Final = ("actual_finish",)
"""Read of a project only once it is finished."""
FAR_COLUMNS: Final = ("status", "forecast_finish")


@dataclass(frozen=True)
class Placed:
    """A record's predictions of forecasts on placeholder dates: ``n`` of ``of``, and the AUC with and without them."""

    n: int
    of: int
    auc: float
    auc_without: float


@dataclass(frozen=True)
class Traps:
    """What was found in the data behind the chances of a date.

    Attributes
    ----------
    future
        Columns that know the future, as their files head them; ``future_read`` are those of them that the model reads.
    inputs
        How many named inputs the model reads.
    survivors
        Names of the files that hold survivors only.
    placeholders
        See `models.slip_traps`; ``far_names`` names its far projects as far as the reader sees them.
    gaps
        None where they are equal, or too few to tell.
    little
        In what the history is short: keys of `models.slip_traps.too_little`, with ``dates`` and ``pairs``.
    leak
        A record too good to be true; None where it is not.
    placed
        What placeholder dates do to the record; None where there are none, or it is not known.
    """

    horizon: Horizon
    future: tuple[str, ...]
    future_read: tuple[str, ...]
    inputs: int
    survivors: tuple[str, ...]
    placeholders: Placeholders
    far_names: tuple[str, ...]
    gaps: Gaps | None
    little: tuple[str, ...]
    dates: int
    pairs: int
    leak: Leak | None = None
    placed: Placed | None = None


def read(scope: Scope, as_of: date, horizon: Horizon, days: int) -> Traps:
    """Return the traps in the data of all projects shown up to a date."""
    with looking(scope) as (work, facts):
        warned = _warnings(work.uploads.listing(facts.id), as_of)
        spans = work.registers.spans(facts.id, "projects", FINISHED)
        large = work.registers.count(facts.id, "projects") > AT_ONCE_ROWS
    received = _received(spans, as_of)
    future = _columns(warned)
    dates = placeholders(scope, as_of, large)
    gaps = slip_traps.reporting_gaps(received)
    pairs, over_a_year = (_outcomes(scope, as_of, asked, days) for asked in (horizon, "12m"))
    return Traps(
        horizon=horizon,
        future=future,
        future_read=tuple(name for name in future if name in _read_titles()),
        inputs=len(INPUTS),
        survivors=tuple(dict.fromkeys(file for file, rule, _ in warned if rule == SURVIVORS_ONLY)),
        placeholders=dates,
        far_names=_names(scope, as_of, dates),
        gaps=gaps if gaps is not None and gaps.unequal else None,
        little=() if pairs is None else slip_traps.too_little(len(received), pairs, over_a_year),
        dates=len(received),
        pairs=pairs or 0,
        leak=slip_leaks.read(scope, as_of, horizon, days),
        placed=_placed(scope, as_of, horizon, days, dates),
    )


def placeholders(scope: Scope, as_of: date, large: bool = False) -> Placeholders:
    """Return the placeholder dates; of a large portfolio those among the forecasts of the date alone."""
    state = states.projects(scope, as_of, ["forecast_finish"])
    live = state[state["live"].astype(bool) & ~state["carried"].astype(bool)]
    if large:
        reports = live.rename(columns={"row_as_of": "as_of"})
    else:
        reports = slip_history.evidence(scope, as_of, FAR_COLUMNS)
        reports = reports[~reports["status"].isin(FINISHED)]
    return slip_traps.placeholders(live, reports)


def _warnings(listing: Sequence[dict[str, Any]], as_of: date) -> list[tuple[str, str, str]]:
    """Return (file, rule, column) of each warning of the uploads of projects that count at a date, oldest first."""
    return [
        (str(one["file_name"]), str(told["rule"]), str(told["column"]))
        for one in reversed(listing)
        if one["register"] == "projects"
        and any(snapshot["is_current"] and snapshot["as_of"] <= as_of for snapshot in one["snapshots"])
        for told in one["report"].get("warnings", ())
    ]


def _columns(warned: Sequence[tuple[str, str, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(column for _, rule, column in warned if rule == KNOWS_THE_FUTURE))


def _read_titles() -> set[str]:
    """Return the titles of the columns that the model's inputs are made from, those read safely left out."""
    fields = REGISTERS["projects"].fields
    return {field.title for field in fields if field.name in REGISTER_COLUMNS and field.name not in SAFE}


def _received(spans: Sequence[tuple[date, date, int, int]], as_of: date) -> pd.Series:
    """Return how many projects were freshly reported, by as-of date up to a date."""
    rows = [(pd.Timestamp(start), n) for start, _, n, _ in spans if start <= as_of]
    return pd.DataFrame(rows, columns=["as_of", "n"]).groupby("as_of")["n"].sum()


def _outcomes(scope: Scope, as_of: date, horizon: Horizon, days: int) -> int | None:
    """Return how many outcomes are known, None while that is being worked out."""
    try:
        return int(slip.record(scope, as_of, horizon, days).get("training_pairs") or 0)
    except Pending:
        return None


def _placed(scope: Scope, as_of: date, horizon: Horizon, days: int, dates: Placeholders) -> Placed | None:
    """Return what forecasts on crowded dates do to the record of the stored model; None where another speaks."""
    try:
        record = slip.record(scope, as_of, horizon, days) if dates.one_date else {}
    except Pending:
        return None
    if record.get("method") != MODEL or not record.get("model"):
        return None
    with looking(scope) as (work, _):
        said = work.slip_models.scored(int(record["model"]["id"]))
    chance = said[MODEL].fillna(said["base_rate_known"])
    finish = pd.to_datetime(said["as_of"]) + pd.to_timedelta(said["time_left_days"], unit="D")
    placed = finish.isin([one.date for one in dates.one_date]).to_numpy()
    with_them, without = (auc(said["slipped"][kept], chance[kept]) for kept in (placed | True, ~placed))
    if not placed.any() or np.isnan([with_them, without]).any():
        return None
    return Placed(int(placed.sum()), len(said), with_them, without)


def _names(scope: Scope, as_of: date, dates: Placeholders) -> tuple[str, ...]:
    """Return the names of the projects with a far finish, of those that the reader sees."""
    keys = list(dict.fromkeys(dates.far["project_key"].astype(str)))
    if not keys:
        return ()
    state = states.projects(scope, as_of, ["name"])
    names = state.drop_duplicates("project_key").set_index("project_key")["name"]
    return tuple(str(names[key]) for key in keys if key in names.index)
