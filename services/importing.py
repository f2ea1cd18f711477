"""A file is imported in one go, as the command line does: read, planned, committed."""

from collections.abc import Mapping as Table
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from data_access.intake import templates
from data_access.intake.mapping import Mapping
from data_access.intake.source import Source
from data_access.portfolios import PortfolioFacts
from data_access.schema import REGISTERS
from data_access.settings import settings
from data_access.states import Coverage
from services import intake, large_files, portfolios, upload_ahead, uploads
from services.access import Actor, Scope, scope
from services.errors import NotFound
from services.plans import Progress
from services.restatements import Restatement
from services.seen import looking
from services.uploads import DateOrder, FileRead


@dataclass(frozen=True)
class Wanted:
    """One import as asked for."""

    file: Path
    portfolio: str
    register: str
    as_of: date | None
    coverage: Table[str, Any] | None
    mapping: dict[str, Any] | None
    date_order: DateOrder | None
    plan: str | None
    restatement: Restatement | None = None
    is_date_meant: bool = False


def ensure_portfolio(actor: Actor, key: str, name: str, currency: str, fiscal_start: int) -> bool:
    """Create the portfolio where it is not there yet; return whether it was."""
    if any(facts.key == key for facts in portfolios.listing(actor)):
        return False
    portfolios.create(actor, key, name, currency, fiscal_start)
    return True


def listing(actor: Actor) -> list[dict[str, Any]]:
    """Return all portfolios as plain rows."""
    names = ("key", "name", "currency", "fiscal_start_month", "origin", "data_version")
    return [{name: getattr(facts, name) for name in names} for facts in portfolios.listing(actor)]


def run(actor: Actor, wanted: Wanted, dry_run: bool, progress: Progress) -> dict[str, Any]:
    """Return what was read and what was written; with `dry_run` nothing is written but the draft."""
    view = scope(actor, wanted.portfolio)
    plan = intake.draft(actor, view, wanted.plan) if wanted.plan else _planned(actor, view, wanted, progress)
    told = _told(plan, portfolios.facts(view))
    if dry_run:
        return {"status": "planned", "upload": None, **told}
    upload_ahead.must_be_meant(plan, wanted.is_date_meant)
    done = intake.commit(actor, view, plan["hash"], progress, wanted.restatement)
    status = "committed" if done.upload is not None else "already loaded"
    return {"status": status, "upload": done.upload, **told, "already": done.already}


def proposed_mapping(actor: Actor, wanted: Wanted) -> dict[str, Any]:
    """Return how a file's columns would be read, as plain values, to be corrected and given back."""
    return _read(actor, scope(actor, wanted.portfolio), wanted).mapping.to_dict()


def _read(actor: Actor, view: Scope, wanted: Wanted) -> FileRead:
    source = Source(wanted.file)
    read = large_files.read if _is_large(wanted) else partial(uploads.read, here=True)
    return read(actor, view, source, wanted.register, wanted.date_order)


def _is_large(wanted: Wanted) -> bool:
    return wanted.file.stat().st_size > settings().upload_bytes and wanted.file.suffix.casefold() != ".xlsx"


def _planned(actor: Actor, view: Scope, wanted: Wanted, progress: Progress) -> dict[str, Any]:
    progress(0, 1, f"Reading {wanted.file.name}")
    coverage = Coverage.from_dict(wanted.coverage) if wanted.coverage else Coverage()
    file = _read(actor, view, wanted)
    if wanted.mapping is not None:
        file = file.with_mapping(Mapping.from_dict(wanted.mapping))
    if _is_large(wanted):
        return large_files.plan(actor, view, file, wanted.as_of, coverage, progress)
    return uploads.plan(actor, view, file, as_of=wanted.as_of, coverage=coverage, progress=progress)


def _told(plan: dict[str, Any], facts: PortfolioFacts) -> dict[str, Any]:
    names = ("file", "register", "projects", "rows", "warnings", "refused", "emptied", "skipped", "repaired", "parts")
    return {
        "portfolio": facts.key,
        "currency": facts.currency,
        "plan": plan["hash"],
        "snapshots": len(plan["parts"]),
        "dates": [part["as_of"] for part in plan["parts"]],
        "totals": {name: _units(total, facts.minor_digits) for name, total in plan["totals"].items()},
        "last_totals": {name: _units(total, facts.minor_digits) for name, total in _last_totals(plan).items()},
        "mapping": plan["choices"],
        **{name: plan[name] for name in names},
    }


def _last_totals(plan: dict[str, Any]) -> dict[str, int]:
    """Return what was last reported of the projects in a file of one date, per column of money."""
    return dict(plan["parts"][0].get("last_totals", {})) if len(plan["parts"]) == 1 else {}


def _units(minor: int, digits: int) -> int | float:
    """Return minor units as a number in currency units, whole where it is."""
    exact = Decimal(minor).scaleb(-digits)
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def withdraw(
    actor: Actor, key: str, upload: int, reason: str, restatement: Restatement | None = None
) -> dict[str, Any]:
    """Take an upload out of use and say so."""
    version = intake.withdraw(actor, scope(actor, key), upload, reason, restatement)
    return {"status": "withdrawn", "upload": upload, "data_version": version}


def periods(view: Scope) -> dict[str, Any]:
    """Return what was received for each register and date, with revisions and withdrawals."""
    with looking(view) as (work, facts):
        listing = work.uploads.listing(facts.id)
    return {
        "portfolio": view.portfolio,
        "uploads": [
            {
                "upload": one["id"],
                "file": one["file_name"],
                "register": one["register"],
                "origin": one["origin"],
                "coverage": Coverage.from_dict(one["coverage"]).key,
                "received_at": one["received_at"].isoformat(),
                "received_by": one["received_by"],
                "withdrawn_at": one["withdrawn_at"].isoformat() if one["withdrawn_at"] else None,
                "withdrawn_reason": one["withdrawn_reason"],
                "snapshots": [
                    {
                        "as_of": snapshot["as_of"].isoformat(),
                        "revision": snapshot["revision"],
                        "rows": snapshot["rows"],
                        "in_use": snapshot["is_current"],
                    }
                    for snapshot in one["snapshots"]
                ],
            }
            for one in listing
        ],
    }


def mappings(view: Scope, register: str | None) -> dict[str, Any]:
    """Return the remembered mappings of a portfolio, newest first."""
    names = [register] if register else list(REGISTERS)
    with looking(view) as (work, facts):
        kept = [one for name in names for one in work.drafts.remembered(facts.id, name)]
    return {"portfolio": view.portfolio, "mappings": [one["choices"] for one in kept]}


def template(register: str, form: str) -> bytes:
    """Return an upload template of a register as CSV or XLSX bytes."""
    _known(register)
    made = templates.template_xlsx if form == "xlsx" else templates.template_csv
    return made(REGISTERS[register])


def columns(register: str) -> list[dict[str, Any]]:
    """Return the columns of a register: name, title, kind, unit, whether required, and meaning."""
    _known(register)
    return [
        {
            "name": field.name,
            "title": field.title,
            "kind": field.kind,
            "unit": field.unit,
            "required": field.required,
            "meaning": field.meaning,
        }
        for field in REGISTERS[register].fields
    ]


def _known(register: str) -> None:
    if register not in REGISTERS:
        raise NotFound(f'There is no register "{register}".', repair=f"Use one of: {', '.join(REGISTERS)}.")
