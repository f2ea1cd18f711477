"""The candidates of a portfolio: proposed, active or on hold, with their cost to go and what they are worth."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from services import candidate_values, cost_by_year, other_limits, periods, portfolios, states
from services.access import Scope
from services.candidate_values import Measure as Measure
from services.candidate_values import Values
from services.candidate_values import Valuing as Valuing
from services.candidates import Candidates
from services.errors import NotFound
from services.portrait import Filters, filtered

ABOVE_THE_LINE = ("mandatory", "committed", "run")
WHOLE = "Cost to go"
COLUMNS = (
    "name",
    "department",
    "programme",
    "category",
    "location",
    "phase",
    "investment_class",
    "priority",
    "expected_value",
    "forecast_finish",
    "forecast_cost",
    "approved_budget",
    "actual_cost",
    "contingency",
    "exit_cost",
    "run_cost_per_year",
)


@dataclass(frozen=True, eq=False)
class Funding:
    """All that a budget is decided on.

    Attributes
    ----------
    candidates : Candidates
        With those above the line as decided.
    projects : DataFrame, one row per candidate in the same order
        The state's columns with `cost` (money), `value`, `highest`, `unknown` (no value of its own), `decided`.
    not_considered : DataFrame
        Candidates without any cost, or with one of zero.
    without_status, without_class : int
        Candidates that count as active, and those to be decided for want of a class.
    by_year : CostByYear or None
        None where no forecast by year is known; all cost then lies in one period.
    measures : tuple
        Values that can be chosen here, the best first.
    """

    candidates: Candidates
    projects: pd.DataFrame
    not_considered: pd.DataFrame
    without_status: int
    without_class: int
    by_year: cost_by_year.CostByYear | None
    valuing: Valuing
    values: Values
    measures: tuple[Measure, ...]

    @property
    def has_classes(self) -> bool:
        """Whether any candidate reports an investment class."""
        return self.without_class < len(self.projects)

    @property
    def nothing_to_decide(self) -> bool:
        """Whether no candidate with a cost and a value above zero is left to be chosen."""
        return self.candidates.open_value <= 0

    def above(self) -> dict[str, tuple[int, int]]:
        """Return number and cost (minor units) of the projects above the line, by class, where there are any."""
        cost = self.candidates.cost.sum(axis=1)
        classes = self.projects["investment_class"].to_numpy()
        counted = {name: classes == name for name in ABOVE_THE_LINE}
        return {name: (int(held.sum()), int(cost[held].sum())) for name, held in counted.items() if held.any()}


def read(scope: Scope, as_of: date, valuing: Valuing, filters: Filters = ()) -> Funding:
    """Return the candidates of a date, those that the context's filters keep."""
    facts = portfolios.facts(scope)
    found = _candidates(scope, as_of, filters)
    priced = _has_cost(found)
    projects = found[priced].reset_index(drop=True)
    decided = projects["investment_class"].isin(ABOVE_THE_LINE)
    cost = np.rint(projects["cost_to_go"].to_numpy(dtype=float) * 10**facts.minor_digits).astype(np.int64)
    by_year = cost_by_year.read(scope, as_of, facts, projects, cost)
    values = candidate_values.of_candidates(scope, as_of, projects, valuing, decided, by_year)
    open_value = values.value.where(~decided.to_numpy(), 0.0)
    keys = tuple(projects["project_key"])
    return Funding(
        candidates=Candidates(
            keys=keys,
            names=tuple(projects["name"]),
            value=open_value.to_numpy(dtype=np.float64),
            cost=cost.reshape(-1, 1) if by_year is None else by_year.cost,
            periods=(WHOLE,) if by_year is None else by_year.periods,
            digits=facts.minor_digits,
            decided=frozenset(projects.loc[decided, "project_key"]),
            amounts=other_limits.amounts(scope, as_of, facts, keys, by_year),
            contributions=other_limits.contributions(scope, as_of, keys),
        ),
        projects=projects.assign(
            cost=projects["cost_to_go"],
            value=values.value.to_numpy(),
            highest=values.highest.to_numpy(),
            unknown=values.unknown.to_numpy(),
            decided=decided,
        ),
        not_considered=found[~priced].reset_index(drop=True),
        without_status=int(found["status"].isna().sum()),
        without_class=int(projects["investment_class"].isna().sum()),
        by_year=by_year,
        valuing=valuing,
        values=values,
        measures=candidate_values.offered(scope, as_of, projects[~decided]),
    )


def offered(scope: Scope, as_of: date, filters: Filters = ()) -> tuple[tuple[Measure, ...], list[str]]:
    """Return the measures that can be chosen at a date, the best first, and the categories."""
    found = _candidates(scope, as_of, filters)
    projects = found[_has_cost(found)]
    projects = projects[~projects["investment_class"].isin(ABOVE_THE_LINE)]
    return candidate_values.offered(scope, as_of, projects), candidate_values.categories(projects)


def _has_cost(found: pd.DataFrame) -> pd.Series:
    """Return which candidates report what they cost; a cost of zero in all is none, for nothing is free."""
    whole = found["forecast_cost"].where(found["forecast_cost"].notna(), found["approved_budget"])
    return found["cost_to_go"].notna() & (whole > 0)


def newest(scope: Scope, until: date | None = None) -> date:
    """Return the newest date of projects, at or before another where given; raises NotFound where there is none."""
    dates = [known for known in periods.dates(scope) if until is None or known <= until]
    if not dates:
        raise NotFound("No projects are loaded by that date.", repair="Import a file of projects.")
    return dates[-1]


def _candidates(scope: Scope, as_of: date, filters: Filters) -> pd.DataFrame:
    """Return the candidates by key, so that equal selections are the same on every database."""
    state = states.projects(scope, as_of, COLUMNS)
    found = state[state["candidate"]].sort_values("project_key", kind="stable")
    if any(name == "objective" for name, _ in filters):
        return filtered(found, states.register(scope, "impacts", as_of), filters)
    return filtered(found, pd.DataFrame(), filters)
