"""Which ratings could change the funded set by themselves, the most money at stake first."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from models import selection_swap
from models.strategic_value import RATING_SCALE
from services.workshops import funded
from services.workshops.funded import Ground

Pair = tuple[str, str]
"""A project and an objective."""
WORDS: Final = tuple(RATING_SCALE)
MOST: Final = 20
SECONDS: Final = 20.0
PER_PROJECT: Final = 2
"""So many ratings of one project are asked, those first that need the smallest change."""
STEPS: Final = 2
"""A rating may turn out so many levels away from what it is; further is hardly in dispute."""


@dataclass(frozen=True)
class Stake:
    """A rating that a challenge asks about.

    `rating` is None where it is not rated; `inside` says whether the project is funded now; `needed` is the least level
    that would change that, in words; both are None for a rating that is not asked because it could. `stake` is the cost
    of the project in minor units. `disputed` names the challenge in which people differed widely on it; a rating for
    `beforehand` comes up live only where answers given beforehand differ widely.
    """

    project: str
    objective: str
    rating: str | None
    inside: bool | None
    needed: str | None
    stake: int
    disputed: str = ""
    beforehand: bool = False

    @property
    def pair(self) -> Pair:
        """Which rating it is."""
        return self.project, self.objective


def of_ratings(held: Ground, weights: Mapping[str, float], most: int = MOST, seconds: float = SECONDS) -> list[Stake]:
    """Return the ratings that by themselves could change whether their project is funded.

    Exact: a project changes sides once its value moves by what the best selection loses when it is decided the other
    way. Projects whose loss is not found in time are left out.
    """
    problem = funded.stated(held, weights)
    chosen = funded.best(held, weights)
    if not chosen.found:
        return []
    cost, until, found = held.cost, time.monotonic() + seconds, []
    for key in sorted(held.open_keys, key=lambda one: -cost[one]):
        left = until - time.monotonic()
        if left <= 0:
            break
        other = selection_swap.swap(problem, chosen, key, min(1.0, left))
        if other.loss is None:
            continue
        found += _of_project(held, weights, key, max(other.loss, 0.0), other.inside, int(cost[key]))
        if len(found) >= most:
            break
    return found[:most]


def _of_project(
    held: Ground, weights: Mapping[str, float], key: str, loss: float, inside: bool, stake: int
) -> list[Stake]:
    """Return the ratings of one project that could decide it, the one that needs the smallest change first."""
    ways = []
    for objective, weight in weights.items():
        rating = word(held, key, objective)
        counts = float(held.impacts.at[key, objective]) if rating else 0.0
        needed = _needed(rating, counts, weight, loss, inside)
        if needed is not None:
            steps = abs(WORDS.index(needed) - WORDS.index(rating or WORDS[0]))
            ways.append((steps, -weight, Stake(key, objective, rating, inside, needed, stake)))
    return [each for _, _, each in sorted(ways, key=lambda way: way[:2])[:PER_PROJECT]]


def _needed(rating: str | None, counts: float, weight: float, loss: float, inside: bool) -> str | None:
    """Return the nearest level at which the project would change sides, or None where it is out of reach.

    `counts` is what the rating counts now: the number of its word, or the value of what was measured.
    """
    now = WORDS.index(rating) if rating else 0
    ways = range(now - 1, now - 1 - STEPS, -1) if inside else range(now + 1, now + 1 + STEPS)
    for level in ways:
        if not 0 <= level < len(WORDS):
            return None
        if weight * abs(RATING_SCALE[WORDS[level]] - counts) >= loss - 1e-9:
            return WORDS[level]
    return None


def word(held: Ground, project: str, objective: str) -> str | None:
    """Return the level of a rating as it stands; None where it is not rated."""
    if objective not in held.ratings:
        return None
    word = held.ratings.at[project, objective]
    return word if isinstance(word, str) else None
