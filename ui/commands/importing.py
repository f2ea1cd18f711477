"""Commands for files: import, mapping, template, periods, withdraw."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from services import derived, importing, slip_training
from services.access import operator, scope
from services.restatements import Restatement
from ui.commands.output import Json, log, saying, wanted_date
from ui.wording import imports

DRY_RUN = (
    "Show the plan and load nothing. With --create a missing portfolio is made, empty, for the plan to wait in; "
    "nothing else is written until the plan is loaded."
)
RESTATE = "Why published figures change, where this file corrects a published date."
APPROVED_BY = "Whom you name as approver: account or name of another person who decides in the portfolio."
MAPPING_OUT = "File to write the proposed mapping to, to be corrected and given back with --mapping."
CONFIRM_DATE = "Load although the file is as of a date more than 31 days after today: that is meant."
Key = Annotated[str, typer.Argument(help="Key of the portfolio.")]


def mount(app: typer.Typer) -> None:
    """Add the commands to the app."""
    app.command("import")(import_file)
    for command in (periods, withdraw, mapping, template):
        app.command()(command)


def import_file(
    file: Annotated[Path, typer.Argument(help="A CSV or XLSX file.", exists=True, dir_okay=False)],
    portfolio: Annotated[str, typer.Option(help="Key of the portfolio it goes into.")],
    register: Annotated[str, typer.Option(help="Register it belongs to.")] = "projects",
    as_of: Annotated[str | None, typer.Option(help="Its as-of date (2026-10-31), where no column holds it.")] = None,
    coverage: Annotated[
        str | None, typer.Option(help="What it speaks for: whole, department=X, programme=X or project=KEY.")
    ] = None,
    mapping: Annotated[Path | None, typer.Option(help="A mapping file, as printed by a dry run.", exists=True)] = None,
    mapping_out: Annotated[Path | None, typer.Option(help=MAPPING_OUT, dir_okay=False)] = None,
    day_first: Annotated[bool, typer.Option("--day-first", help="Dates such as 03/04/2026 are 3 April.")] = False,
    month_first: Annotated[bool, typer.Option("--month-first", help="They are 4 March.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=DRY_RUN)] = False,
    plan: Annotated[str | None, typer.Option(help="Load exactly the plan of this hash.")] = None,
    create: Annotated[bool, typer.Option("--create", help="Create the portfolio where it is not there.")] = False,
    name: Annotated[str | None, typer.Option(help="Its name, when created.")] = None,
    currency: Annotated[str, typer.Option(help="Its currency, when created.")] = "USD",
    fiscal_start: Annotated[int, typer.Option(help="First month of its fiscal year, when created.")] = 1,
    restate: Annotated[str | None, typer.Option(help=RESTATE)] = None,
    approved_by: Annotated[str | None, typer.Option(help=APPROVED_BY)] = None,
    confirm_date: Annotated[bool, typer.Option("--confirm-date", help=CONFIRM_DATE)] = False,
    as_json: Json = False,
) -> None:
    """Read a file, show what it changes, and load it."""
    if day_first and month_first:
        raise typer.BadParameter("give --day-first or --month-first, not both")
    wanted = importing.Wanted(
        file=file,
        portfolio=portfolio,
        register=register,
        as_of=wanted_date(as_of),
        coverage=_coverage(coverage),
        mapping=json.loads(mapping.read_text(encoding="utf-8")) if mapping else None,
        date_order="day first" if day_first else "month first" if month_first else None,
        plan=plan,
        restatement=_restatement(restate, approved_by),
        is_date_meant=confirm_date,
    )
    with saying(as_json) as said:
        actor = operator()
        created = create and importing.ensure_portfolio(actor, portfolio, name or portfolio, currency, fiscal_start)
        if mapping_out is not None:
            proposed = importing.proposed_mapping(actor, wanted)
            mapping_out.write_text(json.dumps(proposed, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        said.fields = importing.run(actor, wanted, dry_run, _progress) | {"created": created}
        said.lines = imports.told(said.fields)
        if said.fields["status"] == "committed":
            derived.refresh(scope(actor, portfolio), _progress)
        if not dry_run:
            said.fields["slip_model"] = "pending" if slip_training.is_wanted(scope(actor, portfolio)) else "trained"
            said.lines += imports.training(said.fields["slip_model"], portfolio)


def periods(key: Key, as_json: Json = False) -> None:
    """List the periods of a portfolio: received, carried forward, revisions, withdrawals."""
    with saying(as_json) as said:
        said.fields = importing.periods(scope(operator(), key))
        said.lines = imports.periods(said.fields)


def withdraw(
    key: Key,
    upload: Annotated[int, typer.Argument(help="Number of the upload, as `periods` shows it.")],
    reason: Annotated[str, typer.Option(help="Why it should not count.")],
    restate: Annotated[str | None, typer.Option(help=f"{RESTATE} The reason where left out.")] = None,
    approved_by: Annotated[str | None, typer.Option(help=APPROVED_BY)] = None,
    as_json: Json = False,
) -> None:
    """Take an upload out of use; what stood before counts again."""
    given = _restatement(restate or reason, approved_by) if approved_by or restate else None
    with saying(as_json) as said:
        said.fields = importing.withdraw(operator(), key, upload, reason, given)
        said.lines = [f"Upload {upload} is withdrawn."]
        derived.refresh(scope(operator(), key), _progress)


def mapping(
    key: Key,
    register: Annotated[str | None, typer.Option(help="Only this register.")] = None,
    as_json: Json = False,
) -> None:
    """Show how the files of a portfolio were read last time."""
    with saying(as_json) as said:
        said.fields = importing.mappings(scope(operator(), key), register)
        said.lines = imports.mappings(said.fields)


def template(
    register: Annotated[str, typer.Argument(help="Register to get a template of.")],
    out: Annotated[Path | None, typer.Option(help="File to write; .csv or .xlsx.")] = None,
    as_json: Json = False,
) -> None:
    """Write an upload template."""
    with saying(as_json, stored=False) as said:
        content = importing.template(register, "xlsx" if out and out.suffix == ".xlsx" else "csv")
        if out:
            out.write_bytes(content)
        columns = importing.columns(register)
        said.fields = {"register": register, "columns": columns, "file": str(out) if out else None}
        said.lines = [f"Template written to {out}."] if out else [content.decode("utf-8-sig").strip()]


def _restatement(reason: str | None, approved_by: str | None) -> Restatement | None:
    if bool(reason) != bool(approved_by):
        raise typer.BadParameter("a restatement takes both --restate and --approved-by")
    return Restatement(reason, approved_by) if reason and approved_by else None


def _progress(done: int, total: int, text: str) -> None:
    log(f"{done}/{total} {text}")


def _coverage(text: str | None) -> dict[str, Any] | None:
    if text is None:
        return None
    kind, _, value = text.partition("=")
    if (kind == "whole") == bool(value) or kind not in ("whole", "department", "programme", "project"):
        raise typer.BadParameter(f'"{text}" is not whole, department=X, programme=X or project=KEY')
    return {"kind": kind, "values": [part.strip() for part in value.split("|")] if value else []}
