"""The figures of every reporting period: worked out once after a commit, read by pages as trends."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

import pandas as pd

from data_access import UnitOfWork, transaction
from data_access.portfolios import PortfolioFacts
from models import objective_tree, period_figures, terms
from services.access import Scope, found
from services.chances import DAYS, HORIZONS
from services.plans import Progress, silent
from services.portfolios import DEFAULT_THRESHOLDS
from services.seen import everything, looking
from services.slip_store import METHODS, TRAINED
from services.states import renamed

VERSION: Final = 2
AT_ONCE: Final = 3
"""Up to so many missing periods are read one by one; more are cut from one reading of the history."""

COLUMNS: Final = (
    "project_key",
    "parent_key",
    "status",
    "approved_baseline_finish",
    "forecast_finish",
    "approved_budget",
    "actual_cost",
    "forecast_cost",
)


def stored(scope: Scope) -> dict[date, dict[str, Any]]:
    """Return the figures of each period worked out so far, by date.

    Where projects are kept from the reader, the figures of the others are worked out now, without expected slips.
    """
    with looking(scope) as (work, facts):
        if scope.hidden and (dates := work.registers.dates(facts.id)):
            return dict(figures(work, facts, dates, silent))
        return work.derived.summaries(facts.id, method(facts))


def pending(scope: Scope) -> int:
    """Return how many periods still wait for their figures."""
    if scope.hidden:
        return 0
    with looking(scope) as (work, facts):
        return len(_missing(work, facts))


def made(scope: Scope) -> int:
    """Return how many derived figures the portfolio has by now.

    They arrive after the data version rose, so whoever keeps what rests on them keeps it by this number too.
    """
    with looking(scope) as (work, facts):
        return work.derived.count(facts.id, TRAINED)


def refresh(scope: Scope, progress: Progress = silent) -> int:
    """Work out and store the figures of periods that have none; return how many.

    The work is done on one consistent reading; where the data move meanwhile nothing is stored, for the commit that
    moved them refreshes in its turn.
    """
    with looking(everything(scope)) as (work, facts):
        missing = _missing(work, facts)
        made = list(figures(work, facts, missing, progress)) if missing else []
    if not made:
        return 0
    with transaction() as work:
        now = found(work, scope.portfolio, lock=True)
        if now.data_version != facts.data_version:
            return 0
        work.derived.store_summaries(now.id, method(now), made)
    return len(made)


def predicted_anew(
    work: UnitOfWork, facts: PortfolioFacts, horizon: str, days: int, rows: Mapping[date, pd.DataFrame]
) -> None:
    """Let the figures of periods count other predictions than those they were made with, in their transaction."""
    if (horizon, days) != (HORIZONS[0], DAYS):
        return
    known = work.derived.summaries(facts.id, method(facts))
    kept = {
        day: {name: value for name, value in known[day].items() if name != "expected"} for day in rows if day in known
    }
    anew = [(day, made | _expected_of(rows[day])) for day, made in kept.items()]
    work.derived.store_summaries(facts.id, method(facts), anew)


def method(facts: PortfolioFacts) -> str:
    """Return the name of the method and of the thresholds that these figures rest on."""
    return period_figures.method(VERSION, thresholds(facts))


def thresholds(facts: PortfolioFacts) -> dict[str, Any]:
    """Return the portfolio's thresholds, the usual ones where it has set none."""
    return {**DEFAULT_THRESHOLDS, **facts.thresholds}


def figures(
    work: UnitOfWork, facts: PortfolioFacts, dates: list[date], progress: Progress
) -> Iterator[tuple[date, dict[str, Any]]]:
    """Yield each date with its figures, worked out from what is stored inside a transaction."""
    limits = thresholds(facts)
    newest = renamed(work, facts)
    strategy = _Strategy(work, facts, newest, int(limits["top_objectives"]))
    first: pd.Series | None = None
    for number, (as_of, state) in enumerate(_states(work, facts, dates, newest)):
        progress(number, len(dates), f"Working out the figures of {as_of.day} {as_of:%b %Y}")
        if first is None and state["approved_baseline_finish"].isna().all():
            first = _first_forecasts(work, facts, dates[-1], newest)
        made: dict[str, Any] = period_figures.figures(state, float(limits["schedule_red_days"]), first)
        made |= strategy.at(as_of, state[state["live"]]) | _expected(work, facts, as_of)
        yield as_of, made


