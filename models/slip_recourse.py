"""What would bring a project's chance to slip under a threshold, as far as the method's own inputs can tell.

Two actions are tried, alone and together: the forecast is put later by a number of weeks, and the project has entered
its usual next phase by the next report. All inputs that follow are worked out anew from the project's reports as they
would then read: time left, duration, elapsed share, moves, own record. It says what the method would say, not what
would happen: the chance of a state is no effect of an action. A forecast put later by more days than the question asks
is itself the slip. How often a portfolio reports is not the project's to choose, so it is no action here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from models.history import days_between, evidence
from models.slip_group_record import OWN_STRENGTH
from models.slip_inputs import NAMES
from models.slip_own_record import baselines_and_ratings, moves, phase_and_age
from models.slip_progress import progress

Predict = Callable[[pd.DataFrame], pd.DataFrame]
MOST_WEEKS: Final = 104
DAYS_PER_WEEK: Final = 7


@dataclass(frozen=True)
class Option:
    """One way under the threshold.

    Attributes
    ----------
    weeks
        By how many weeks the forecast is put later; 0 where it is held.
    phase
        The phase entered by the next report; "" where none is.
    at
        The date at which the method would say it: of the state, or of the next report where a phase is entered.
    probability
        What it would say.
    otherwise
        What it would say at that date with the forecast held and the phase unchanged.
    is_slip
        Whether putting the forecast later is by itself the slip that the chance is about.
    """

    weeks: int
    phase: str
    at: pd.Timestamp
    probability: float
    otherwise: float
    is_slip: bool


@dataclass(frozen=True)
class Recourse:
    """The ways under the threshold, the one that asks least first; none where nothing tried reaches it.

    ``probability`` is the present chance; ``lowest`` the lowest of all that was tried, the present one included.
    """

    threshold: float
    probability: float
    lowest: float
    options: tuple[Option, ...]

    @property
    def under_already(self) -> bool:
        """Whether nothing needs to change."""
        return self.probability < self.threshold


def recourse(
    predict: Predict,
    reports: pd.DataFrame,
    states: pd.DataFrame,
    project_key: str,
    threshold: float,
    slip_days: int,
    next_report: pd.Timestamp | None = None,
    next_phase: str = "",
) -> Recourse:
    """Return what would bring a project's chance under a threshold.

    Parameters
    ----------
    predict : callable
        States in, a frame with ``probability`` out, on their index.
    reports : DataFrame
        The project's rows of the history up to the date asked; see `models.history`.
    states : DataFrame
        All states of that date as `slip_features.states_at` gives them; the project's own must have a prediction.
    project_key : str
        Of the project.
    threshold : float
        The chance to get under, 0 to 1.
    slip_days : int
        A move later by more than this is the slip asked about.
    next_report : Timestamp, optional
        When the next report is due (`slip_reasons.next_report`); without it no phase is entered.
    next_phase : str
        The usual next phase (`phase_order.next_phases`); "" where there is none.

    Raises
    ------
    ValueError
        If the project has no state or no prediction.
    """
    tried = candidates(reports, states, project_key, next_report, next_phase)
    said = predict(tried)["probability"].to_numpy(dtype=np.float64)
    if np.isnan(said[0]):
        raise ValueError("A project without a prediction has no recourse.")
    tried = tried.assign(probability=said)
    options = []
    if said[0] >= threshold:
        for _, part in tried.groupby("variant", sort=False):
            under = part.loc[(part["probability"] < threshold).to_numpy() & (part["variant"] != "held").to_numpy()]
            if len(under):
                options.append(_option(under.iloc[0], part, tried, slip_days))
    options.sort(key=lambda option: (option.weeks, option.phase == ""))
    fewest = min((option.weeks for option in options if option.phase == ""), default=MOST_WEEKS + 1)
    kept = tuple(option for option in options if option.phase == "" or option.weeks < fewest)
    return Recourse(threshold, float(said[0]), float(np.nanmin(said)), kept)


def candidates(
    reports: pd.DataFrame,
    states: pd.DataFrame,
    project_key: str,
    next_report: pd.Timestamp | None = None,
    next_phase: str = "",
) -> pd.DataFrame:
    """Return the states that were tried, the present one first.

    Returns
    -------
    DataFrame
        The inputs, ``variant`` ("later", "held", "gate"), ``weeks``, ``as_of`` and ``phase``. "later" runs from 0
        weeks (the present state) to ``MOST_WEEKS``; "held" is the next report with nothing changed; "gate" is the next
        report in the next phase, from 0 weeks on. The last two only where there is a next report and a phase of which
        the states of the date know the record.
    """
    own = states.loc[(states["project_key"].astype(object) == project_key).to_numpy()]
    if own.empty:
        raise ValueError("The project has no state at this date.")
    state, known = own.iloc[0], evidence(reports)
    weeks = list(range(MOST_WEEKS + 1))
    parts = [_variant(known, "later", weeks)]
    if next_report is not None and next_phase and len(_peers(states, next_phase)):
        last = known.iloc[[-1]].assign(as_of=np.datetime64(next_report, "s"))
        held = pd.concat([known, last], ignore_index=True)
        entered = pd.concat([known, last.assign(phase=next_phase)], ignore_index=True)
        parts += [_variant(held, "held", [0]), _variant(entered, "gate", weeks)]
    return _inputs(pd.concat(parts, ignore_index=True), state, states)


def _variant(known: pd.DataFrame, name: str, weeks: list[int]) -> pd.DataFrame:
    """Return the reports once per number of weeks, the last forecast put later by them; ``project_key`` tells them."""
    rows = known.loc[known.index.repeat(len(weeks))].assign(weeks=weeks * len(known), variant=name)
    final = rows["as_of"] == known["as_of"].iloc[-1]
    later = pd.to_timedelta(rows["weeks"] * DAYS_PER_WEEK, unit="D").astype("timedelta64[s]")
    rows["forecast_finish"] = rows["forecast_finish"].where(~final, rows["forecast_finish"] + later)
    return rows.assign(project_key=[f"{name} {n:03d}" for n in rows["weeks"]], phase=rows["phase"].astype(object))


def _inputs(rows: pd.DataFrame, state: pd.Series, states: pd.DataFrame) -> pd.DataFrame:
    """Return the inputs of the last report of each variant and number of weeks, in the order given."""
    order = rows["project_key"].drop_duplicates()
    frame = rows.assign(
        project_key=pd.Categorical(rows["project_key"]), phase=pd.Categorical(rows["phase"]), row=range(len(rows))
    )
    frame = frame.sort_values(["project_key", "as_of"], kind="stable", ignore_index=True)
    frame["time_left_days"] = days_between(frame["forecast_finish"], frame["as_of"])
    own, age = moves(frame), phase_and_age(frame)
    made = pd.concat([own, age, baselines_and_ratings(frame), progress(frame, age)], axis=1)
    full = pd.concat([frame.drop(columns=[name for name in made if name in frame]), made], axis=1)
    last = full.drop_duplicates("project_key", keep="last")
    last = last.set_index(last["project_key"].astype(str)).loc[order].reset_index(drop=True)
    last["phase"] = last["phase"].astype(object)
    return _with_group_inputs(last, state, states)


def _with_group_inputs(last: pd.DataFrame, state: pd.Series, states: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with the inputs that rest on other projects too: rates as they stand, ratios with the new time.

    Everything else that an action is not known to change stays as reported.
    """
    told = last.assign(project_key=state["project_key"])
    portfolio = state.get("portfolio_slip_rate", np.nan)
    told["own_slip_rate"] = (told["slips_so_far"] + OWN_STRENGTH * portfolio) / (told["moves_known"] + OWN_STRENGTH)
    for phase in told["phase"].unique():
        rows, peers = told["phase"] == phase, _peers(states, phase)
        told.loc[rows, "phase_slip_rate"] = peers["phase_slip_rate"].median() if len(peers) else np.nan
        usual = (peers["time_left_days"] / peers["time_left_share"]).median()
        told.loc[rows, "time_left_share"] = told.loc[rows, "time_left_days"] / usual
    gap = state.get("usual_gap_days", np.nan)
    told["time_left_gaps"] = told["time_left_days"] / gap
    for name in NAMES:
        if name not in told.columns:
            told[name] = state.get(name, np.nan)
    return told[["variant", "weeks", "as_of", "project_key", *NAMES]]


def _peers(states: pd.DataFrame, phase: str) -> pd.DataFrame:
    """Return the freshest states in a phase; they share the phase's record and its usual time left."""
    fresh = states["as_of"] == states["as_of"].max()
    return states.loc[fresh & (states["phase"].astype(object) == phase) & states["time_left_days"].notna()]


def _option(found: pd.Series, part: pd.DataFrame, tried: pd.DataFrame, slip_days: int) -> Option:
    gate = found["variant"] == "gate"
    reference = tried.loc[tried["variant"] == "held"] if gate else part
    return Option(
        weeks=int(found["weeks"]),
        phase=str(found["phase"]) if gate else "",
        at=pd.Timestamp(found["as_of"]),
        probability=float(found["probability"]),
        otherwise=float(reference["probability"].iloc[0]),
        is_slip=bool(found["weeks"] * DAYS_PER_WEEK > slip_days),
    )
