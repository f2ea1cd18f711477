"""The command that loads the sample portfolio."""

import typer

from services import sample
from ui.commands.output import Json, log, saying


def mount(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("sample")(load)


def load(as_json: Json = False) -> None:
    """Create the portfolio `sample` and load its 48 months of files."""
    with saying(as_json) as said:
        said.fields = sample.load(lambda done, total, text: log(f"{done}/{total} {text}"))
        said.lines = [f"The sample portfolio is loaded from {said.fields['files']} files."]