def _missing(work: UnitOfWork, facts: PortfolioFacts) -> list[date]:
    known = work.derived.summaries(facts.id, method(facts))
    # A period whose slips were predicted only after its figures were made is worked out again.
    predicted = work.derived.predicted_dates(facts.id, HORIZONS[0], DAYS, METHODS)
    complete = {as_of for as_of, made in known.items() if "predicted" in made or as_of not in predicted}
    return [as_of for as_of in work.registers.dates(facts.id) if as_of not in complete]


def _states(
    work: UnitOfWork, facts: PortfolioFacts, dates: list[date], newest: dict[str, str]
) -> Iterator[tuple[date, pd.DataFrame]]:
    """Yield the state of the projects at each date, with its terms."""
    if len(dates) <= AT_ONCE:
        for as_of in dates:
            rows = work.registers.state(facts.id, "projects", as_of, facts.minor_digits, COLUMNS)
            yield as_of, _with_terms(rows, newest)
        return
    columns = [*COLUMNS, "valid_from", "valid_to"]
    rows = work.registers.history(facts.id, "projects", dates[-1], facts.minor_digits, columns)
    begins, ends = rows["valid_from"].to_numpy(), rows["valid_to"].to_numpy()
    for as_of in dates:
        moment = pd.Timestamp(as_of).to_datetime64()
        yield as_of, _with_terms(rows[(begins <= moment) & (ends > moment)], newest)


def _with_terms(rows: pd.DataFrame, newest: dict[str, str]) -> pd.DataFrame:
    keys = rows["project_key"].map(lambda key: newest.get(key, key)) if newest else rows["project_key"]
    state = rows.assign(project_key=keys).drop_duplicates("project_key", keep="last")
    to_go, _ = terms.cost_to_go(state)
    return state.assign(live=terms.is_live(state), late_days=terms.late_days(state), cost_to_go=to_go)


def _first_forecasts(work: UnitOfWork, facts: PortfolioFacts, until: date, newest: dict[str, str]) -> pd.Series:
    rows = work.registers.history(facts.id, "projects", until, facts.minor_digits, ["project_key", "forecast_finish"])
    rows = rows[rows["forecast_finish"].notna()]
    keys = rows["project_key"].map(lambda key: newest.get(key, key))
    return rows.assign(project_key=keys).drop_duplicates("project_key").set_index("project_key")["forecast_finish"]


def _expected(work: UnitOfWork, facts: PortfolioFacts, as_of: date) -> dict[str, Any]:
    """Return how many projects were expected to slip at a date, where that was predicted."""
    stored_rows = work.derived.predictions(facts.id, as_of, HORIZONS[0], DAYS, METHODS)
    return {} if stored_rows is None else _expected_of(stored_rows[0])


def _expected_of(rows: pd.DataFrame) -> dict[str, Any]:
    chances = rows["probability"].dropna()
    return {"predicted": len(chances)} | ({"expected": float(chances.sum())} if len(chances) else {})


class _Strategy:
    """Objectives, ratings and decisions as of any date, read again only where a register has a newer date."""

    def __init__(self, work: UnitOfWork, facts: PortfolioFacts, newest: dict[str, str], most: int) -> None:
        self._work, self._facts, self._newest, self._most = work, facts, newest, most
        self._dates = {name: work.registers.dates(facts.id, name) for name in ("objectives", "impacts", "decisions")}
        self._held: dict[str, tuple[date | None, pd.DataFrame]] = {}

    def at(self, as_of: date, live: pd.DataFrame) -> dict[str, Any]:
        """Return money by standing to the objectives and the decisions waiting; what is not recorded is left out."""
        found_: dict[str, Any] = {}
        impacts, objectives = self._state("impacts", as_of), self._state("objectives", as_of)
        if impacts is not None and objectives is not None:
            weights = objective_tree.leaf_points(objectives)
            stands = period_figures.standing(live["project_key"], impacts, weights, self._most)
            found_ |= period_figures.money_by_standing(live["cost_to_go"].fillna(0.0), stands)
        decisions = self._state("decisions", as_of)
        if decisions is not None:
            found_ |= period_figures.waiting(decisions, pd.Timestamp(as_of))
        return found_

    def _state(self, name: str, as_of: date) -> pd.DataFrame | None:
        """Return a register's state, or None where it holds nothing yet at that date."""
        current = max((known for known in self._dates[name] if known <= as_of), default=None)
        if current is None:
            return None
        if name not in self._held or self._held[name][0] != current:
            rows = self._work.registers.state(self._facts.id, name, as_of, self._facts.minor_digits)
            if "project_key" in rows:
                rows["project_key"] = rows["project_key"].map(lambda key: self._newest.get(key, key))
            self._held[name] = (current, rows)
        return self._held[name][1]
