"""Commands for the database itself."""

import typer

from services import databases
from ui.commands.output import Json, log, saying

app = typer.Typer(help="The database: upgrade its schema, rebuild derived figures.", no_args_is_help=True)


@app.command()
def upgrade(as_json: Json = False) -> None:
    """Bring the schema up to date; a SQLite file is backed up first."""
    with saying(as_json, stored=False) as said:
        done = databases.upgrade()
        said.fields = {"status": "done", "revision": done.revision, "backup": done.backup}
        said.lines = [f"The schema is at revision {done.revision}."]
        if done.backup:
            said.lines.append(f"The file as it was before lies in {done.backup}.")


@app.command()
def rebuild(as_json: Json = False) -> None:
    """Work out all derived figures anew from what was reported."""
    with saying(as_json) as said:
        rebuilt = databases.rebuild(lambda done, total, text: log(f"{done}/{total} {text}"))
        said.fields = {"status": "done", "portfolios": rebuilt}
        said.lines = [f"Derived figures of {len(rebuilt)} portfolios were worked out anew."]
