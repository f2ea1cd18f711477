"""The two sides of a selection, nearest to the line first, and what one decision by hand changes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from models.selection_problem import Selection
from services.budget_conflicts import project_of
from services.candidates import Asked, Candidates

Side = Literal["in", "out"]


@dataclass(frozen=True)
class Changed:
    """What a decision by hand, or letting go of one, changes.

    Attributes
    ----------
    loss : float or None
        Value lost; below zero where value is won. None where no selection was found afterwards.
    exact : bool
        Time cut neither selection short; without one afterwards, that there is none.
    enters, leaves : tuple of str
        Projects that come in and go out, the one decided not among them.
    inside : bool
        Whether the project is funded afterwards.
    """

    loss: float | None
    exact: bool
    enters: tuple[str, ...]
    leaves: tuple[str, ...]
    inside: bool


def decided(asked: Asked, key: str, to: Side) -> Asked:
    """Return the same with a project moved to a side: decided by hand, or let go where it was on the other by hand."""
    inside, outside = set(asked.forced_in), set(asked.forced_out)
    let_go = key in (outside if to == "in" else inside)
    inside.discard(key)
    outside.discard(key)
    if not let_go:
        (inside if to == "in" else outside).add(key)
    return replace(asked, forced_in=tuple(sorted(inside)), forced_out=tuple(sorted(outside)))


def changed(found: Candidates, before: Selection, after: Selection, key: str) -> Changed:
    """Return what lies between the selections before and after a project was decided or let go."""
    if not after.found:
        return Changed(None, after.status == "infeasible", (), (), False)
    then, now = _projects(found, before), _projects(found, after)
    return Changed(
        loss=before.value - after.value,
        exact=_settled(before) and _settled(after),
        enters=tuple(one for one in now if one not in then and one != key),
        leaves=tuple(one for one in then if one not in now and one != key),
        inside=key in now,
    )


def sides(found: Candidates, asked: Asked, funded: Collection[str], near: Sequence[str]) -> pd.DataFrame:
    """Return the projects to be decided: first those decided by hand, then those nearest to the line.

    Parameters
    ----------
    found : Candidates
        One for each project, without options.
    asked : Asked
    funded : collection of str
        Projects that are given money.
    near : sequence of str
        Projects known to stand next to the line, the nearest first. Of the others those follow that give the least
        value for their money of the funded, and the most of those left out.

    Returns
    -------
    DataFrame
        key, cost (whole minor units), value, inside (bool), by_hand (bool).
    """
    cost = found.cost.sum(axis=1)
    place = {key: number for number, key in enumerate(near)}
    inside = np.array([key in funded for key in found.keys], dtype=bool)
    density = found.value / np.maximum(cost, 1)
    by_hand = {*asked.forced_in, *asked.forced_out}
    rows = pd.DataFrame(
        {
            "key": found.keys,
            "cost": cost,
            "value": found.value,
            "inside": inside,
            "by_hand": [key in by_hand for key in found.keys],
            "place": [place.get(key, len(place)) for key in found.keys],
            "distance": np.where(inside, density, -density),
        }
    )
    rows = rows[[key not in found.decided for key in found.keys]]
    order = rows.sort_values(["by_hand", "place", "distance"], ascending=[False, True, True], kind="stable")
    return order.drop(columns=["place", "distance"]).reset_index(drop=True)


def near_projects(found: Candidates, near: Sequence[str]) -> tuple[str, ...]:
    """Return the projects of candidates in the same order; options of one project count once."""
    project = project_of(found)
    return tuple(dict.fromkeys(project.get(key, key) for key in near))


def _settled(chosen: Selection) -> bool:
    """Return whether more time would find the same; what is looked up among nested selections is what it is."""
    return chosen.status == "optimal" or chosen.method == "nested"


def _projects(found: Candidates, chosen: Selection) -> dict[str, None]:
    """Return the projects that a selection gives money to, in its order."""
    nothing, project = set(found.none_of.values()), project_of(found)
    return dict.fromkeys(project.get(key, key) for key in chosen.chosen if key not in nothing)
