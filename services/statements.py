"""A selection stated in full, from a portfolio or a file: what there is to choose from and what it has to obey."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models.selection_problem import Group, Problem
from services import candidates
from services.candidates import Asked, Candidates
from services.errors import NotFound


@dataclass(frozen=True, eq=False)
class Stated:
    """Candidates, what is asked of them, and bounds that no register knows.

    Attributes
    ----------
    found : Candidates
    asked : Asked
    bounds : tuple of Group
        On numbers of projects, costs of one kind, or contributions to an objective.
    digits : pairs of str and int
        By name of such a bound: decimal digits of its amounts.
    called : pairs of str and str
        By name of such a bound: what its author calls it.
    adds_up : bool
        Whether costs of different periods are money that may be added.
    """

    found: Candidates
    asked: Asked
    bounds: tuple[Group, ...] = ()
    digits: tuple[tuple[str, int], ...] = ()
    called: tuple[tuple[str, str], ...] = ()
    adds_up: bool = True

    @property
    def problem(self) -> Problem:
        """The statement for the solver; raises Explained where it cannot be made."""
        stated = candidates.problem(self.found, self.asked)
        return replace(stated, groups=(*stated.groups, *self.bounds)) if self.bounds else stated

    @property
    def open_value(self) -> float:
        """Value of all projects that can be decided, each at its dearest option."""
        grouped = {option for project in self.found.none_of for option in self._choices(project)}
        value: dict[str, float] = dict(zip(self.found.keys, self.found.value.tolist(), strict=True))
        single = sum(max(worth, 0.0) for key, worth in value.items() if key not in grouped)
        return single + sum(max(0.0, *(value[key] for key in self._choices(one))) for one in self.found.none_of)

    @property
    def projects(self) -> tuple[str, ...]:
        """Keys of the projects, those with options once, in the order of the candidates."""
        return tuple(dict.fromkeys(self.project(key) for key in self.found.keys))

    def project(self, key: str) -> str:
        """Return the project of a candidate: its key, or the one it is an option of."""
        return self._project_of.get(key, key)

    def split(self, keys: Iterable[str]) -> tuple[list[str], dict[str, str]]:
        """Return the projects that candidates fund, and the option taken by name for those that have options."""
        nothing = set(self.found.none_of.values())
        taken = {self._project_of[key]: key for key in keys if key in self._project_of}
        funded = [self.project(key) for key in keys if key not in nothing]
        return funded, {project: key[len(project) + 1 :] for project, key in taken.items() if key not in nothing}

    def along(self, name: str) -> Problem:
        """Return the statement with the limit of one period as the only one that can move, the others held.

        Raises NotFound where there is no such period.
        """
        if name not in self.found.periods:
            raise NotFound(
                f'There is no cost of "{name}" to move.', repair=f"Use one of {_listed(self.found.periods)}."
            )
        whole = self.problem
        place = whole.periods.index(name)
        held = [
            _held(f"the limit of {period}", whole.cost[:, i], limit)
            for i, (period, limit) in enumerate(zip(whole.periods, whole.limits, strict=True))
            if i != place and limit is not None
        ]
        if whole.total_limit is not None:
            held.append(_held("the total limit", whole.total_cost, whole.total_limit))
        return replace(
            whole,
            cost=whole.cost[:, [place]],
            limits=(whole.limits[place],),
            periods=(name,),
            total_limit=None,
            groups=(*whole.groups, *held),
        )

    @property
    def _project_of(self) -> dict[str, str]:
        return {option: project for project in self.found.none_of for option in self._choices(project)}

    def _choices(self, project: str) -> tuple[str, ...]:
        return (*self.found.options_of[project], self.found.none_of[project])


def _held(name: str, cost: NDArray[np.int64], limit: int) -> Group:
    return Group(name, cost, None, limit)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names[:20]) + (", ..." if len(names) > 20 else "")
