"""The command line: one Typer app, one module per group of commands."""

import typer

from ui.commands import (
    audit,
    backup,
    budget,
    databases,
    importing,
    people,
    portfolios,
    publishing,
    sample,
    serve,
    settings,
    slip,
)

app = typer.Typer(
    help="Bellwether: a portfolio dashboard for project management offices.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(databases.app, name="db")
app.add_typer(slip.app, name="slip")
app.add_typer(audit.app, name="audit")
for group in (importing, publishing, portfolios, people, budget, sample, backup, settings, serve):
    group.mount(app)

__all__ = ["app"]
