"""A portfolio with one restricted project in every register, and its twin that never had the project."""

from collections.abc import Sequence
from datetime import date
from itertools import cycle
from typing import Any

import pandas as pd

from data_access import UnitOfWork, transaction
from data_access.schema import REGISTERS
from data_access.states import Coverage
from models.selection import select
from services import (
    access,
    answers,
    derived,
    notes,
    portfolio_candidates,
    portfolios,
    scenarios,
    scenarios_statement,
    views,
)
from services.access import Scope
from services.candidates import Asked, problem
from services.portfolio_candidates import Valuing
from services.portrait import Filters
from services.scenarios_statement import Statement
from services.workshops import making
from services.workshops.rules import Rules
from tests.services.periods_published import correct, publish
from tests.services.workshops import held

WHOLE = Coverage()
ME = access.Actor("tester", "admin")
DATES = [day.date() for day in pd.date_range("2025-01-31", periods=10, freq="ME")]
LAST = DATES[-1]
SHOWN_UNTIL = DATES[-3]
SECRET, OLD_SECRET, CANARY = "SECRET-7", "OLD-SECRET", "Canary"
RENAMED = DATES[4]
KEYS = [f"P-{number:02}" for number in range(48)]
PRIMES = (1299709, 15485863, 32452843, 49979687, 67867967, 86028121, 104395301, 122949823, 141650939, 160481183)
"""Cents of the restricted project, one after the other in its money columns: no sum of others ends like them."""
GUARDED = ("stakeholders", "contracts")
COMMON = ("objectives", "resource_capacity", "communications")
"""Registers that tell of no project."""
OTHERS = [name for name in REGISTERS if name not in ("projects", *COMMON)]
FORMAL = {"period_kind": "fiscal year", "role": "Engineer", "objective_key": "O1", "unit": "USD", "status": "open"}


def build(
    key: str, *, secret: bool = True, drafts: bool = True, guarded: bool = True, marks: Sequence[str] = KEYS
) -> Scope:
    """Store a portfolio and return its whole scope.

    `secret` is whether it has the restricted project, `drafts` the last two dates, `guarded` what viewers are not
    shown; `marks` are the keys of its open projects.
    """
    facts = portfolios.create(ME, key, "Watched", "USD", 7, fiscal_label="end")
    dates = DATES if drafts else [day for day in DATES if day <= SHOWN_UNTIL]
    with transaction() as work:
        for day in dates:
            _load(work, facts.id, "projects", day, _projects(day, marks, secret, guarded))
        for register in [*COMMON, *OTHERS]:
            if guarded or register not in GUARDED:
                _load(work, facts.id, register, DATES[0], _register(register, marks, secret, guarded))
        if drafts:
            rows = _register("risks", marks, secret, guarded)
            _load(work, facts.id, "risks", LAST, rows.assign(title="Draft of a risk"))
        if secret:
            _alone(work, facts.id, guarded)
        work.portfolios.raise_version(facts.id)
    _said(access.scope(ME, key), marks, secret)
    _judged(access.scope(ME, key), secret, drafts)
    _published(key, drafts, secret, guarded)
    derived.refresh(access.scope(ME, key))
    return access.scope(ME, key)


def _alone(work: UnitOfWork, portfolio_id: int, guarded: bool) -> None:
    """Store what only the restricted project has: a file and a date of its own, and its change of name."""
    work.remarks.add_lineage(portfolio_id, OLD_SECRET, SECRET, "renamed", RENAMED, ME.name)
    only = _register("reviews", (), True, True)
    _load(work, portfolio_id, "reviews", DATES[2], only, Coverage("project", (SECRET,)), f"{CANARY}.csv")
    row = _projects(LAST, (), True, guarded)
    _load(work, portfolio_id, "projects", date(2025, 6, 15), row, Coverage("rows"), f"{CANARY} edit")


