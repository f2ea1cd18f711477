"""Projects as pages read them: a state at a date with the terms of the house, and the history."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from data_access import UnitOfWork
from data_access.portfolios import PortfolioFacts
from models import terms
from services.access import Scope
from services.seen import looking

SAME_PROJECT = ("renamed", "moved")


def projects(scope: Scope, as_of: date, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """Return the projects as of a date, one row each, finished ones included.

    Beside the register's columns (or those asked for; project_key, parent_key, status always): `live`, `candidate`,
    `summary`, `carried` (values of an earlier period), `row_as_of`, `snapshot_id`, `source_row`; and where the
    columns they need were read, `late_days`, `cost_to_go`, `cost_to_go_rule`.
    """
    with looking(scope) as (work, facts):
        wanted = None if columns is None else list(dict.fromkeys(["project_key", "parent_key", "status", *columns]))
        state = work.registers.state(facts.id, "projects", as_of, facts.minor_digits, wanted)
        state = _one_key(work, facts, state).drop_duplicates("project_key", keep="last").reset_index(drop=True)
        dates = [known for known in work.registers.dates(facts.id) if known <= as_of]
    newest = pd.Timestamp(dates[-1]) if dates else pd.Timestamp(as_of)
    return _with_terms(state.assign(carried=state["row_as_of"] < newest))


def history(
    scope: Scope, until: date, columns: Sequence[str] | None = None, keys: Sequence[str] | None = None
) -> pd.DataFrame:
    """Return each project's fresh reports up to a date: one row per project and `as_of`, by date.

    A renamed project's rows bear its newest key. Where a date was reported twice the later one counts.
    """
    with looking(scope) as (work, facts):
        wanted = None if columns is None else list(dict.fromkeys(["project_key", *columns]))
        all_keys = None if keys is None else _earlier_keys(work, facts, keys)
        rows = work.registers.history(facts.id, "projects", until, facts.minor_digits, wanted, all_keys)
        rows = _one_key(work, facts, rows).rename(columns={"row_as_of": "as_of"})
    rows = rows.drop_duplicates(["project_key", "as_of"], keep="last").reset_index(drop=True)
    return rows


def register(scope: Scope, name: str, as_of: date, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """Return another register's state as of a date, its project keys brought to the newest ones."""
    with looking(scope) as (work, facts):
        rows = work.registers.state(facts.id, name, as_of, facts.minor_digits, columns)
        return _one_key(work, facts, rows)


def register_date(scope: Scope, name: str, as_of: date) -> date | None:
    """Return the newest date of a register at or before a date, or None where it holds nothing yet."""
    with looking(scope) as (work, facts):
        dates = [known for known in work.registers.dates(facts.id, name) if known <= as_of]
    return dates[-1] if dates else None


def renamed(work: UnitOfWork, facts: PortfolioFacts) -> dict[str, str]:
    """Return the newest key of every key that was renamed or moved."""
    steps = {row["from_key"]: row["to_key"] for row in work.remarks.lineage(facts.id) if row["kind"] in SAME_PROJECT}
    newest: dict[str, str] = {}
    for start in steps:
        key, seen = start, {start}
        while key in steps and steps[key] not in seen:
            key = steps[key]
            seen.add(key)
        newest[start] = key
    return newest


def _one_key(work: UnitOfWork, facts: PortfolioFacts, rows: pd.DataFrame) -> pd.DataFrame:
    if "project_key" in rows:
        newest = renamed(work, facts)
        if newest:
            rows["project_key"] = rows["project_key"].map(lambda key: newest.get(key, key))
    return rows


def _earlier_keys(work: UnitOfWork, facts: PortfolioFacts, keys: Sequence[str]) -> list[str]:
    newest = renamed(work, facts)
    return [*keys, *(old for old, new in newest.items() if new in set(keys))]


def _with_terms(state: pd.DataFrame) -> pd.DataFrame:
    state = state.assign(
        live=terms.is_live(state), candidate=terms.is_candidate(state), summary=terms.is_summary(state)
    )
    if {"forecast_finish", "approved_baseline_finish"} <= set(state):
        state["late_days"] = terms.late_days(state)
    if {"forecast_cost", "approved_budget", "actual_cost"} <= set(state):
        state["cost_to_go"], state["cost_to_go_rule"] = terms.cost_to_go(state)
    return state
