"""Which ballots may go on being known as the same person's once a workshop is over.

While a workshop is under way all ballots of a person bear one random key, so that answers can be changed and each
person's own weights be worked out. Beside them stands who has answered which question. Where nobody else answered
exactly the same questions, the one would be found by the other. So afterwards only those keys stay that at least
`smallest` people share a pattern with; the ballots of the others each get a key of their own. Some with a common
pattern are given up with them where fewer than that many would otherwise be left apart on a question.
"""

import random
import secrets
from collections import Counter
from collections.abc import Mapping, Set
from typing import Final

Cell = tuple[int, int, str]
"""A question, its round, and the group told on the ballot."""
_DICE: Final = secrets.SystemRandom()


def given_up(patterns: Mapping[str, Set[Cell]], smallest: int, dice: random.Random = _DICE) -> set[str]:
    """Return the keys whose ballots may not stay together.

    Parameters
    ----------
    patterns
        By key the cells in which it has a ballot.
    smallest
        A pattern must be shared by so many keys that stay, and a cell hold so many ballots of keys that do not.
    """
    apart: set[str] = set()
    while len(apart) < len(patterns):
        found = _rare(patterns, apart, smallest)
        if not found:
            lonely = _lonely(patterns, apart, smallest)
            if lonely is None:
                return apart
            others = sorted(key for key in set(patterns) - apart if lonely in patterns[key])
            found = {dice.choice(others)} if others else set(patterns)
        apart |= found
    return apart


def _rare(patterns: Mapping[str, Set[Cell]], apart: set[str], smallest: int) -> set[str]:
    """Return the keys still together that share their pattern with too few others."""
    staying = {key: frozenset(cells) for key, cells in patterns.items() if key not in apart}
    sizes = Counter(staying.values())
    return {key for key, cells in staying.items() if sizes[cells] < smallest}


def _lonely(patterns: Mapping[str, Set[Cell]], apart: set[str], smallest: int) -> Cell | None:
    """Return a cell in which some ballots are apart, but so few that they would be known by that."""
    sizes = Counter(cell for key in apart for cell in patterns[key])
    return min((cell for cell, size in sizes.items() if size < smallest), default=None)
