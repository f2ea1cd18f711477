"""What a disagreement on weights is worth: which projects and how much money change hands.

Each person's weights (or each draw of plausible weights) choose a set of projects under the same limits; the sets are
held against the set that the joint weights choose. Rows carry no names, and no result follows their order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, eq=False)
class DisagreementWorth:
    """How the sets of several people differ.

    Attributes
    ----------
    people : int
        Sets compared.
    chosen_by : array of int, shape (projects,)
        How many sets hold each project.
    disputed : array of bool, shape (projects,)
        Held by some sets and not by all.
    always_money, disputed_money, never_money : int
        Cost of the projects that all, some and no sets hold; together the cost of all.
    dropped_money, added_money : array of int, shape (people,)
        Cost of the projects of the joint set that a person's set lacks, and of those it holds beyond; each sorted from
        low to high by itself, so that no place belongs to a person.
    same_as_joint : int
        How many sets are the joint one.
    joint_disputed_money : int
        Cost of the projects in the joint set that not all sets hold: the money that hangs on whose weights count.
    """

    people: int
    chosen_by: NDArray[np.int64]
    disputed: NDArray[np.bool_]
    always_money: int
    disputed_money: int
    never_money: int
    dropped_money: NDArray[np.int64]
    added_money: NDArray[np.int64]
    same_as_joint: int
    joint_disputed_money: int


def sets_chosen(weights: ArrayLike, choose: Callable[[NDArray[np.float64]], ArrayLike]) -> NDArray[np.bool_]:
    """The set that each row of weights chooses, shape (people, projects); equal rows are chosen for once.

    Parameters
    ----------
    weights : array_like, shape (people, n)
    choose : callable
        From one row of weights, shape (n,), to which projects are chosen, shape (projects,) of bool.
    """
    each = np.asarray(weights, dtype=np.float64)
    if each.ndim != 2 or not len(each):
        raise ValueError("weights are one row per person, at least one")
    rows, which = np.unique(each, axis=0, return_inverse=True)
    sets = np.array([np.asarray(choose(row), dtype=np.bool_) for row in rows])
    return np.asarray(sets[which.ravel()], dtype=np.bool_)


def worth(sets: ArrayLike, costs: ArrayLike, joint: ArrayLike) -> DisagreementWorth:
    """Which projects and how much money change hands between the sets and the joint one.

    Parameters
    ----------
    sets : array_like of bool, shape (people, projects)
    costs : array_like of int, shape (projects,)
        Whole units of money, zero or more.
    joint : array_like of bool, shape (projects,)
        The set of the joint weights.

    Raises
    ------
    ValueError
        Where shapes differ, there is no set, or a cost is below zero or not whole.

    >>> found = worth([[True, False], [False, True]], [30, 20], [True, False])
    >>> found.disputed_money, found.dropped_money.tolist(), found.added_money.tolist()
    (50, [0, 30], [0, 20])
    """
    held, money, shared = np.asarray(sets, dtype=np.bool_), np.asarray(costs), np.asarray(joint, dtype=np.bool_)
    if held.ndim != 2 or not len(held) or held.shape[1:] != money.shape or money.shape != shared.shape:
        raise ValueError("sets are one row per person, at least one, and one column per cost")
    if not np.issubdtype(money.dtype, np.integer) or np.any(money < 0):
        raise ValueError("costs are whole numbers of zero or more")
    money = money.astype(np.int64)
    chosen_by = held.sum(axis=0, dtype=np.int64)
    always, never = chosen_by == len(held), chosen_by == 0
    disputed = ~always & ~never
    return DisagreementWorth(
        people=len(held),
        chosen_by=chosen_by,
        disputed=disputed,
        always_money=int(money[always].sum()),
        disputed_money=int(money[disputed].sum()),
        never_money=int(money[never].sum()),
        dropped_money=np.sort((shared & ~held) @ money),
        added_money=np.sort((held & ~shared) @ money),
        same_as_joint=int((held == shared).all(axis=1).sum()),
        joint_disputed_money=int(money[shared & ~always].sum()),
    )