def _said(scope: Scope, marks: Sequence[str], secret: bool) -> None:
    """Keep what people write about projects; every plan that counts the restricted one names it."""
    day = DATES[6]
    for project in (marks[0], *([SECRET] if secret else [])):
        word = CANARY if project == SECRET else "Plain"
        notes.add(ME, scope, project, f"{word} note")
        answers.give(ME, scope, day, project, f"{word} answer")
        views.save(ME, scope, f"{word} view", "project", f"project={project}&as_of={day}")
    scope = access.scope(ME, scope.portfolio)
    roads = (("department", "Roads"),)
    scenarios.save(ME, scope, "Roads", "", statement(scope, day, 1_900_000_000, roads))
    if secret:
        scenarios.save(ME, scope, f"{CANARY} plan", "", statement(scope, day, 3_900_000_000))


def _judged(scope: Scope, secret: bool, drafts: bool) -> None:
    """Hold a workshop on a date that is shown, one on a draft, and a challenge that names the restricted project."""
    for day in (DATES[6], *((LAST,) if drafts else ())):
        table = held.open_workshop(ME, scope, day)
        table.ask({"Anna": -4, "Ben": 0, "Carla": 2})
        table.take("close")
    if not secret:
        return
    rating = {"project": SECRET, "objective": "O1", "rating": "low", "stake": 1, "inside": True, "needed": "none"}
    subject = {
        "objectives": [{"key": "O1", "name": "One", "statement": ""}],
        "projects": [{"key": SECRET, "name": CANARY, "statement": CANARY}],
        "ratings": [{**rating, "evidence": CANARY}],
        "total": 7,
        "out_of_scope": 1,
        "restricted": 0,
    }
    making.prepare(ME, scope, DATES[6], f"{CANARY} challenge", Rules(), "challenge", subject)


def _published(key: str, drafts: bool, secret: bool, guarded: bool) -> None:
    """Publish some dates; correct them for the restricted project, once in its contracts."""
    publish(ME, key, DATES[2], DATES[5], *((LAST,) if drafts else ()))
    rows = [("risks", DATES[5], {"risk_key": f"{CANARY} risk", "title": f"{CANARY} risk"})]
    rows += [("contracts", DATES[2], {"contract_key": f"{CANARY} contract"})] if guarded else []
    for register, day, row in rows if secret else []:
        correct(ME, key, register, day, {"project_key": SECRET, **row}, CANARY)


def statement(scope: Scope, as_of: date, total: int, filters: Filters = ()) -> Statement:
    """Return the best plan of the candidates that a reader sees."""
    valuing = Valuing("expected_value")
    funding = portfolio_candidates.read(scope, as_of, valuing, filters)
    asked = Asked(total)
    stated = problem(funding.candidates, asked)
    told = {"candidates": funding.candidates, "problem": stated, "chosen": select(stated), "valuing": valuing}
    return scenarios_statement.statement(scope, as_of, **told, asked=asked, address={}, filters=filters)


def _projects(day: date, marks: Sequence[str], secret: bool, guarded: bool) -> pd.DataFrame:
    month = DATES.index(day)
    rows = [_row("projects", key, number, month) for number, key in enumerate(marks)]
    if secret:
        key = OLD_SECRET if day < RENAMED else SECRET
        rows.insert(1, _row("projects", key, 98, month))
    frame = _frame("projects", rows)
    return frame if guarded else frame.assign(contingency=pd.array([None] * len(frame), dtype="Int64"))


def _register(register: str, marks: Sequence[str], secret: bool, guarded: bool) -> pd.DataFrame:
    if register == "objectives":
        rows = [{"objective_key": f"O{n}", "name": f"Objective {n}", "weight": 10.0 * n} for n in (1, 2)]
        return _frame(register, rows)
    if register in COMMON:
        return _frame(register, [_row(register, "any", 0, 0)])
    rows = [_row(register, key, number, 0) for number, key in enumerate(marks)]
    if secret:
        rows.insert(1, _row(register, SECRET, 98, 0))
    frame = _frame(register, rows)
    return frame if guarded or register != "costs" else frame[frame["line"] != "contingency"]


