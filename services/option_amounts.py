"""What each option of a project takes of the things that are limited beside the money of a year."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models import fiscal_years, project_options
from models.project_options import Option
from services.candidates import Amounts, Candidates


@dataclass(frozen=True, eq=False)
class _Taken:
    """The options in order: whose each is, the share of each period it keeps, and by how much its start moves."""

    places: NDArray[np.int64]
    share: NDArray[np.float64]
    years: NDArray[np.int64]


def expanded(
    found: Candidates, places: NDArray[np.int64], options: list[Option], cost: NDArray[np.int64]
) -> tuple[Amounts, ...]:
    """Return the amounts of the options: investment and running cost add up to the cost of each year.

    Running cost and people keep the share of the year that the option's cost keeps, and move with its start. What
    stopping or pausing costs is running cost. A fund that may pay a project may pay each of its options.

    Parameters
    ----------
    found : Candidates
        Before the expansion.
    places : array of int, shape (N,)
        The candidate of each option.
    options : list of Option, length N
    cost : array of int64, shape (N, p)
        Cost of each option.
    """
    kept = [project_options.share_kept(one, found.cost[place]) for one, place in zip(options, places, strict=True)]
    taken = _Taken(places, np.stack(kept), np.array([option.years for option in options]))
    beside = np.stack([option.beside for option in options])
    opex = np.minimum(_moved(found, taken, "Opex"), cost - beside) + beside
    amounts = []
    for one in found.amounts:
        place = None if one.period is None else found.periods.index(one.period)
        spent = cost.sum(axis=1) if place is None else cost[:, place]
        if one.kind == "fund":
            spent = np.where(_may_pay(found, _base(one))[places], spent, 0)
        elif one.kind == "role" and place is not None:
            spent = _moved(found, taken, _base(one))[:, place]
        elif one.kind != "role":
            running = opex.sum(axis=1) if place is None else opex[:, place]
            spent = running if one.kind == "opex" else spent - running
        amounts.append(replace(one, amount=spent))
    return tuple(amounts)


def _moved(found: Candidates, taken: _Taken, base: str) -> NDArray[np.int64]:
    """Return what options take of one thing in each period, shape (N, p)."""
    whole = np.zeros(found.cost.shape, dtype=np.int64)
    for one in found.amounts:
        if one.period is not None and _base(one) == base:
            whole[:, found.periods.index(one.period)] = one.amount
    scaled = np.rint(whole[taken.places] * taken.share).astype(np.int64)
    moved = scaled.copy()
    for years in np.unique(taken.years[taken.years > 0]):
        moved[taken.years == years] = fiscal_years.later(scaled[taken.years == years], int(years))
    return moved


def _may_pay(found: Candidates, fund: str) -> NDArray[np.bool_]:
    return next(one.amount > 0 for one in found.amounts if one.name == fund and one.period is None)


def _base(one: Amounts) -> str:
    return one.name.removesuffix(f" {one.period}")
