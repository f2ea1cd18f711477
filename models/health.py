"""Health of projects on the scale 1 (green) to 5 (red): as reported, as computed from evidence, and where they differ.

Bands after the usual practice: schedule 30 / 90 days late, cost 10 / 20 % over the approved budget, SPI and CPI below
.95 / .90, risk exposure 5 / 10 % of the forecast cost, one / two periods without a report. Every figure is a threshold
of the portfolio and may be set for one investment class alone ("schedule_red_days:mandatory").
"""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

DIMENSIONS: Final = ("schedule", "cost", "scope", "benefits", "risk", "reporting")
JUDGED: Final = ("schedule", "cost", "scope", "benefits", "risk")
"""The dimensions that make up the overall status: a late report is no illness of the project."""

GREEN, AMBER, RED = 1.0, 3.0, 5.0
REPORTED_COLUMNS: Final = {
    "schedule": "rag_schedule",
    "cost": "rag_cost",
    "scope": "rag_scope",
    "benefits": "rag_benefits",
    "overall": "rag_overall",
}
FALLBACK: Final[dict[str, float]] = {
    "schedule_amber_days": 30,
    "schedule_red_days": 90,
    "schedule_amber_percent": 0,
    "schedule_red_percent": 0,
    "cost_amber_percent": 10,
    "cost_red_percent": 20,
    "cost_amber_amount": 0,
    "cost_red_amount": 0,
    "index_amber": 0.95,
    "index_red": 0.90,
    "exposure_amber_percent": 5,
    "exposure_red_percent": 10,
}


def tolerance(thresholds: Mapping[str, Any], name: str, investment_class: pd.Series) -> pd.Series:
    """Return a threshold for each project: the one of its investment class, else the portfolio's, else the usual one.

    >>> classes = pd.Series(["mandatory", None])
    >>> tolerance({"index_red:mandatory": 0.8}, "index_red", classes).tolist()
    [0.8, 0.9]
    """
    general = float(thresholds.get(name, FALLBACK[name]))
    own = {
        key.split(":", 1)[1]: float(value)
        for key, value in thresholds.items()
        if ":" in key and key.split(":", 1)[0] == name
    }
    given = investment_class.map(own) if own else pd.Series(np.nan, index=investment_class.index)
    return given.astype(float).fillna(general)


def evidence(state: pd.DataFrame, exposure: pd.Series, periods_behind: pd.Series) -> pd.DataFrame:
    """Return what the computed status rests on, one row per project as in `state`.

    Parameters
    ----------
    state : DataFrame
        As `services.states.projects` gives it; columns it lacks count as not known.
    exposure : Series
        Probability x cost impact of the open threats, currency units; NaN where none are recorded.
    periods_behind : Series
        Reporting periods since the project's last report; 0 is fresh.

    Returns
    -------
    DataFrame
        late_days; duration_days (start to approved finish); spi; cpi; over_budget (money) and over_budget_share of
        the approved budget; exposure and exposure_share of the forecast cost (else the approved budget);
        periods_behind. Undefined is missing, never infinite.
    """
    budget, forecast = _column(state, "approved_budget"), _column(state, "forecast_cost")
    earned = _column(state, "earned_value")
    over = forecast - budget
    return pd.DataFrame(
        {
            "late_days": _column(state, "late_days"),
            "duration_days": _duration(state),
            "spi": _ratio(earned, _column(state, "planned_value")),
            "cpi": _ratio(earned, _column(state, "actual_cost")),
            "over_budget": over,
            "over_budget_share": _ratio(over, budget),
            "exposure": exposure,
            "exposure_share": _ratio(exposure, forecast.fillna(budget)),
            "periods_behind": periods_behind.astype(float),
        },
        index=state.index,
    )


