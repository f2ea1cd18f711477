"""Which changes are worth making to a scenario that people know already, and what leaving the rest alone gives up."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from services import budget_nested
from services.budget_nested import as_candidates
from services.candidates import Asked, Candidates
from services.scenarios import Scenario


@dataclass(frozen=True, eq=False)
class Against:
    """A selection held against a scenario.

    Attributes
    ----------
    changes : DataFrame, the dearest first
        name, comes_in (bool), cost (money) and share (of the value).
    kept, of : int
        How many of the scenario's projects stay, of those that are still to be decided.
    gone : tuple of str
        Projects that the scenario funds and that cannot be chosen any more, by name.
    lost : float
        Value that leaving the rest alone gives up.
    found, proven : bool
        Whether there is any selection, and whether nothing better was ruled in.
    """

    changes: pd.DataFrame
    kept: int
    of: int
    gone: tuple[str, ...]
    lost: float
    found: bool
    proven: bool

    def names(self, comes_in: bool) -> list[str]:
        """Return the projects that come in, or those that go."""
        return [str(name) for name in self.changes.loc[self.changes["comes_in"] == comes_in, "name"]]


def against(found: Candidates, asked: Asked, plan: Scenario, threshold: float) -> Against:
    """Return the changes to a scenario of which each brings more than a share of the value, 0 to 1."""
    reference, gone = _reference(found, plan.statement)
    made = budget_nested.against(found, asked, reference, threshold)
    aside = found.decided | set(found.none_of.values())
    known = reference - aside
    drops = [key for key in made.drops if key not in aside]
    return Against(
        changes=_changes(found, [key for key in made.adds if key not in aside], drops),
        kept=len(known) - len(drops),
        of=len(known),
        gone=gone,
        lost=made.given_up,
        found=made.selection.found,
        proven=made.free.gap <= budget_nested.NEAR,
    )


def _reference(found: Candidates, told: Mapping[str, Any]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return what a scenario funds as candidates of now, and the names of what is none any more."""
    each, chosen = told["candidates"], set(told["result"]["chosen"])
    known: set[str] = set()
    gone = []
    for place, key in enumerate(told["problem"]["keys"]):
        if key not in chosen or not each["funds"][place]:
            continue
        project = each["projects"][place]
        now = frozenset({key}) if key in found.keys else as_candidates(found, [project])
        known |= now
        if not now:
            gone.append(str(each["titles"][place]))
    return frozenset(known), tuple(gone)


def _changes(found: Candidates, adds: list[str], drops: list[str]) -> pd.DataFrame:
    place = {key: number for number, key in enumerate(found.keys)}
    cost, whole = found.cost.sum(axis=1), found.open_value
    rows = [
        (found.names[at], comes_in, found.money(int(cost[at])), float(found.value[at]) / whole if whole else 0.0)
        for comes_in, keys in ((True, adds), (False, drops))
        for at in (place[key] for key in keys)
    ]
    table = pd.DataFrame(rows, columns=["name", "comes_in", "cost", "share"])
    return table.sort_values(["cost", "name"], ascending=[False, True]).reset_index(drop=True)
