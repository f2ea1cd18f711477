"""Which splits of a secret vote may be shown: none of a group under three, and none that differences would give away.

Whoever sees the result of some groups can add and subtract it: the total less one group is the result of the others.
So a group is shown only while nothing that depends on one or two people alone follows from all that is shown
(complementary suppression; Willenborg and de Waal 2001, Elements of statistical disclosure control). Each result is a
row of the voters' weights in it; what follows from several results is every linear combination of their rows.

This guards sums, means and counts. It cannot guard a group whose members all voted alike at the end of the scale.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence, Set
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike

LEAST = 3
Split = Sequence[Hashable]
"""The group of each voter, in one order for all splits."""


def shown(
    splits: Mapping[str, Split], totals: Sequence[ArrayLike] = (), least: int = LEAST
) -> dict[str, list[Hashable]]:
    """The groups of each split that may be shown beside the total, each list from the largest group down.

    Splits are taken in their order, and of each the largest groups first (equal ones in the order of their first
    voter): a group is shown if nothing small follows from it and all groups shown before.

    Parameters
    ----------
    splits : mapping of str to sequence
        By what is split (such as role), the group of each voter who has cast a ballot.
    totals : sequence of array_like, shape (voters,)
        The voters' weights in every other result shown, such as that with weights per role (which, beside that with
        equal weights, tells the roles apart) or that without recused voters. The total of all is always one.
    least : int
        The smallest number of people whose result may be known.

    Raises
    ------
    ValueError
        Where splits are of different lengths.

    >>> shown({"role": ["PMO"] * 5 + ["IT"] * 3 + ["Board"] * 2})
    {'role': ['PMO']}
    """
    voters = {len(split) for split in splits.values()}
    if len(voters) > 1:
        raise ValueError("every split names the group of every voter")
    people = voters.pop() if voters else 0
    kept: dict[str, list[Hashable]] = {name: [] for name in splits}
    if not total_shown(people, least):
        return kept
    rows = [np.ones(people), *(np.asarray(total, dtype=np.float64) for total in totals)]
    for name, split in splits.items():
        members = {group: np.array([each == group for each in split], dtype=float) for group in dict.fromkeys(split)}
        for group, row in sorted(members.items(), key=lambda item: -item[1].sum()):
            if row.sum() >= least and safe_beside(rows, row, least):
                rows.append(row)
                kept[name].append(group)
    return kept


def total_shown(people: int, least: int = LEAST) -> bool:
    """True where enough people have voted for the result of all of them to be shown."""
    return people >= least


def safe_beside(rows: Sequence[ArrayLike], row: ArrayLike, least: int = LEAST) -> bool:
    """True where a result may be shown beside others, as nothing of fewer than `least` voters then follows.

    Parameters
    ----------
    rows : sequence of array_like, shape (voters,)
        The voters' weights in each result shown.
    row : array_like, shape (voters,)
        Their weights in the one to be shown; 0 for those who are not in it.

    >>> safe_beside([[1, 1, 1, 1, 1]], [0, 1, 1, 1, 1])
    False
    """
    return not derivable([*rows, row], least)


def derivable(rows: Sequence[ArrayLike], least: int = LEAST) -> list[tuple[int, ...]]:
    """The sets of fewer than `least` voters about whom alone something follows from the results shown.

    Parameters
    ----------
    rows : sequence of array_like, shape (voters,)
        The voters' weights in each result.
    """
    known = np.array(rows, dtype=np.float64)
    # Voters who weigh the same in every result can never be told apart, so only whole cells can follow.
    cells, cell_of = np.unique(known, axis=1, return_inverse=True)
    sizes = np.bincount(cell_of.ravel(), minlength=cells.shape[1])
    small = [cell for cell in range(len(sizes)) if sizes[cell] < least]
    rank = np.linalg.matrix_rank(cells)
    found = []
    for count in range(1, least):
        for chosen in combinations(small, count):
            # A combination that is 0 for everyone else, and not for all, is what the rank loses without the chosen.
            others = np.delete(cells, chosen, axis=1)
            left = np.linalg.matrix_rank(others) if others.size else 0
            if sizes[list(chosen)].sum() < least and left < rank:
                found.append(tuple(int(each) for each in np.flatnonzero(np.isin(cell_of.ravel(), chosen))))
    return sorted(found)


def may_show_again(before: Set[Hashable], now: Set[Hashable], least: int = LEAST) -> bool:
    """True where a result that was shown may be shown anew: no ballot, or at least so many, came, went or changed.

    Two results shown one after the other, with a single ballot between them, would show that ballot.

    Parameters
    ----------
    before, now : set
        What identifies each ballot and its content then and now, such as (random ballot key, version).

    >>> may_show_again({("a", 1), ("b", 1), ("c", 1)}, {("a", 2), ("b", 1), ("c", 1)})
    False
    """
    changed = {_key(each) for each in before ^ now}
    return not changed or len(changed) >= least


def _key(ballot: Hashable) -> Hashable:
    return ballot[0] if isinstance(ballot, tuple) else ballot
