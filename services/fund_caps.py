"""The caps that a reader gives to funds, as bounds on what is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models import fund_limits
from models.selection_problem import Group
from services.errors import Explained

if TYPE_CHECKING:
    from services.candidates import Amounts


def groups(
    cost: NDArray[np.int64], periods: Sequence[str], amounts: Sequence[Amounts], ends: Mapping[str, int]
) -> tuple[Group, ...]:
    """Return the bounds that capped funds put on candidates; a cap of one period lapses at its end.

    A project may be paid by every fund that its lines name; one that also has a fund without a cap is not bounded.
    Raises Explained where too many funds are capped at once.
    """
    funds = {one.name: one.amount > 0 for one in amounts if one.kind == "fund" and one.period is None}
    over_all = {name: ends[name] for name in funds if name in ends}
    by_period = {
        (one.name.removesuffix(f" {one.period}"), one.period): ends[one.name]
        for one in amounts
        if one.kind == "fund" and one.period is not None and one.name in ends
    }
    if not over_all and not by_period:
        return ()
    try:
        return fund_limits.capped(cost, periods, funds, over_all, by_period)
    except ValueError as refused:
        raise Explained(
            "Too many funds are capped at once.", "They can stand in for each other in too many ways.", f"{refused}."
        ) from refused
