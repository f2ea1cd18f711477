"""Where the money goes before anybody decides: mandatory, committed, held for risk, promised, and what is left."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models import fiscal_years, project_options
from services import exit_cost, option_amounts, portfolios, states
from services.access import Scope
from services.candidates import Candidates
from services.cost_by_year import LATER
from services.portfolio_candidates import Funding
from services.portfolios import PortfolioFacts

MANDATORY: Final = ("mandatory", "run")
STATED: Final = ("min_compliant", "minimum_compliant", "minimum_compliant_cost", "min_compliant_cost")
YEARS_AHEAD: Final = 5


@dataclass(frozen=True, eq=False)
class MoneyDecided:
    """Whole minor units, of candidates only.

    Attributes
    ----------
    least : array of int64, shape (n,)
        The least that each mandatory candidate can cost and still comply; cost to go for all others.
    least_rules : dict of str to int
        Mandatory candidates by rule: "stated", "less contingency", or "cost to go" where neither is known.
    mandatory, mandatory_whole, running : int
        Least cost of class mandatory and run together, their cost to go, and the part of the least that is class run.
    committed, freed : int
        Cost to go of committed work, and what of it would come free if all of it were stopped.
    exit_rules : dict of str to int
        Committed candidates by where their exit cost comes from: "reported", "contracts", "unknown".
    open_cost : int
        Cost to go of what is to be decided.
    contingency : array of int64, shape (n,)
        Held at each project; `contingency_known` tells where it is reported.
    years : tuple of str
        Fiscal years from this one on.
    run_after : array of int64, shape (n, y)
        Running cost of each project after its forecast finish, by year.
    run_unknown : int
        Candidates that report no running cost.
    promised : array of int64, shape (y,)
        Committed and not yet paid, by year: those after the first are not voted yet.
    promised_rule : {"costs", "contracts", "unknown"}
    """

    least: NDArray[np.int64]
    least_rules: dict[str, int]
    mandatory: int
    mandatory_whole: int
    running: int
    committed: int
    freed: int
    exit_rules: dict[str, int]
    open_cost: int
    contingency: NDArray[np.int64]
    contingency_known: NDArray[np.bool_]
    years: tuple[str, ...]
    run_after: NDArray[np.int64]
    run_unknown: int
    promised: NDArray[np.int64]
    promised_rule: str

    @property
    def bound(self) -> int:
        """What stopping all committed work would not free."""
        return self.committed - self.freed

    @property
    def promised_ahead(self) -> int:
        """What is promised for years after this one."""
        return int(self.promised[1:].sum())

    def free(self, total: int, held: int = 0) -> int:
        """Return what a total leaves to decide, where so much is held for risk apart; below zero it falls short."""
        return total - held - self.mandatory - self.committed


def read(scope: Scope, as_of: date, funding: Funding) -> MoneyDecided:
    """Return where the money of a portfolio's candidates goes."""
    facts = portfolios.facts(scope)
    projects, whole = funding.projects, funding.candidates.cost.sum(axis=1)
    classes = projects["investment_class"]
    mandatory, committed = classes.isin(MANDATORY).to_numpy(), classes.eq("committed").to_numpy()
    contingency, known = _contingency(funding)
    stated = _stated(scope, as_of, projects["project_key"], facts.minor_digits)
    reduced = np.where(known, np.maximum(whole - contingency, 0), whole)
    least = np.where(mandatory, np.where(stated >= 0, np.minimum(stated, whole), reduced), whole)
    rule = np.where(stated >= 0, "stated", np.where(known, "less contingency", "cost to go"))[mandatory]
    leaves = exit_cost.read(scope, as_of, projects, facts.minor_digits)
    starts, years = _years(as_of, facts, funding)
    promised, promised_rule = _promised(scope, as_of, facts, funding, starts)
    run_cost = projects["run_cost_per_year"].to_numpy(dtype=float)
    finish = np.maximum(projects["forecast_finish"].to_numpy(dtype="datetime64[D]"), np.datetime64(as_of, "D"))
    in_use = fiscal_years.shares_after(finish, starts)
    return MoneyDecided(
        least=np.asarray(least, dtype=np.int64),
        least_rules={name: int((rule == name).sum()) for name in ("stated", "less contingency", "cost to go")},
        mandatory=int(least[mandatory].sum()),
        mandatory_whole=int(whole[mandatory].sum()),
        running=int(least[classes.eq("run").to_numpy()].sum()),
        committed=int(whole[committed].sum()),
        freed=int(np.maximum(whole - leaves.cost, 0)[committed].sum()),
        exit_rules=leaves.rules(committed),
        open_cost=int(whole[~mandatory & ~committed].sum()),
        contingency=contingency,
        contingency_known=known,
        years=years,
        run_after=_whole(np.nan_to_num(run_cost)[:, None] * in_use, facts),
        run_unknown=int(np.isnan(run_cost).sum()),
        promised=promised,
        promised_rule=promised_rule,
    )


