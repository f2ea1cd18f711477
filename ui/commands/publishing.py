"""Commands for publishing: take a period a step on, list where the periods stand and what was restated."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Final, Literal

import typer

from services import portfolios, publications
from services.access import Actor, Scope, operator, scope
from services.errors import NotFound
from ui.commands.output import Json, saying, wanted_date
from ui.wording import publications as wording

Step = Literal["review", "sign-off", "publish", "reopen"]
STEPS: Final[dict[str, Callable[[Actor, Scope, date, int], None]]] = {
    "review": publications.review,
    "sign-off": publications.sign_off,
    "publish": publications.publish,
    "reopen": publications.reopen,
}


def mount(app: typer.Typer) -> None:
    """Add the commands to the app."""
    app.command()(period)
    app.command("publications")(listing)


def period(
    key: Annotated[str, typer.Argument(help="Key of the portfolio.")],
    as_of: Annotated[str, typer.Argument(help="As-of date of the period (2026-10-31).")],
    step: Annotated[Step, typer.Argument(help="What to do: a period is reviewed, signed off, then published.")],
    as_json: Json = False,
) -> None:
    """Take a period a step on: review, sign-off, publish; or reopen one that is not published."""
    day = wanted_date(as_of)
    with saying(as_json) as said:
        view = scope(operator(), key)
        held = next((one for one in publications.listing(view) if one.as_of == day), None)
        if held is None or day is None:
            raise NotFound(f"No projects were reported as of {as_of}.", repair="`periods` lists the dates.")
        STEPS[step](operator(), view, day, held.version)
        now = next(one for one in publications.listing(scope(operator(), key)) if one.as_of == day)
        said.fields = {"portfolio": key, **_period(now)}
        said.lines = [wording.done(step.replace("-", "_"), day)]


def listing(key: Annotated[str, typer.Argument(help="Key of the portfolio.")], as_json: Json = False) -> None:
    """List where the periods of a portfolio stand, and the restatements of published ones with both figures."""
    with saying(as_json) as said:
        view = scope(operator(), key)
        periods, corrections = publications.listing(view), publications.corrections(view)
        said.fields = {
            "portfolio": key,
            "periods": [_period(one) for one in periods],
            "restatements": [_restated(one) for one in corrections],
        }
        said.lines = wording.listed(periods)
        currency = portfolios.facts(view).currency
        said.lines += [wording.correction(one, currency) for one in corrections]


def _period(one: publications.Period) -> dict[str, Any]:
    return {
        "as_of": one.as_of.isoformat(),
        "status": one.status,
        "signed_off_by": one.signed_off_by,
        "signed_off_at": one.signed_off_at.isoformat() if one.signed_off_at else None,
        "published_by": one.published_by,
        "published_at": one.published_at.isoformat() if one.published_at else None,
        "restated": one.restated,
    }


def _restated(one: publications.Restated) -> dict[str, Any]:
    return {
        "as_of": one.as_of.isoformat(),
        "reason": one.reason,
        "approved_by": one.approved_by,
        "made_by": one.made_by,
        "made_at": one.made_at.isoformat(),
        "cause": one.cause,
        "before": one.before,
        "after": one.after,
    }
