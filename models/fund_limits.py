"""Funds that may pay only certain costs, as bounds on what is chosen.

A selection can be paid exactly when, for every set of funds, the costs that only these may pay are no more than they
hold together (Hall 1935; for amounts Gale 1957). Only sets that hang together by what they may pay need to be asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.selection_problem import Group

MOST_GROUPS = 512
MOST_POTS = 62


@dataclass(frozen=True, eq=False)
class Pot:
    """Money that may pay certain costs and no others.

    Attributes
    ----------
    name : str
    may_pay : array of bool, shape (n, p)
        Which candidate's cost of which period. A fund that lapses at the end of a year is one pot per year.
    holds : int
        Whole minor units.
    """

    name: str
    may_pay: NDArray[np.bool_]
    holds: int


def groups(cost: NDArray[np.int64], pots: Sequence[Pot]) -> tuple[Group, ...]:
    """Return the bounds that a selection keeps exactly when the pots can pay for it; other costs are free.

    Parameters
    ----------
    cost : array of int64, shape (n, p)
    pots : sequence of Pot

    Raises
    ------
    ValueError
        Where there are more than 62 pots, or more than 512 sets of them hang together.
    """
    if len(pots) > MOST_POTS:
        raise ValueError(f"more than {MOST_POTS} pots of money; cap fewer funds, or not by year")
    # Which pots may pay a cost, as a number with one bit for each.
    payers = np.zeros(cost.shape, dtype=np.int64)
    for place, pot in enumerate(pots):
        payers |= pot.may_pay.astype(np.int64) << place
    payers[cost <= 0] = 0
    found = []
    for together in _hanging_together({int(code) for code in np.unique(payers) if code}):
        inside = (payers != 0) & (payers & ~np.int64(together) == 0)
        amount = (cost * inside).sum(axis=1, dtype=np.int64)
        held = [pot for place, pot in enumerate(pots) if together >> place & 1]
        most = sum(pot.holds for pot in held)
        if int(amount.sum()) > most:
            found.append(Group(" + ".join(pot.name for pot in held), amount, None, most))
    return tuple(found)


def capped(
    cost: NDArray[np.int64],
    periods: Sequence[str],
    funds: Mapping[str, NDArray[np.bool_]],
    over_all: Mapping[str, int],
    by_period: Mapping[tuple[str, str], int],
) -> tuple[Group, ...]:
    """Return the bounds of funds with caps over all periods, or for single ones, at whose end the rest lapses.

    A cost that a fund without a cap may pay is not bounded. Where a fund has caps of both sorts, each sort is kept by
    itself, the other funds as they are: needed always, and enough where its costs have no other payer.

    Parameters
    ----------
    cost : array of int64, shape (n, p)
    periods : sequence of str, length p
    funds : mapping of str to array of bool, shape (n,)
        Which candidates each fund may pay.
    over_all : mapping of str to int
    by_period : mapping of (fund, period) to int
    """
    found: dict[str, Group] = {}
    for lapsing_first in (False, True):
        pots, free = [], np.zeros(cost.shape, dtype=bool)
        for name, may_pay in funds.items():
            mine = {
                place: by_period[name, period] for place, period in enumerate(periods) if (name, period) in by_period
            }
            if name in over_all and not (lapsing_first and mine):
                pots.append(Pot(name, np.repeat(may_pay[:, None], len(periods), axis=1), over_all[name]))
                continue
            for place in range(len(periods)):
                here = np.zeros(cost.shape, dtype=bool)
                here[:, place] = may_pay
                if place in mine:
                    pots.append(Pot(f"{name} {periods[place]}", here, mine[place]))
                else:
                    free |= here
        found |= {group.name: group for group in groups(np.where(free, 0, cost), pots)}
    return tuple(found.values())


def _hanging_together(kinds: set[int]) -> list[int]:
    """Return every union of sets of pots that can be reached by adding sets that share a pot, the smallest first."""
    reached, edge = set(kinds), list(kinds)
    while edge:
        one = edge.pop()
        for other in kinds:
            union = one | other
            if one & other and union not in reached:
                if len(reached) >= MOST_GROUPS:
                    raise ValueError(f"more than {MOST_GROUPS} sets of funds hang together; cap fewer of them")
                reached.add(union)
                edge.append(union)
    return sorted(reached, key=lambda code: (bin(code).count("1"), code))
