"""Commands for slip risk: the rolling record, and the predictions of one date."""

import csv
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from services import slip
from services.access import local_user, scope
from ui.commands.output import Json, saying, wanted_date
from ui.commands.portfolios import dates
from ui.wording import imports

app = typer.Typer(help="Slip risk: its record, and its predictions.", no_args_is_help=True)

Key = Annotated[str, typer.Argument(help="Key of the portfolio.")]
Horizon = Annotated[Literal["next", "12m"], typer.Option(help="By the next report, or within 12 months.")]
Days = Annotated[int, typer.Option(help="Days a forecast must move to count as slipped: 30 or 90.")]


@app.command()
def backtest(
    key: Key,
    horizon: Horizon = "next",
    days: Days = 30,
    start: Annotated[str | None, typer.Option("--from", help="First date to predict from.")] = None,
    as_json: Json = False,
) -> None:
    """Show what was predicted at each date, only from what was known then, against what happened."""
    first = _checked(days, start)
    with saying(as_json) as said:
        said.fields = slip.backtest(scope(local_user(), key), horizon, days, first)
        said.lines = imports.pairs(said.fields["model"] | {"note": said.fields["note"]})


@app.command()
def predict(
    key: Key,
    as_of: Annotated[str | None, typer.Option(help="As-of date; the newest where left out.")] = None,
    horizon: Horizon = "next",
    days: Days = 30,
    out: Annotated[Path | None, typer.Option(help="CSV file to write the projects to.")] = None,
    as_json: Json = False,
) -> None:
    """Show each project's chance that its forecast moves later."""
    asked = _checked(days, as_of)
    with saying(as_json) as said:
        view = scope(local_user(), key)
        shown, _ = dates(view, asked, None)
        said.fields = slip.predict(view, shown, horizon, days)
        rows = said.fields["projects"]
        if out:
            with out.open("w", encoding="utf-8", newline="") as written:
                table = csv.DictWriter(written, list(rows[0]) if rows else ["project_key"])
                table.writeheader()
                table.writerows(rows)
        said.lines = [
            f"{row['project_key']}  {'-' if row['probability'] is None else format(row['probability'], '.0%')}  "
            f"{row['reason'] or row['reason_none']}"
            for row in rows
        ]


def _checked(days: int, text: str | None) -> date | None:
    if days not in (30, 90):
        raise typer.BadParameter("give 30 or 90", param_hint="--days")
    return wanted_date(text)
