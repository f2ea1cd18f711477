"""Commands for decisions: weights from judgments, the best selection, and the frontier."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Literal

import typer

from services import portfolio_candidates, selecting, selection_files
from services import weights as judgments
from services.access import local_user, scope
from services.candidates import Asked, Candidates, resolved
from services.errors import NotFound
from ui.commands.output import Json, saying, wanted_date
from ui.wording import selections

Key = Annotated[str | None, typer.Argument(help="Key of a portfolio, where no file is given.")]
File = Annotated[
    Path | None,
    typer.Option("--file", help="A CSV file: project, value, cost or one column per period.", exists=True),
]
Value = Annotated[
    Literal["strategic", "priority", "expected_value", "equal"],
    typer.Option(help="What a portfolio's project is worth; a file has its own column."),
]
Limit = Annotated[list[str], typer.Option(help="Money there is: in total (1400), or of a period (2027=400). Repeats.")]
NoLimit = Annotated[list[str] | None, typer.Option(help="Money there is, as for select; the frontier needs none.")]
ForceIn = Annotated[list[str] | None, typer.Option(help="A project that must be in. Repeats.")]
ForceOut = Annotated[list[str] | None, typer.Option(help="A project that must be out. Repeats.")]
AsOf = Annotated[str | None, typer.Option(help="As-of date of the portfolio; the newest where left out.")]
Seconds = Annotated[float, typer.Option(min=0.01, help="Seconds for the search; then the best found and its bound.")]


def mount(app: typer.Typer) -> None:
    """Add the commands to the app."""
    for command in (weights, select, frontier):
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
    limit: Limit,
    key: Key = None,
    file: File = None,
    value: Value = "strategic",
    force_in: ForceIn = None,
    force_out: ForceOut = None,
    as_of: AsOf = None,
    time_limit: Seconds = selecting.DEFAULT_SECONDS,
    as_json: Json = False,
) -> None:
    """Choose the projects worth most within the limits, with the proof."""
    limits = _limits(limit)
    source = _Source(key, file, value, as_of)
    with saying(as_json, stored=key is not None) as said:
        found = source.read()
        said.fields = selecting.select(found, _asked(found, limits, force_in, force_out), time_limit)
        said.lines = selections.selection(said.fields)


def frontier(
    key: Key = None,
    file: File = None,
    value: Value = "strategic",
    limit: NoLimit = None,
    force_in: ForceIn = None,
    force_out: ForceOut = None,
    as_of: AsOf = None,
    time_limit: Seconds = 2 * selecting.DEFAULT_SECONDS,
    as_json: Json = False,
) -> None:
    """List what every amount of money buys, step by step; limits of periods are held meanwhile."""
    limits = _limits(limit or [])
    source = _Source(key, file, value, as_of)
    with saying(as_json, stored=key is not None) as said:
        found = source.read()
        said.fields = selecting.frontier(found, _asked(found, limits, force_in, force_out), time_limit)
        said.lines = selections.frontier(said.fields)


@dataclass(frozen=True)
class _Source:
    """A file or a portfolio, exactly one of them."""

    key: str | None
    file: Path | None
    value: portfolio_candidates.Measure
    as_of: str | None

    def __post_init__(self) -> None:
        if (self.key is None) == (self.file is None):
            raise typer.BadParameter("give the key of a portfolio or --file, one of them")
        wanted_date(self.as_of)

    def read(self) -> Candidates:
        """Return the candidates."""
        if self.file is not None:
            return selection_files.read(self.file)
        assert self.key is not None
        reader = scope(local_user(), self.key)
        as_of = portfolio_candidates.newest(reader, wanted_date(self.as_of))
        return portfolio_candidates.read(reader, as_of, portfolio_candidates.Valuing(self.value)).candidates


def _limits(given: list[str]) -> dict[str | None, Decimal]:
    limits: dict[str | None, Decimal] = {}
    for text in given:
        period, _, amount = text.rpartition("=")
        try:
            number = Decimal(amount.strip().replace(",", ""))
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or number < 0:
            raise typer.BadParameter(f'"{text}" is not a limit such as 1400 or 2027=400')
        if (period.strip() or None) in limits:
            raise typer.BadParameter(f'the limit of "{period.strip() or "the total"}" is given twice')
        limits[period.strip() or None] = number
    return limits


def _asked(
    found: Candidates, limits: dict[str | None, Decimal], force_in: list[str] | None, force_out: list[str] | None
) -> Asked:
    by_words = {name.casefold(): name for name in found.periods}
    if unknown := [name for name in limits if name is not None and name.casefold() not in by_words]:
        known = f"Use one of {', '.join(found.periods)}."
        raise NotFound(f'There is no cost of "{unknown[0]}" to limit.', repair=known)
    total = limits.get(None)
    periods = {by_words[name.casefold()]: amount for name, amount in limits.items() if name is not None}
    return Asked(
        total=None if total is None else found.minor(total),
        periods=tuple((name, found.minor(amount)) for name, amount in periods.items()),
        forced_in=resolved(found, force_in or []),
        forced_out=resolved(found, force_out or []),
    )
