"""Ratings on which people differ widely: those of earlier challenges, and those that answers beforehand bring up."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final

from data_access import UnitOfWork
from services.access import Scope
from services.seen import looking
from services.workshops import order
from services.workshops.funded import Ground
from services.workshops.group_answer import kept
from services.workshops.reading import shows
from services.workshops.stakes import PER_PROJECT, Pair, Stake, word
from services.workshops.terms import ACCEPTED, CLOSED, WARM_UP, WIDE

MOST_BEFOREHAND: Final = 40
"""So many further ratings can be asked beforehand."""


def before(scope: Scope) -> dict[Pair, str]:
    """Return, by project and objective, the title of the latest challenge that asked it, where people differed widely.

    A rating on which a later challenge agreed is not among them. Practice does not count.
    """
    found: dict[Pair, str] = {}
    with looking(scope) as (work, facts):
        for row in reversed(work.workshops.listing(facts.id)):
            if row["kind"] == "challenge" and row["stage"] in (CLOSED, ACCEPTED) and shows(scope, row):
                for pair, spread in () if row["practice"] else _spreads(work, row):
                    found.pop(pair, None)
                    if spread >= WIDE:
                        found[pair] = row["title"]
    return found


def of_ratings(held: Ground, weights: Mapping[str, float], before: Mapping[Pair, str]) -> list[Stake]:
    """Return those ratings of undecided projects on which people differed widely before."""
    open_keys, places = set(held.open_keys), [pair for pair in before if pair[1] in weights]
    return [_stake(held, pair, disputed=before[pair]) for pair in places if pair[0] in open_keys]


def for_beforehand(
    held: Ground, weights: Mapping[str, float], but: Iterable[Pair], most: int, kept: Collection[str]
) -> list[Stake]:
    """Return so many further ratings of undecided projects to ask beforehand: the dearest project first.

    Of each project those objectives with most weight, as few as are asked live; `but` those that are asked anyway, and
    none of the projects `kept` away.
    """
    left_out, found = set(but), list[Stake]()
    heaviest = sorted(weights, key=lambda one: -weights[one])
    cost = held.cost
    for key in sorted(set(held.open_keys) - set(kept), key=lambda one: (-cost[one], one)):
        pairs = [(key, objective) for objective in heaviest if (key, objective) not in left_out]
        found += [_stake(held, pair, beforehand=True) for pair in pairs[:PER_PROJECT]]
    return found[:most]


def _stake(held: Ground, pair: Pair, disputed: str = "", beforehand: bool = False) -> Stake:
    return Stake(*pair, word(held, *pair), None, None, int(held.cost[pair[0]]), disputed, beforehand)


def _spreads(work: UnitOfWork, row: Mapping[str, Any]) -> Iterator[tuple[Pair, float]]:
    """Yield how far the last answers to each question of a challenge lay apart, also where none was accepted."""
    for question in work.workshops.questions(row["id"]):
        if question["left_key"] == WARM_UP or question["settled_at"] is None:
            continue
        answer = question["accepted"] or kept(order.answer(work, row, question), row["anonymous"])
        if answer is not None and "spread" in answer:
            yield (question["left_key"], question["right_key"]), float(answer["spread"])
