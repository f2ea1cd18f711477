"""Plans made of the small portfolio of `funding_works`, as the Budget page would save them."""

from datetime import date
from typing import Any

from models.selection import select
from services import portfolio_candidates, scenarios, scenarios_statement
from services.access import Scope
from services.candidates import Asked, problem
from services.portfolio_candidates import Valuing
from services.scenarios_statement import Statement
from tests.services.funding_works import AS_OF, ME

CENTS = 100


def statement(scope: Scope, asked: Asked, measure: str = "strategic", as_of: date = AS_OF, **told: Any) -> Statement:
    valuing = Valuing(measure)
    funding = portfolio_candidates.read(scope, as_of, valuing)
    stated = problem(funding.candidates, asked)
    classes = dict(zip(funding.projects["project_key"], funding.projects["investment_class"], strict=True))
    return scenarios_statement.statement(
        scope,
        as_of,
        candidates=funding.candidates,
        problem=stated,
        chosen=select(stated),
        valuing=valuing,
        asked=asked,
        address={"budget_total": "1.41"},
        classes={key: name if name == name else None for key, name in classes.items()},
        **told,
    )


def asked(total: int = 1_410, **more: Any) -> Asked:
    return Asked(total * CENTS, **more)


def kept(scope: Scope, name: str = "Plan", total: int = 1_410, note: str = "", **more: Any) -> int:
    return scenarios.save(ME, scope, name, note, statement(scope, asked(total, **more)))
