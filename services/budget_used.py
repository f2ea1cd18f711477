"""What a choice takes of each thing that is limited beside money by year, and which projects a fund may pay."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from services.budget_conflicts import project_of
from services.candidates import AmountKind, Amounts, Asked, Candidates
from services.cost_by_year import LATER
from services.portfolio_candidates import Funding


@dataclass(frozen=True)
class Used:
    """One limit, and what the choice takes of it.

    Attributes
    ----------
    name : str
    kind : str
    period : str or None
        None for all years together.
    limit, taken : int
        Whole minor units; hundredths of a full-time equivalent for people. Of a fund `taken` is what the chosen
        projects that it may pay cost, whoever else may pay them too.
    lapses : int or None
        For the cap of a fund in one year: what certainly goes unused at its end.
    chosen, candidates : int
        How many projects take of it: of those chosen, and of all.
    """

    name: str
    kind: AmountKind
    period: str | None
    limit: int
    taken: int
    lapses: int | None
    chosen: int
    candidates: int

    @property
    def left(self) -> int:
        """What is left; nothing of a fund whose projects cost more, for then others pay the rest."""
        return max(self.limit - self.taken, 0) if self.kind == "fund" else self.limit - self.taken


def used(found: Candidates, asked: Asked, chosen: Collection[str]) -> tuple[Used, ...]:
    """Return each limit that is asked beside the money of years, in that order."""
    known = {one.name: one for one in found.amounts}
    inside = np.isin(np.array(found.keys, dtype=object), list(chosen))
    return tuple(_used(found, known[name], limit, inside) for name, limit in asked.amounts if name in known)


def eligible(funding: Funding, chosen: Collection[str]) -> pd.DataFrame:
    """Return which projects each fund may pay.

    Returns
    -------
    DataFrame, one row per fund and project
        fund, name, chosen (whether the project gets money), cost (money: of what is chosen of it, else its dearest).
    """
    found = funding.candidates
    names = dict(zip(funding.projects["project_key"], funding.projects["name"], strict=True))
    owner, taken = project_of(found), set(chosen)
    rows: dict[tuple[str, str], tuple[bool, int]] = {}
    for one in found.amounts:
        if one.kind != "fund" or one.period is not None:
            continue
        for place in np.flatnonzero(one.amount).tolist():
            key = found.keys[place]
            project = owner.get(key, key)
            told = (key in taken, int(one.amount[place]))
            rows[one.name, project] = max(rows.get((one.name, project), told), told)
    return pd.DataFrame(
        [
            (fund, names.get(project, project), inside, found.money(cost))
            for (fund, project), (inside, cost) in rows.items()
        ],
        columns=["fund", "name", "chosen", "cost"],
    )


def _used(found: Candidates, one: Amounts, limit: int, inside: NDArray[np.bool_]) -> Used:
    taken = int(one.amount[inside].sum())
    ends = one.kind == "fund" and one.period not in (None, LATER)
    return Used(
        name=one.name,
        kind=one.kind,
        period=one.period,
        limit=limit,
        taken=taken,
        lapses=max(limit - taken, 0) if ends else None,
        chosen=_projects(found, (one.amount > 0) & inside),
        candidates=_projects(found, one.amount > 0),
    )


def _projects(found: Candidates, takes: NDArray[np.bool_]) -> int:
    owner = project_of(found)
    return len({owner.get(key, key) for key, held in zip(found.keys, takes, strict=True) if held})
