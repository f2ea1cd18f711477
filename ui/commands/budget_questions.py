"""Commands that ask about the best selection: how safe it is, and why a project is in or out."""

from typing import Annotated

import typer

from services import selecting, selecting_each, selecting_why
from services.budget_robustness import DRAWS, SEED
from ui.commands import budget_sources as given
from ui.commands.budget_sources import Source
from ui.commands.output import Json, saying
from ui.wording import selection_questions as wording

Draws = Annotated[int, typer.Option(min=1, help="How often values and costs are drawn.")]
Wanted = Annotated[list[str] | None, typer.Option("--project", help="Only this project, by its key. Repeats.")]


def robustness(
    limit: given.Limit = None,
    key: given.Key = None,
    file: given.File = None,
    problem: given.Stating = None,
    value: given.Value = "strategic",
    force_in: given.ForceIn = None,
    force_out: given.ForceOut = None,
    as_of: given.AsOf = None,
    no_rules: given.NoRules = False,
    values: Annotated[float, typer.Option(min=0.0, max=1.0, help="Share by which each value may be off.")] = 0.2,
    costs: Annotated[float, typer.Option(min=0.0, max=1.0, help="Share by which each cost may be off.")] = 0.1,
    draws: Draws = DRAWS,
    seed: Annotated[int, typer.Option(min=0, help="The same seed draws the same.")] = SEED,
    time_limit: given.Seconds = selecting.DEFAULT_SECONDS,
    as_json: Json = False,
) -> None:
    """Count how often each project is chosen when values and costs are not quite what they are said to be."""
    source = Source(key, file, problem, value, as_of, limit, force_in, force_out, no_rules)
    source.needs_limits()
    with saying(as_json, stored=source.stored) as said:
        said.fields = selecting_why.robustness(source.read(), values, costs, draws, seed, time_limit)
        said.lines = wording.robustness(said.fields)


def explain(
    limit: given.Limit = None,
    key: given.Key = None,
    file: given.File = None,
    problem: given.Stating = None,
    project: Wanted = None,
    value: given.Value = "strategic",
    force_in: given.ForceIn = None,
    force_out: given.ForceOut = None,
    as_of: given.AsOf = None,
    no_rules: given.NoRules = False,
    time_limit: given.Seconds = selecting_each.DEFAULT_SECONDS,
    as_json: Json = False,
) -> None:
    """Say of each project why it is chosen or not, what deciding otherwise costs, and what it would take."""
    source = Source(key, file, problem, value, as_of, limit, force_in, force_out, no_rules)
    source.needs_limits()
    with saying(as_json, stored=source.stored) as said:
        said.fields = selecting_each.explained(source.read(), project or (), time_limit)
        said.lines = wording.explained(said.fields)
