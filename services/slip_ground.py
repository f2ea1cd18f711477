"""What the explanations of slip chances rest on at a date: the states, the past cases, and how far moves went."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from models import phase_order, slip_days, slip_reasons
from models.slip_days import DaysForecast
from models.slip_eligibility import ELIGIBLE
from models.slip_features import features, states_at
from models.slip_pairs import Horizon, pairs_of
from services import slip_history, slip_store
from services.access import Scope

SLIP_DAYS: Final = (30, 90)


@dataclass(frozen=True)
class Ground:
    """What was known at a date, for one horizon.

    Attributes
    ----------
    reports
        The history until then, with what other registers held.
    states
        One row per project with a chance, its inputs and ``chance_30, chance_90`` as said on the list, the second never
        above the first.
    all_states
        The states of all projects ever reported until then.
    cases
        Past cases with a known outcome, by the days that count as a slip.
    days
        The distribution of the move of each of ``states``.
    correlation
        Of the common factor that moved the projects at past dates.
    next_phases, next_report
        The usual next phase by phase, and when the next report is due.
    """

    as_of: pd.Timestamp
    horizon: Horizon
    reports: pd.DataFrame
    states: pd.DataFrame
    all_states: pd.DataFrame
    cases: Mapping[int, pd.DataFrame]
    days: DaysForecast
    correlation: float
    next_phases: Mapping[str, str]
    next_report: pd.Timestamp | None


def ground(scope: Scope, as_of: date, horizon: Horizon) -> Ground | None:
    """Return what explanations rest on, or None where no project has a chance; raises Pending.

    All projects that the scope shows count as past, those that filters leave out too.
    """
    made = {days: slip_store.said(scope, as_of, horizon, days) for days in SLIP_DAYS}
    first = made[SLIP_DAYS[0]]
    if first is None or not first.record.get("method"):
        return None
    moment = pd.Timestamp(first.made_on)
    reports = slip_history.with_registers(scope, first.made_on)
    frame = features(reports)
    all_states = states_at(reports, moment)
    states = all_states.loc[all_states["reason"] == ELIGIBLE]
    chances = {days: _chances(said, states) for days, said in made.items()}
    states = states.assign(chance_30=chances[30], chance_90=chances[90])
    states = states.loc[states["chance_30"].notna()].reset_index(drop=True)
    both = slip_days.coherent(states[["chance_30", "chance_90"]])
    states["chance_90"] = both[:, 1]
    cases = {days: pairs_of(frame, horizon, days) for days in SLIP_DAYS}
    return Ground(
        as_of=moment,
        horizon=horizon,
        reports=reports,
        states=states,
        all_states=all_states,
        cases=cases,
        days=slip_days.forecast(states, cases[30], both),
        correlation=float(first.record.get("correlation") or 0.0),
        next_phases=phase_order.next_phases(frame),
        next_report=slip_reasons.next_report([pd.Timestamp(day) for day in np.unique(frame["as_of"])]),
    )


def _chances(said: slip_store.Said | None, states: pd.DataFrame) -> pd.Series:
    keys = states["project_key"].astype(str)
    if said is None:
        return pd.Series(np.nan, index=states.index)
    return keys.map(said.rows.set_index("project_key")["probability"]).astype(float)