def computed(found: pd.DataFrame, investment_class: pd.Series, thresholds: Mapping[str, Any]) -> pd.DataFrame:
    """Return the status that the evidence gives: one column per dimension and overall, 1 / 3 / 5, NaN where unknown.

    A schedule is late where its days exceed both the days and the share of the duration allowed; a cost is over where
    it exceeds both the share and the amount. Scope and benefits have no evidence of their own and stay missing.
    Overall is the worst of the dimensions but reporting.
    """

    def allowed(name: str) -> pd.Series:
        return tolerance(thresholds, name, investment_class)

    def days(level: str) -> pd.Series:
        share = allowed(f"schedule_{level}_percent") / 100 * found["duration_days"]
        return np.maximum(allowed(f"schedule_{level}_days"), share.fillna(0))

    def money(level: str) -> pd.Series:
        share, amount = allowed(f"cost_{level}_percent"), allowed(f"cost_{level}_amount")
        return (found["over_budget_share"] * 100 > share) & (found["over_budget"] > amount)

    indices = (allowed("index_amber"), allowed("index_red"))
    late = _band(found["late_days"], found["late_days"] > days("amber"), found["late_days"] > days("red"))
    over = _band(found["over_budget_share"], money("amber"), money("red"))
    exposed = found["exposure_share"] * 100
    amber, red = allowed("exposure_amber_percent"), allowed("exposure_red_percent")
    behind = found["periods_behind"]
    status = pd.DataFrame(
        {
            "schedule": np.fmax(late, _band(found["spi"], found["spi"] < indices[0], found["spi"] < indices[1])),
            "cost": np.fmax(over, _band(found["cpi"], found["cpi"] < indices[0], found["cpi"] < indices[1])),
            "scope": np.nan,
            "benefits": np.nan,
            "risk": _band(exposed, exposed > amber, exposed > red),
            "reporting": _band(behind, behind >= 1, behind >= 2),
        },
        index=found.index,
    )
    return status.assign(overall=status[list(JUDGED)].max(axis=1))


def reported(state: pd.DataFrame) -> pd.DataFrame:
    """Return the status as reported, one column per dimension and overall; risk and reporting have none.

    Where no overall status is reported it is the worst of those that are.
    """
    status = pd.DataFrame(
        {name: _column(state, REPORTED_COLUMNS.get(name, "")) for name in (*DIMENSIONS, "overall")}, index=state.index
    )
    return status.assign(overall=status["overall"].fillna(status[list(JUDGED)].max(axis=1)))


def worse(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Return the worse of two statuses per project and dimension; the one known where only one is."""
    return one.combine(other, np.fmax)


def disagrees(said: pd.Series, found: pd.Series, least: float = AMBER) -> pd.Series:
    """Return where a status is reported green and the evidence says amber or worse, or at least `least`."""
    return (said < AMBER) & (found >= least)


def exposure_of(risks: pd.DataFrame, keys: pd.Series) -> pd.Series:
    """Return the risk exposure per project: sum of probability x cost impact of open threats; NaN where none is known.

    A probability above 1 is a step of the five-step scale and counts as .1 .3 .5 .7 .9 (PMBOK).
    """
    if risks.empty:
        return pd.Series(np.nan, index=keys.index)
    # A direction that is not given is a threat: risks are recorded to be feared unless they say otherwise.
    opened = risks["closed"].isna() & ~risks["status"].fillna("").str.lower().isin(["closed", "retired", "realised"])
    threats = risks[opened & (risks["direction"].fillna("threat") == "threat")]
    stated = threats["probability"]
    chance = stated.where(stated <= 1, (stated.clip(1, 5) * 2 - 1) / 10)
    each = (chance * threats["impact_cost"]).groupby(threats["project_key"]).sum(min_count=1)
    return keys.map(each).astype(float)


def _band(known: pd.Series, amber: pd.Series, red: pd.Series) -> pd.Series:
    bands = np.select([known.isna(), red, amber], [np.nan, RED, AMBER], default=GREEN)
    return pd.Series(bands, index=known.index)


def _column(state: pd.DataFrame, name: str) -> pd.Series:
    return state[name].astype(float) if name in state else pd.Series(np.nan, index=state.index)


def _ratio(top: pd.Series, bottom: pd.Series) -> pd.Series:
    return top / bottom.where(bottom > 0)


def _duration(state: pd.DataFrame) -> pd.Series:
    if not {"start_date", "approved_baseline_finish"} <= set(state):
        return pd.Series(np.nan, index=state.index)
    return (state["approved_baseline_finish"] - state["start_date"]).dt.days.astype(float)
