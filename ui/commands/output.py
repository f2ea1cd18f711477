"""What a command says: JSON or words on stdout, everything else on stderr, and the exit code."""

import json
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any

import typer

from data_access.redaction import redacted, secrets_of
from data_access.settings import UnusableConfig, settings
from services import databases
from services.errors import Explained
from services.refusals import FileRefused, refusals

REFUSED, WRONG_USE, FAULT = 1, 2, 3
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]


@dataclass
class Said:
    """What a command has to say: fields for programs, lines for people."""

    fields: dict[str, Any] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)


@contextmanager
def saying(as_json: bool, *, stored: bool = True) -> Iterator[Said]:
    """Yield what will be said; say it, or say what was refused, and leave with the right exit code.

    With `stored` the command needs the database, and its tables are made where it has none.
    """
    said = Said()
    try:
        if stored:
            databases.prepare()
        yield said
    except (FileRefused, Explained) as error:
        rows = refusals(error)
        _print({"refused": rows} if as_json else None, [_sentence(row) for row in rows])
        raise typer.Exit(REFUSED) from None
    except UnusableConfig as error:
        rows = refusals(Explained("The settings cannot be used.", str(error)))
        _print({"refused": rows} if as_json else None, [_sentence(row) for row in rows])
        raise typer.Exit(REFUSED) from None
    except (typer.Exit, typer.Abort, typer.BadParameter):
        raise
    except Exception as error:
        secrets = secrets_of(settings())
        print(redacted(traceback.format_exc(), secrets), file=sys.stderr)
        fault = redacted(str(error), secrets)
        _print({"fault": f"{type(error).__name__}: {fault}"} if as_json else None, [f"Fault: {fault}"])
        raise typer.Exit(FAULT) from error
    _print(said.fields if as_json else None, said.lines)


def wanted_date(text: str | None) -> date | None:
    """Return the date given on the command line, None where none was; wrong use where it is no date."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise typer.BadParameter(f'"{text}" is not a date such as 2026-10-31') from None


def log(text: str) -> None:
    """Tell people on stderr how it goes on."""
    print(text, file=sys.stderr, flush=True)


def _print(fields: dict[str, Any] | None, lines: list[str]) -> None:
    if fields is not None:
        print(json.dumps(fields, ensure_ascii=False, default=str, allow_nan=False))
        return
    for line in lines:
        print(line)


def _sentence(row: dict[str, Any]) -> str:
    place = ", ".join(
        text
        for text in (
            str(row["file"]),
            f"row {row['row']}" if row["row"] else "",
            f"column {row['column']}" if row["column"] else "",
            f'"{row["value"]}"' if row["value"] else "",
        )
        if text
    )
    rule = str(row["rule"]).strip()
    stop = "." if rule and row["repair"] and not rule.endswith((".", ":", ";", "?")) else ""
    return f"{place + ': ' if place else ''}{rule}{stop} {row['repair']}".strip()
