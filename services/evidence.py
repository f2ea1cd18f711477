"""Where a reported status and the evidence differ, which ratings stand still, and what became of what was stated."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from models import disagreement, health, predicted_status, stated_record, steady_status
from models.history import evidence
from models.slip_features import FEATURES, features
from models.slip_own_record import phase_and_age
from models.slip_pairs import Horizon, pairs_of
from models.slip_progress import progress
from models.stated_record import StatedRecord
from services import portrait, slip, states
from services.access import Scope
from services.errors import Explained
from services.portrait import Filters, Portrait

DIMENSIONS: Final = ("department", "programme", "location")
"""A record is kept by these alone: never by a person, and never by a column of the file's own, which may name one."""

STEADY: Final = (3, 6, 12)
STEADY_DEFAULT: Final = 6
RATED: Final = tuple(health.REPORTED_COLUMNS.values())
OUTCOMES: Final = ("parent_key", "forecast_finish", "actual_finish", "status")
MANY_KEYS: Final = 500
"""Beyond so many projects the whole history is read at once rather than by key."""

JUDGED_BY: Final = (
    "late_days",
    "duration_days",
    "spi",
    "cpi",
    "over_budget",
    "over_budget_share",
    "exposure_share",
    "periods_behind",
    "moved_since_days",
    "spi_t",
    "rag_assured",
)
EARNED: Final = ("planned_value", "earned_value", "start_date")


@dataclass(frozen=True)
class Evidence:
    """What is reported at a date beside what is known.

    Attributes
    ----------
    rows
        The live projects freshly reported with a status, those first whose evidence disagrees most strongly: the
        portrait's columns; ``check_<name>`` per check of `models.disagreement`; ``spi_t``; the columns of
        `models.steady_status`; ``disagrees, points, known, worst``; ``probability`` and ``rank`` of `ranked`.
    silent
        Live projects freshly reported without a status.
    carried
        Live projects not reported this time.
    ranked
        How many projects have a chance to slip.
    horizon_words
        The horizon of the chances; `note` says why there is none, "" where there are.
    """

    as_of: date
    days: int
    rows: pd.DataFrame
    silent: int
    carried: int
    ranked: int
    horizon_words: str
    note: str

    def disagreeing(self, kind: str) -> pd.DataFrame:
        """Return the projects reported better or worse than the evidence, the strongest first."""
        return self.rows[self.rows["disagrees"] == kind].reset_index(drop=True)

    @property
    def green(self) -> int:
        """How many projects report green."""
        return int((self.rows["said_overall"] < health.AMBER).sum())

    @property
    def not_green(self) -> int:
        """How many report amber or worse."""
        return len(self.rows) - self.green


def read(
    scope: Scope,
    found: Portrait,
    horizon: Horizon,
    days: int,
    filters: Filters = (),
    came_about: pd.DataFrame | None = None,
) -> Evidence:
    """Return what the projects that the filters keep report, beside what is known of each.

    `came_about` is `course`, where it is at hand: it reads the whole history.
    """
    shown = portrait.filtered(found.projects, found.impacts, filters)
    live = shown[shown["live"].astype(bool)]
    fresh = live[~live["carried"].astype(bool)]
    rated = fresh[fresh["said_overall"].notna()].drop(columns=["probability", "slip_reason", "slip_none"])
    chances, words, note = _chances(scope, found, horizon, days)
    rows = rated.join(chances, on="project_key") if len(chances) else rated.assign(probability=np.nan, rank=np.nan)
    rows = rows.join(course(scope, found) if came_about is None else came_about, on="project_key")
    checks = disagreement.verdicts(rows[list(JUDGED_BY)], rows["investment_class"], found.thresholds)
    apart = disagreement.against(rows["said_overall"], checks, predicted_status.predicted(rows["probability"]))
    told = pd.concat([rows, checks.add_prefix("check_"), apart], axis=1)
    ranked = int(chances["probability"].notna().sum()) if len(chances) else 0
    silent, carried = len(fresh) - len(rated), len(live) - len(fresh)
    return Evidence(found.as_of, days, disagreement.ordered(told), silent, carried, ranked, words, note)


