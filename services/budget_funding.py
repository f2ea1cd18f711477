"""What the Budget page decides on: mandatory work at the least that complies, and the options of single projects."""

from dataclasses import replace
from datetime import date

from services import money_decided, options_known, portfolio_candidates, project_options
from services.access import Scope
from services.money_decided import MoneyDecided
from services.options_allowed import Allowed
from services.portfolio_candidates import Funding, Valuing
from services.portrait import Filters


def read(scope: Scope, as_of: date, valuing: Valuing, filters: Filters = ()) -> tuple[Funding, MoneyDecided]:
    """Return the candidates of a date, mandatory work at the least that complies, and where the money goes."""
    funding = portfolio_candidates.read(scope, as_of, valuing, filters)
    money = money_decided.read(scope, as_of, funding)
    money = money_decided.read(scope, as_of, funding)
    return replace(funding, candidates=money_decided.at_least_cost(funding, money)), money


def with_options(scope: Scope, as_of: date, funding: Funding, allowed: Allowed) -> Funding:
    """Return the same with a candidate for each option that is allowed; the same where none is."""
    if not allowed.any:
        return funding
    known = options_known.read(scope, as_of, funding)
    return replace(funding, candidates=project_options.expand(funding.candidates, allowed, known))


def reserved(scope: Scope, as_of: date, funding: Funding, allowed: Allowed, chosen: tuple[str, ...]) -> int:
    """Return what the options chosen leave to be found later, in whole minor units; `funding` is without options."""
    known = options_known.read(scope, as_of, funding)
    return int(project_options.reserved(funding.candidates, allowed, known, chosen).sum())
