"""Where the commands for decisions read a selection from: a portfolio, a CSV file, or a JSON file that states it."""

from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Literal

import typer

from services import portfolio_candidates, portfolio_rules, problem_files, selection_files
from services.access import operator, scope
from services.candidates import Asked, Candidates, resolved
from services.errors import NotFound
from services.problem_fields import LARGEST
from services.statements import Stated
from ui.commands.output import wanted_date

Key = Annotated[str | None, typer.Argument(help="Key of a portfolio, where no file is given.")]
File = Annotated[
    Path | None,
    typer.Option("--file", help="A CSV file: project, value, cost or one column per period.", exists=True),
]
Stating = Annotated[
    Path | None,
    typer.Option(
        "--problem",
        help="A JSON file that states projects, limits and rules: docs/cli/problem.schema.json.",
        exists=True,
        dir_okay=False,
    ),
]
Value = Annotated[
    Literal["strategic", "priority", "expected_value", "equal"],
    typer.Option(help="What a portfolio's project is worth; a file has its own column."),
]
Limit = Annotated[
    list[str] | None,
    typer.Option(help="Money there is: in total (1400), or of a period (2027=400). Repeats."),
]
ForceIn = Annotated[list[str] | None, typer.Option(help="A project that must be in. Repeats.")]
ForceOut = Annotated[list[str] | None, typer.Option(help="A project that must be out. Repeats.")]
AsOf = Annotated[str | None, typer.Option(help="As-of date of the portfolio; the newest where left out.")]
NoRules = Annotated[bool, typer.Option("--no-rules", help="Leave out the dependencies that a portfolio registers.")]
Seconds = Annotated[float, typer.Option(min=0.01, help="Seconds for the search; then the best found and its bound.")]
Gap = Annotated[
    float, typer.Option(min=0.0, max=1.0, help="Distance to the bound, as a share of it, at which to stop.")
]


@dataclass(frozen=True)
class Source:
    """A portfolio, a CSV file or a JSON file, exactly one of them, and what the command line adds to it."""

    key: str | None
    file: Path | None
    problem: Path | None
    value: portfolio_candidates.Measure = "strategic"
    as_of: str | None = None
    limit: list[str] | None = None
    force_in: list[str] | None = None
    force_out: list[str] | None = None
    no_rules: bool = False
    limits: dict[str | None, Decimal] = field(init=False)

    def __post_init__(self) -> None:
        if sum(given is not None for given in (self.key, self.file, self.problem)) != 1:
            raise typer.BadParameter("give the key of a portfolio, --file or --problem, one of them")
        wanted_date(self.as_of)
        object.__setattr__(self, "limits", _limits(self.limit or []))

    @property
    def stored(self) -> bool:
        """Whether it takes the database."""
        return self.key is not None

    def needs_limits(self) -> None:
        """Refuse a portfolio or a CSV file without any limit: everything would be chosen."""
        if self.problem is None and not self.limits:
            raise typer.BadParameter("give at least one --limit such as 1400 or 2027=400")

    def read(self) -> Stated:
        """Return the statement."""
        if self.problem is not None:
            return self._with_options(problem_files.read(self.problem))
        if self.file is not None:
            return self._with_options(Stated(selection_files.read(self.file), Asked()))
        assert self.key is not None
        reader = scope(operator(), self.key)
        as_of = portfolio_candidates.newest(reader, wanted_date(self.as_of))
        found = portfolio_candidates.read(reader, as_of, portfolio_candidates.Valuing(self.value)).candidates
        rules = () if self.no_rules else portfolio_rules.rules(reader, as_of, found.keys)
        return self._with_options(Stated(found, Asked(rules=rules)))

    def moving(self, stated: Stated, along: str | None) -> str | None:
        """Return the period whose limit moves along a frontier: the one named, or the only limit of a JSON file."""
        if along is not None or self.problem is None:
            return _period(stated.found, along)
        limited = [name for name, _ in stated.asked.periods]
        return limited[0] if len(limited) == 1 and stated.asked.total is None else None

    def until(self, stated: Stated, along: str | None) -> int | None:
        """Return the amount in minor units that the command line gives for what moves, None where it gives none."""
        limit = {_period(stated.found, name): amount for name, amount in self.limits.items()}.get(along)
        return None if limit is None else _minor(stated.found, limit)

    def _with_options(self, stated: Stated) -> Stated:
        """Return the statement with the limits and decisions of the command line, which go before those of a file."""
        found, asked = stated.found, stated.asked
        periods = dict(asked.periods)
        for name, amount in self.limits.items():
            if (period := _period(found, name)) is not None:
                periods[period] = _minor(found, amount)
        total = self.limits.get(None)
        forced_in, forced_out = _forced(found, self.force_in), _forced(found, self.force_out)
        asked = replace(
            asked,
            total=asked.total if total is None else _minor(found, total),
            periods=tuple(periods.items()),
            forced_in=(*(key for key in asked.forced_in if key not in forced_out), *forced_in),
            forced_out=(*(key for key in asked.forced_out if key not in forced_in), *forced_out),
        )
        return replace(stated, asked=asked, adds_up=stated.adds_up or total is not None)


def _minor(found: Candidates, amount: Decimal) -> int:
    """Return a limit in minor units; more than can be counted is no limit, and stands as the largest number."""
    return min(found.minor(amount), LARGEST)


def _forced(found: Candidates, wanted: list[str] | None) -> tuple[str, ...]:
    """Return the projects named; those with options by their key."""
    words = wanted or []
    whole = tuple(word for word in words if word in found.none_of)
    return whole + resolved(found, [word for word in words if word not in found.none_of])


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


def _period(found: Candidates, name: str | None) -> str | None:
    """Return the period of a name, however its letters are written; None for the total."""
    if name is None or name in found.periods:
        return name
    by_words = {period.casefold(): period for period in found.periods}
    if name.casefold() not in by_words:
        known = f"Use one of {', '.join(found.periods)}."
        raise NotFound(f'There is no cost of "{name}" to limit.', repair=known)
    return by_words[name.casefold()]