def course(scope: Scope, found: Portrait) -> pd.DataFrame:
    """Return how the reports of a date came about: the columns of `models.steady_status` and ``spi_t``, by project key.

    Of the live projects freshly reported with a status; the same for every horizon and filter.
    """
    kept = found.projects[found.projects["live"].astype(bool) & ~found.projects["carried"].astype(bool)]
    kept = kept[kept["said_overall"].notna()]
    rated = [name for name in RATED if kept[name].notna().any()]
    behind = kept.loc[kept["spi"] < 1, "project_key"]
    earned = EARNED if len(behind) else ()
    keys = None if len(kept) > MANY_KEYS else kept["project_key"].tolist()
    reports = states.history(scope, found.as_of, ["forecast_finish", *rated, *earned], keys)
    if keys is None:
        reports = reports[reports["project_key"].isin(set(kept["project_key"]))]
    since = steady_status.since_last_change(reports.assign(said=health.reported(reports)["overall"]))
    in_time = kept.set_index("project_key")["spi"]
    if len(behind):
        in_time.loc[behind] = np.nan
        # Ahead of plan, SPI in time is SPI; behind, the plan of the past tells by how much time.
        in_time.update(_spi_t(reports[reports["project_key"].isin(set(behind))]))
    return since.join(in_time.rename("spi_t"), how="right")


def steady(found: Evidence, reports: int) -> pd.DataFrame:
    """Return the projects whose status has stood for at least so many reports, the forecasts moved furthest first."""
    held = found.rows[found.rows["status_reports"] >= reports]
    order = ["moved_since_days", "status_reports", "name"]
    return held.sort_values(order, ascending=[False, False, True], kind="stable").reset_index(drop=True)


def dimensions(found: Portrait) -> list[str]:
    """Return the dimensions by which a record of what was stated can be kept: those with two values or more."""
    return [name for name in DIMENSIONS if found.projects[name].nunique() > 1]


def stated(
    scope: Scope, found: Portrait, horizon: Horizon, days: int, dimension: str, filters: Filters = ()
) -> StatedRecord:
    """Return what became of stated statuses and finishes up to a date, by a dimension as it stood when stated.

    Filters keep projects as they were when they stated it. Raises Explained for a dimension that is not offered.
    """
    if dimension not in DIMENSIONS:
        raise Explained(f'No record is kept by "{dimension}".', repair=f"Choose one of {', '.join(DIMENSIONS)}.")
    kept = {name for name, _ in filters if name != "objective"} | {dimension}
    columns = dict.fromkeys([*OUTCOMES, *RATED, *kept])
    reports = states.history(scope, found.as_of, list(columns))
    reports = reports[~reports["project_key"].isin(set(reports["parent_key"].dropna()))]
    pairs = pairs_of(features(reports, FEATURES), horizon, days)[["project_key", "as_of", "moved_days", "slipped"]]
    stated_then = reports.assign(said=health.reported(reports)["overall"])[["project_key", "as_of", "said", *kept]]
    pairs = pairs.astype({"project_key": object}).merge(stated_then, on=["project_key", "as_of"], how="left")
    pairs = portrait.filtered(pairs, found.impacts, filters)
    return stated_record.record(pairs.assign(group=pairs[dimension]))


def _chances(scope: Scope, found: Portrait, horizon: Horizon, days: int) -> tuple[pd.DataFrame, str, str]:
    """Return chance and rank by project key among all projects with one, the horizon in words, and why none."""
    known = found.chances
    if (known.horizon, known.days) == (horizon, days) and known.method:
        rows, words = known.rows, known.words
    else:
        words = slip.horizon_words(scope, found.as_of, horizon)
        try:
            rows = slip.predictions(scope, found.as_of, horizon, days)
        except Explained as refused:
            return pd.DataFrame(), words, refused.what
    told = rows.drop_duplicates("project_key").set_index("project_key")[["probability"]].astype(float)
    note = "" if told["probability"].notna().any() else "There is too little history to predict slips."
    return told.assign(rank=disagreement.ranks(told["probability"])), words, note


def _spi_t(reports: pd.DataFrame) -> pd.Series:
    """Return SPI in time of the newest report of each project, by key."""
    earning = reports[reports["planned_value"].notna() & reports["earned_value"].notna()]
    frame = evidence(earning)
    told = frame[["project_key"]].assign(spi_t=progress(frame, phase_and_age(frame))["spi_t"])
    return (
        told.astype({"project_key": object})
        .drop_duplicates("project_key", keep="last")
        .set_index("project_key")["spi_t"]
    )
