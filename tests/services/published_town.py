"""The town with May published: what a correction of it meets."""

from datetime import date

from services import access, intake, publications, uploads
from services.access import Actor, Scope
from services.intake import Committed
from services.restatements import Restatement
from services.uploads import Source
from tests.services import town

JULY = date(2026, 7, 31)
WHY = Restatement("The pumps were left out", "Ann Lee")


def now() -> Scope:
    return access.scope(access.operator(), "town")


def standing(as_of: date) -> publications.Period:
    """Return where a date stands."""
    return next(one for one in publications.listing(now()) if one.as_of == as_of)


def publish(as_of: date, actor: Actor = town.ME) -> None:
    """Take a date through all steps."""
    for step in (publications.review, publications.sign_off, publications.publish):
        step(actor, now(), as_of, standing(as_of).version)


def plan(as_of: date, text: str, register: str = "projects") -> dict[str, object]:
    """Return the plan of a file."""
    file = uploads.read(town.ME, now(), Source(text.encode(), "corrected.csv"), register, here=True)
    return uploads.plan(town.ME, now(), file, as_of=as_of)


def load(as_of: date, text: str, given: Restatement | None = None, register: str = "projects") -> Committed:
    """Load a file."""
    return intake.commit(town.ME, now(), str(plan(as_of, text, register)["hash"]), restatement=given)


def corrected(cost: int = 130) -> str:
    """Return a file of the town's two live projects with budgets, one of them dearer than was reported."""
    return (
        "project_key,name,status,approved_baseline_finish,forecast_finish,approved_budget,forecast_cost\n"
        f"W1,North main,active,2026-12-31,2027-03-31,100000000,{cost}000000\n"
        "R1,High street,active,2026-12-31,2027-06-30,80000000,80000000\n"
    )
