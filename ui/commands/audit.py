"""Commands for the audit: verify its chain, print its head, save it."""

from pathlib import Path
from typing import Annotated

import typer

from services import audit, publications_on_record
from services.access import operator
from ui.commands.output import REFUSED, Json, saying, wanted_date
from ui.wording import audit as wording
from ui.wording import restores

app = typer.Typer(help="The audit: verify its chain, print its head, save it.", no_args_is_help=True)
Portfolio = Annotated[str | None, typer.Option(help="Key of a portfolio; all entries where left out.")]


@app.command()
def verify(
    head: Annotated[str | None, typer.Option(help="A head kept earlier, as `audit head` prints it.")] = None,
    as_json: Json = False,
) -> None:
    """Verify that no entry was changed, removed, inserted or moved, nor what was published; ends with 1 where so."""
    other: list[str] = []
    with saying(as_json) as said:
        found = audit.verify(None if head is None else audit.kept_head(head))
        other = publications_on_record.verify()
        restore = None if found.whole or found.kept is None else audit.newest_restore()
        said.fields = {
            "status": "whole" if found.whole else "broken",
            "entries": found.entries,
            "head": str(found.head),
            "kind": found.kind or None,
            "entry": found.sequence,
            "compared_with": None if found.kept is None else str(found.kept),
            "restored_by_entry": None if restore is None else restore.sequence,
            "findings": other,
        }
        said.lines = [wording.finding(found), wording.verified(found)]
        said.lines += [] if restore is None else [restores.restored(restore)]
        said.lines += other
    if other or not found.whole:
        raise typer.Exit(REFUSED)


@app.command()
def head(as_json: Json = False) -> None:
    """Print the number and hash of the last entry, to be kept outside the database."""
    with saying(as_json) as said:
        present = audit.head()
        said.fields = {"entry": present.sequence, "head": str(present)}
        said.lines = [str(present)]


@app.command()
def export(
    out: Annotated[Path, typer.Argument(help="CSV file to write.", dir_okay=False)],
    portfolio: Portfolio = None,
    person: Annotated[str, typer.Option(help="Only what this person did, named as on record.")] = "",
    action: Annotated[str, typer.Option(help="Only this action, named as on record.")] = "",
    words: Annotated[str, typer.Option(help="Only entries with all of these words.")] = "",
    since: Annotated[str | None, typer.Option(help="First day (2026-10-31), UTC.")] = None,
    until: Annotated[str | None, typer.Option(help="Last day.")] = None,
    as_json: Json = False,
) -> None:
    """Write entries to a CSV file, newest first; its last line holds the head of the audit."""
    sought = audit.Sought(None, person, action, words, wanted_date(since), wanted_date(until))
    with saying(as_json) as said:
        present = audit.head()
        total = audit.count(operator(), portfolio, sought)
        text = wording.exported(audit.every(operator(), portfolio, sought), present)
        out.write_bytes(text.encode("utf-8-sig"))
        said.fields = {"status": "done", "file": str(out), "entries": total, "head": str(present)}
        said.lines = [f"Wrote {wording.entries(total)} to {out}. The audit's head is {present}."]
