"""Commands for slip risk: train the models, the rolling record, the predictions of one date, and why."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from models import slip_pairs
from services import periods, slip_backtest, slip_explain, slip_leavers, slip_predict, slip_training, slip_traps
from services.access import Scope, operator, scope
from services.plans import Progress
from ui.commands.output import Json, log, saying, wanted_date
from ui.commands.portfolios import dates
from ui.wording import slip_commands as wording
from ui.wording.slip_caution import cautions
from ui.wording.spreadsheet import csv_text

ENDED = 143
app = typer.Typer(help="Slip risk: its models, their record, and their predictions.", no_args_is_help=True)

Key = Annotated[str, typer.Argument(help="Key of the portfolio.")]
Horizon = Annotated[Literal["next", "12m"], typer.Option(help="By the next report, or within 12 months.")]
Days = Annotated[int, typer.Option(help="Days a forecast must move to count as slipped: 30 or 90.")]


@app.command()
def train(
    key: Key,
    horizon: Annotated[Literal["next", "12m"] | None, typer.Option(help="Only this horizon.")] = None,
    days: Annotated[int | None, typer.Option(help="Only this many days: 30 or 90.")] = None,
    as_json: Json = False,
) -> None:
    """Fit the slip models on all that was reported, try them on the past, and keep what they say of every date."""
    if days is not None:
        _checked(days, None)
    with saying(as_json) as said:
        view = scope(operator(), key)
        asked = {name: value for name, value in (("horizon", horizon), ("days", days)) if value is not None}
        with _leaving_nothing():
            said.fields = slip_training.here(view, operator(), asked, _progress())
        now = scope(operator(), key)
        for question in said.fields["questions"]:
            question["cautions"] = _cautions(now, None, question["horizon"], question["days"])
        told = [line for question in said.fields["questions"] for line in wording.trained(question)]
        said.lines = [said.fields["message"], *told]


@app.command()
def backtest(
    key: Key,
    horizon: Horizon = "12m",
    days: Days = 30,
    start: Annotated[str | None, typer.Option("--from", help="First date to predict from.")] = None,
    as_json: Json = False,
) -> None:
    """Show what was predicted at each date, only from what was known then, against what happened."""
    first = _checked(days, start)
    with saying(as_json) as said:
        said.fields = slip_backtest.backtest(scope(operator(), key), horizon, days, first, _progress())
        said.lines = wording.backtested(said.fields)


@app.command()
def predict(
    key: Key,
    as_of: Annotated[str | None, typer.Option(help="As-of date; the newest where left out.")] = None,
    horizon: Horizon = "12m",
    days: Days = 30,
    out: Annotated[Path | None, typer.Option(help="CSV file to write the projects to.")] = None,
    as_json: Json = False,
) -> None:
    """Show each project's chance that its forecast moves later, by how many days, and how such words held before."""
    asked = _checked(days, as_of)
    with saying(as_json) as said:
        view = scope(operator(), key)
        shown, _ = dates(view, asked, None)
        said.fields = slip_predict.predict(view, shown, horizon, days)
        said.fields["cautions"] = _cautions(view, shown, horizon, days)
        rows = said.fields["projects"]
        if out:
            with out.open("w", encoding="utf-8", newline="") as written:
                head = list(rows[0]) if rows else ["project_key"]
                written.write(csv_text(head, [[row[name] for name in head] for row in rows]))
        said.lines = wording.predicted(said.fields)


@app.command()
def explain(
    key: Key,
    project: Annotated[str, typer.Argument(help="Key of the project.")],
    as_of: Annotated[str | None, typer.Option(help="As-of date; the newest where left out.")] = None,
    horizon: Horizon = "12m",
    days: Days = 30,
    as_json: Json = False,
) -> None:
    """Show what each group of inputs adds to a project's chance, so that the parts sum to it."""
    asked = _checked(days, as_of)
    with saying(as_json) as said:
        view = scope(operator(), key)
        shown, _ = dates(view, asked, None)
        why = slip_explain.explain(view, project, shown, horizon, days)
        said.fields = slip_explain.as_told(view, why, horizon, days)
        said.fields["cautions"] = _cautions(view, shown, horizon, days)
        said.lines = wording.explained(said.fields)


@contextmanager
def _leaving_nothing() -> Iterator[None]:
    """Let a request to end (SIGTERM) end in order, so that what the worker processes share does not outlive them."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(ENDED))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _cautions(view: Scope, shown: date | None, horizon: slip_pairs.Horizon, days: int) -> list[str]:
    """Return what the page says to take care of at a date, the newest where none is given, as sentences."""
    known = [shown] if shown else periods.dates(view)[-1:]
    return [
        f"{line[:1].upper()}{line[1:]}."
        for at in known
        for line in cautions(slip_traps.read(view, at, horizon, days), slip_leavers.read(view, at, horizon, days))
    ]


def _progress() -> Progress:
    """Return a progress on stderr that speaks once a second at most, and at each change of words."""
    spoken: list[tuple[float, str]] = [(0.0, "")]

    def say(done: int, total: int, words: str) -> None:
        last, before = spoken[0]
        if words != before or time.monotonic() - last > 1:
            spoken[0] = (time.monotonic(), words)
            log(f"{done / max(total, 1):4.0%} {words}")

    return say


def _checked(days: int, text: str | None) -> date | None:
    if days not in (30, 90):
        raise typer.BadParameter("give 30 or 90", param_hint="--days")
    return wanted_date(text)
