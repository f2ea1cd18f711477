"""Commands for decisions: weights from judgments, the best selection, the frontier, and questions about them."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from services import selecting
from services import weights as judgments
from ui.commands import budget_sources as given
from ui.commands.budget_questions import explain, robustness
from ui.commands.budget_sources import Source
from ui.commands.output import Json, saying
from ui.wording import selections

NoLimit = Annotated[list[str] | None, typer.Option(help="Money there is, as for select; the frontier needs none.")]
Along = Annotated[
    str | None,
    typer.Option(help="The period or cost whose limit moves, the others held; else the total, or the only limit."),
]


def mount(app: typer.Typer) -> None:
    """Add the commands to the app."""
    for command in (weights, select, frontier, robustness, explain):
        app.command()(command)


def weights(
    file: Annotated[Path, typer.Argument(help="A CSV file of pairwise judgments.", exists=True, dir_okay=False)],
    method: Annotated[Literal["eigenvector", "geometric"], typer.Option(help="How weights are found.")] = "eigenvector",
    as_json: Json = False,
) -> None:
    """Work out weights from a square matrix of judgments or its upper triangle, with their consistency."""
    with saying(as_json, stored=False) as said:
        said.fields = judgments.from_file(file, method)
        said.lines = selections.weights(said.fields)


def select(
    limit: given.Limit = None,
    key: given.Key = None,
    file: given.File = None,
    problem: given.Stating = None,
    value: given.Value = "strategic",
    force_in: given.ForceIn = None,
    force_out: given.ForceOut = None,
    as_of: given.AsOf = None,
    no_rules: given.NoRules = False,
    time_limit: given.Seconds = selecting.DEFAULT_SECONDS,
    gap: given.Gap = 0.0,
    as_json: Json = False,
) -> None:
    """Choose the projects worth most within the limits, with the proof."""
    source = Source(key, file, problem, value, as_of, limit, force_in, force_out, no_rules)
    source.needs_limits()
    with saying(as_json, stored=source.stored) as said:
        said.fields = selecting.select(source.read(), time_limit, gap)
        said.lines = selections.selection(said.fields)


def frontier(
    key: given.Key = None,
    file: given.File = None,
    problem: given.Stating = None,
    along: Along = None,
    value: given.Value = "strategic",
    limit: NoLimit = None,
    force_in: given.ForceIn = None,
    force_out: given.ForceOut = None,
    as_of: given.AsOf = None,
    no_rules: given.NoRules = False,
    time_limit: given.Seconds = 2 * selecting.DEFAULT_SECONDS,
    gap: given.Gap = 0.0,
    as_json: Json = False,
) -> None:
    """List what every amount of money buys, step by step; other limits are held meanwhile."""
    source = Source(key, file, problem, value, as_of, limit, force_in, force_out, no_rules)
    with saying(as_json, stored=source.stored) as said:
        stated = source.read()
        moved = source.moving(stated, along)
        said.fields = selecting.frontier(stated, time_limit, gap, moved, source.until(stated, moved))
        said.lines = selections.frontier(said.fields)
