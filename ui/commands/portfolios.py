"""Commands that read a portfolio: its figures, and its heatmap."""

from datetime import date
from typing import Annotated

import typer

from services import heatmaps, importing, periods, portfolio_view, portfolios
from services.access import Scope, operator, scope
from services.errors import Explained
from ui.commands.output import Json, saying, wanted_date
from ui.wording import imports

AsOf = Annotated[str | None, typer.Option(help="As-of date (2026-10-31); the newest where left out.")]


def mount(app: typer.Typer) -> None:
    """Add the commands to the app."""
    app.command()(portfolio)
    app.command()(heatmap)


def portfolio(
    key: Annotated[str | None, typer.Argument(help="Key of the portfolio; all are listed where left out.")] = None,
    as_of: AsOf = None,
    compare: Annotated[str | None, typer.Option(help="Date to compare with; the one before where left out.")] = None,
    as_json: Json = False,
) -> None:
    """List the portfolios, or show the figures of one."""
    asked, compared = wanted_date(as_of), wanted_date(compare)
    with saying(as_json) as said:
        if key is None:
            said.fields = {"portfolios": importing.listing(operator())}
            said.lines = [f"{one['key']}: {one['name']}" for one in said.fields["portfolios"]]
            said.lines = said.lines or ["There is no portfolio yet. Load the sample, or import a file with --create."]
            return
        view = scope(operator(), key)
        shown, before = dates(view, asked, compared)
        about = portfolios.facts(view)
        said.fields = {
            "portfolio": key,
            "name": about.name,
            "currency": about.currency,
            **portfolio_view.as_dict(view, shown, before),
        }
        said.lines = imports.pairs(said.fields)


def heatmap(
    key: Annotated[str, typer.Argument(help="Key of the portfolio.")],
    rows: Annotated[str, typer.Option(help="Dimension of the rows.")] = "",
    columns: Annotated[str, typer.Option(help="Dimension of the columns.")] = "",
    measure: Annotated[str, typer.Option(help="What is measured.")] = "",
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """Show the heatmap's cells."""
    asked = wanted_date(as_of)
    with saying(as_json) as said:
        view = scope(operator(), key)
        shown, _ = dates(view, asked, None)
        said.fields = heatmaps.as_dict(view, shown, rows, columns, measure)
        said.lines = imports.pairs(said.fields)


def dates(view: Scope, as_of: date | None, compare: date | None) -> tuple[date, date | None]:
    """Return the date to show and the one before it; raises Explained where nothing was reported by then."""
    known = periods.dates(view)
    held = [one for one in known if as_of is None or one <= as_of]
    if not held:
        raise Explained(
            "The portfolio has no projects yet." if not known else f"Nothing was reported by {as_of}.",
            repair="Import a file of projects." if not known else f"The first date is {known[0]}.",
        )
    earlier = [one for one in known if one < held[-1] and (compare is None or one <= compare)]
    return held[-1], earlier[-1] if earlier else None