def at_least_cost(funding: Funding, money: MoneyDecided) -> Candidates:
    """Return the candidates with mandatory work at the least that complies; the years and kinds keep their shares."""
    found = funding.candidates
    if not found.keys:
        return found
    weights = np.where(found.cost.sum(axis=1, keepdims=True) > 0, found.cost, 1).astype(np.float64)
    cost = fiscal_years.apportioned(money.least, weights)
    options = [replace(project_options.whole(whole), kept=kept) for whole, kept in zip(found.cost, cost, strict=True)]
    scaled = option_amounts.expanded(found, np.arange(len(found.keys)), options, cost)
    # The same people do the work, whatever is held for risk.
    kept = [one if one.kind == "role" else other for one, other in zip(found.amounts, scaled, strict=True)]
    return replace(found, cost=cost, amounts=tuple(kept))


def _contingency(funding: Funding) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return contingency by project and where it is known; lines of the costs register come before the column."""
    column = funding.projects["contingency"].to_numpy(dtype=float)
    known = ~np.isnan(column)
    held = np.rint(np.nan_to_num(column) * 10**funding.candidates.digits).astype(np.int64)
    if funding.by_year is not None:
        lines = funding.by_year.contingency
        held, known = np.where(lines >= 0, lines, held), known | (lines >= 0)
    return np.asarray(np.maximum(held, 0)), np.asarray(known)


def _stated(scope: Scope, as_of: date, keys: pd.Series, digits: int) -> NDArray[np.int64]:
    """Return the least compliant cost that a column of the file's own states, in minor units; -1 where none does."""
    rows = states.projects(scope, as_of, ["extra"])
    stated = {}
    for key, extra in zip(rows["project_key"], rows["extra"], strict=True):
        for header, text in (extra or {}).items():
            if str(header).strip().lower().replace(" ", "_").replace("-", "_") in STATED:
                stated[key] = pd.to_numeric(str(text).replace(",", "").lstrip("$€£ "), errors="coerce")
    amount = keys.map(stated).to_numpy(dtype=float)
    return np.where(np.nan_to_num(amount, nan=-1.0) >= 0, np.rint(np.nan_to_num(amount) * 10**digits), -1).astype(
        np.int64
    )


def _years(as_of: date, facts: PortfolioFacts, funding: Funding) -> tuple[list[date], tuple[str, ...]]:
    first = fiscal_years.first_day(as_of, facts.fiscal_start_month)
    starts = [date(first.year + ahead, first.month, 1) for ahead in range(YEARS_AHEAD)]
    if funding.by_year is not None:
        named = zip(funding.by_year.starts, funding.by_year.periods, strict=True)
        starts = [start for start, name in named if name != LATER]
        starts += [date(starts[0].year + 1, first.month, 1)] if len(starts) == 1 else []
    return starts, tuple(fiscal_years.label(start, facts.fiscal_label) for start in starts)


def _promised(
    scope: Scope, as_of: date, facts: PortfolioFacts, funding: Funding, starts: list[date]
) -> tuple[NDArray[np.int64], str]:
    """Return what is bound and not paid by year, all that is later in the last, and which register says so."""
    nothing = np.zeros(len(starts), dtype=np.int64)
    if funding.by_year is not None and funding.by_year.bound.any():
        by_period = funding.by_year.bound.sum(axis=0)
        promised = np.append(by_period, nothing)[: len(starts)]
        promised[-1] += by_period[len(starts) :].sum()
        return promised, "costs"
    rows = exit_cost.running_contracts(scope, as_of)
    rows = rows[rows["project_key"].isin(funding.projects["project_key"]) & (rows["unpaid"] > 0)]
    if rows.empty:
        return nothing, "unknown"
    ends = [None if pd.isna(end) else end.date() for end in rows["end"]]
    weights = np.stack([fiscal_years.shares_by_days(as_of, end, starts) for end in ends])
    return fiscal_years.apportioned(_whole(rows["unpaid"].to_numpy(), facts), weights).sum(axis=0), "contracts"


def _whole(amount: NDArray[np.float64], facts: PortfolioFacts) -> NDArray[np.int64]:
    return np.asarray(np.rint(amount * 10**facts.minor_digits).astype(np.int64))
