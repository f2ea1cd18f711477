"""Commands that make, restore and verify backups."""

from pathlib import Path
from typing import Annotated, Any, Final

import typer

from services import backups
from services.access import operator
from services.backups import Backup
from ui.commands.output import REFUSED, Json, saying

REVISIONS: Final = "alembic_version"
Source = Annotated[Path, typer.Argument(help="The file of a backup.")]


def mount(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(backup)
    app.command()(restore)
    app.command()(verify)


def backup(
    to: Annotated[Path | None, typer.Option("--to", help="File to write; in the folder of backups by default.")] = None,
    as_json: Json = False,
) -> None:
    """Write a backup of the whole database as one file, while others go on working."""
    with saying(as_json) as said:
        made = backups.make(operator(), to)
        said.fields = {"status": "done", **_fields(made)}
        said.lines = [f"The backup is {made.file}.", *_lines(made)]


def restore(source: Source, as_json: Json = False) -> None:
    """Put a backup in force after verifying it; the present data are kept beside it."""
    with saying(as_json, stored=False) as said:
        done = backups.restore(operator(), source)
        said.fields = {"status": "done", **_fields(done.backup), "kept": done.kept, "findings": done.findings}
        said.lines = [f"{source} is restored.", *_lines(done.backup)]
        if done.kept:
            said.lines.append(f"What was there before is kept as {done.kept}.")
        said.lines += ["All visits have ended: everybody signs in again.", *_found(done.findings)]
    _leave(done.findings)


def verify(
    source: Annotated[Path | None, typer.Argument(help="The file of a backup; without, the database itself.")] = None,
    as_json: Json = False,
) -> None:
    """Look at every row of a backup, or of the database: pages, references, counts, control totals, audit."""
    findings: list[str] = []
    with saying(as_json, stored=False) as said:
        if source is not None:
            whole = backups.check(source)
            said.fields = {"status": "whole", **_fields(whole), "findings": []}
            said.lines = [f"{source} is whole.", *_lines(whole)]
        else:
            found = backups.verify()
            findings = found.findings
            said.fields = {
                "status": "broken" if findings else "whole",
                "revision": found.revision,
                "tables": found.tables,
                "audit": str(found.audit.head),
                "findings": findings,
            }
            said.lines = [f"Looked at {sum(found.tables.values()):,} rows of {len(found.tables)} tables."]
            said.lines += _found(findings)
    _leave(findings)


def _leave(findings: list[str]) -> None:
    if findings:
        raise typer.Exit(REFUSED)


def _found(findings: list[str]) -> list[str]:
    return findings or ["Nothing is wrong."]


def _lines(told: Backup) -> list[str]:
    # The table that holds the revision is told as that, and not counted: nor does `verify` count it in a database.
    tables = {name: rows for name, rows in told.tables.items() if name != REVISIONS}
    return [
        f"It was made at {told.made_at:%d %b %Y %H:%M} UTC and holds {sum(tables.values()):,} rows of "
        f"{len(tables)} tables, "
        f"schema revision {told.revision}.",
        f"SHA-256 of the file: {told.sha256}",
        f"Head of the audit: {told.audit or 'none'}",
    ]


def _fields(told: Backup) -> dict[str, Any]:
    return {
        "file": str(told.file),
        "made_at": told.made_at.isoformat(),
        "kind": told.kind,
        "revision": told.revision,
        "rows": told.rows,
        "tables": told.tables,
        "audit": told.audit,
        "sha256": told.sha256,
    }
