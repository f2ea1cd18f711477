"""The command that lists the settings, without showing a secret."""

from dataclasses import asdict

import typer

from data_access.settings import settings as settings_in_force
from data_access.settings_listed import ListedSetting, listed
from ui.commands.output import Json, saying


def mount(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command()(settings)


def settings(as_json: Json = False) -> None:
    """List every setting with its value, its default, where it comes from and what it means; secrets are hidden."""
    with saying(as_json, stored=False) as said:
        rows = listed(settings_in_force())
        said.fields = {"settings": [asdict(row) for row in rows]}
        said.lines = [line for row in rows for line in _lines(row)]


def _lines(row: ListedSetting) -> list[str]:
    value = row.value or "not set"
    default = "" if row.source == "default" else f"; the default is {row.default or 'not set'}"
    return [f"{row.variable} = {value}", f"    {row.meaning} From the {row.source}{default}."]