def _row(register: str, key: str, number: int, month: int) -> dict[str, Any]:
    """Return a row that says something in every column, another thing for every project."""
    hidden = key in (SECRET, OLD_SECRET)
    word, amounts = (CANARY if hidden else "Plain"), cycle(PRIMES if hidden else (number * 1_000_00 + 1_000_000_00,))
    told: dict[str, Any] = {}
    for place, field in enumerate(REGISTERS[register].fields):
        if field.kind == "choice":
            told[field.name] = field.choices[number % len(field.choices)]
        elif field.kind == "money":
            told[field.name] = next(amounts)
        elif field.kind in ("date", "period"):
            told[field.name] = pd.Timestamp("2026-07-01") + pd.Timedelta(
                days=365 * (place % 3) * (field.kind == "date")
            )
        elif field.kind == "text":
            told[field.name] = FORMAL.get(field.name, f"{word} {field.name} {number % 5}")
        else:
            told[field.name] = {"flag": True, "rag": 1 + number % 5, "whole": 1 + number % 4, "probability": 0.3}.get(
                field.kind, 10.0 + number
            )
    told |= {name: key for name in ("project_key", "predecessor", "subject") if name in told}
    told |= {name: f"{name} {key}" for name in ("benefit_key", "decision_key", "risk_key") if name in told}
    if "successor" in told:
        told["successor"] = KEYS[(number + 3) % len(KEYS)]
    return told if register != "projects" else told | _plan(key, number, month)


def _plan(key: str, number: int, month: int) -> dict[str, Any]:
    """Return when a project is done, later by two months at each report for every other one, and what it is."""
    slips = 61 * month if number % 2 == 0 else 0
    status = ("completed", "proposed")[number % 2] if number % 7 == 3 else "active"
    classes = ("mandatory", "committed", "discretionary", "discretionary", "run")
    return {
        "name": f"{CANARY if key in (SECRET, OLD_SECRET) else 'Project'} {key}",
        "parent_key": None,
        "phase": "Design" if number % 2 == 0 else "Delivery",
        "department": ("Roads", "Water", "Venues")[2 if number == 98 else number % 2],
        "status": status,
        "investment_class": classes[number % 5],
        "actual_finish": None,
        "actual_cost": 1_000_00 * month,
        "approved_baseline_finish": pd.Timestamp("2027-06-30"),
        "forecast_finish": pd.Timestamp("2027-06-30") + pd.Timedelta(days=slips + number % 5),
    }


def _frame(register: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows)
    for field in REGISTERS[register].fields:
        if field.name not in frame:
            continue
        if field.kind in ("date", "period"):
            frame[field.name] = pd.to_datetime(frame[field.name]).astype("datetime64[s]")
        elif field.kind in ("money", "rag", "whole"):
            frame[field.name] = frame[field.name].astype("Int64")
        elif field.kind in ("text", "choice"):
            frame[field.name] = frame[field.name].astype(object).where(frame[field.name].notna(), None)
    return frame


def _load(
    work: UnitOfWork,
    portfolio_id: int,
    register: str,
    as_of: date,
    rows: pd.DataFrame,
    coverage: Coverage = WHOLE,
    file_name: str = "",
) -> None:
    """Store one snapshot, its rows numbered as the lines of a file are, with a line in its report about each."""
    rows = rows.assign(source_row=range(2, len(rows) + 2))
    lines = rows["source_row"].tolist()
    report = {"emptied": [{"row": int(line), "value": "TBC", "rule": "text", "column": "ask"} for line in lines]}
    told: dict[str, Any] = {"register": register, "origin": "file", "file_name": file_name or f"{register}.csv"}
    told |= {"sha256": "s", "size": 1, "choices": {}, "report": report, "received_by": ME.name}
    upload = work.uploads.add(portfolio_id, told, coverage)
    digest = f"{register}{as_of}{file_name}"
    snapshot = work.uploads.add_snapshot(portfolio_id, upload, register, as_of, coverage.key, len(rows), digest)
    work.registers.append(portfolio_id, register, snapshot, as_of, rows)
    work.registers.settle(portfolio_id, register, min(as_of, DATES[0]))
    after = {"register": register, "rows": len(rows), "file": file_name}
    work.journal.record(portfolio_id, ME.name, "upload committed", f"{file_name or register} ({upload})", after=after)
