"""What other weights would do to what a budget funds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from services.access import Scope
from services.errors import Explained
from services.workshops import funded
from services.workshops.funded import Ground


@dataclass(frozen=True)
class FundedChange:
    """Names of projects that a total (minor units) would newly fund or fund no longer, of so many `open` ones.

    `money` is the cost of those that it would newly fund.
    """

    total: int
    open: int
    entering: tuple[str, ...]
    leaving: tuple[str, ...]
    money: int


def ground(scope: Scope, as_of: date) -> Ground | None:
    """Return what a usual budget chooses from at a date (`workshops.funded`); None where there is nothing to choose."""
    try:
        return funded.ground(scope, as_of, seconds=0.3)
    except Explained:
        return None


def change(held: Ground, before: Mapping[str, float], after: Mapping[str, float]) -> FundedChange:
    """Return how what is funded differs between two sets of shares of all, by objective."""
    first, then = (set(funded.best(held, shares).chosen) for shares in (before, after))
    names, cost = dict(zip(held.candidates.keys, held.candidates.names, strict=True)), held.cost
    entering, leaving = (sorted(keys, key=lambda key: (-cost[key], key)) for keys in (then - first, first - then))
    return FundedChange(
        held.total,
        len(held.open_keys),
        tuple(names[key] for key in entering),
        tuple(names[key] for key in leaving),
        sum(cost[key] for key in entering),
    )
