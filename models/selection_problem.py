"""The statement of a selection under budgets, and the answer to it: plain frozen records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from models import selection_form

Status = Literal["optimal", "feasible", "infeasible", "unknown"]
Pair = tuple[str, str]


@dataclass(frozen=True, eq=False)
class Group:
    """A bound on what the chosen candidates take or bring together: a number, money of a kind, people, a contribution.

    Attributes
    ----------
    name : str
        For explanations; no two groups of a problem alike.
    amount : array of int64, shape (n,)
        What each candidate adds, in whole units, never below zero; zero for those outside the group.
    at_least, at_most : int or None
        None is no bound.
    """

    name: str
    amount: NDArray[np.int64]
    at_least: int | None = None
    at_most: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "amount", selection_form.whole_amounts(self.amount))
        for bound in ("at_least", "at_most"):
            given = getattr(self, bound)
            object.__setattr__(self, bound, None if given is None else selection_form.whole(given))


@dataclass(frozen=True, eq=False)
class Problem:
    """Candidates with a value and whole-number costs, and what a selection has to obey.

    Attributes
    ----------
    keys : tuple of str
        One key per candidate, no two alike.
    value : array of float, shape (n,)
        Worth of each candidate, any one unit, higher is better. At least one is above zero.
    cost : array of int64, shape (n, p)
        Cost of each candidate per period, in whole money units, never below zero.
    limits : tuple of (int or None), length p
        Money available per period; None is no limit.
    total_limit : int or None
        Money available over all periods together.
    forced_in, forced_out : frozenset of str
        Candidates decided in advance.
    requires : tuple of pairs
        (a, b): a may be chosen only together with b.
    excludes : tuple of pairs
        (a, b): not both.
    same : tuple of pairs
        (a, b): both or neither.
    at_most : int or None
        Largest number of chosen candidates.
    periods : tuple of str
        Names of the periods for explanations; "1", "2", ... when left empty.
    groups : tuple of Group
        Further bounds.

    Raises
    ------
    ValueError
        Where the statement contradicts itself in form: repeated or unknown keys, shapes that do not fit,
        values that are not finite, costs below zero or not whole, or no candidate worth anything.
    """

    keys: tuple[str, ...]
    value: NDArray[np.float64]
    cost: NDArray[np.int64]
    limits: tuple[int | None, ...]
    total_limit: int | None = None
    forced_in: frozenset[str] = frozenset()
    forced_out: frozenset[str] = frozenset()
    requires: tuple[Pair, ...] = ()
    excludes: tuple[Pair, ...] = ()
    same: tuple[Pair, ...] = ()
    at_most: int | None = None
    periods: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()

    def __post_init__(self) -> None:
        for name, content in (
            ("keys", tuple(self.keys)),
            ("value", np.array(self.value, dtype=np.float64)),
            ("cost", selection_form.whole_costs(self.cost, len(self.keys))),
            ("limits", tuple(None if limit is None else selection_form.whole(limit) for limit in self.limits)),
            ("total_limit", None if self.total_limit is None else selection_form.whole(self.total_limit)),
            ("forced_in", frozenset(self.forced_in)),
            ("forced_out", frozenset(self.forced_out)),
            ("groups", tuple(self.groups)),
            ("periods", tuple(self.periods) or tuple(str(i + 1) for i in range(len(self.limits)))),
        ):
            object.__setattr__(self, name, content)
        selection_form.check_shapes(self)
        selection_form.check_values(self)
        selection_form.check_keys(self)

    @property
    def total_cost(self) -> NDArray[np.int64]:
        """Cost of each candidate over all periods, shape (n,)."""
        return np.asarray(self.cost.sum(axis=1, dtype=np.int64), dtype=np.int64)


@dataclass(frozen=True)
class Conflict:
    """One reason why nothing can be selected.

    Attributes
    ----------
    kind : {"period", "total", "count", "group", "rules", "least", "together"}
        What is broken: the limit of a period, the total limit, the largest number, the most of a group, the rules
        alone, the least of a group that not even all candidates reach, or several bounds that only together leave
        nothing (`models.selection_conflicts` names the fewest of them).
    keys : tuple of str
        For a limit: the fewest forced candidates (with what they require) that break it together.
        For rules: the chain of candidates from the one forced in to the one that cannot be chosen.
    period : str or None
        Name of the period for kind "period", of the group for kinds "group" and "least".
    needed : int or None
        What all forced candidates take of the limit together; for kind "least" what the group asks for.
    limit : int or None
        The limit; ``needed - limit`` is the smallest rise that would lift the conflict. For kind "least" the most
        that the group can reach.
    """

    kind: Literal["period", "total", "count", "group", "rules", "least", "together"]
    keys: tuple[str, ...]
    period: str | None = None
    needed: int | None = None
    limit: int | None = None


@dataclass(frozen=True)
class Selection:
    """The best selection found, with its proof.

    Attributes
    ----------
    status : {"optimal", "feasible", "infeasible", "unknown"}
        "feasible" means that time ran out: the selection obeys every rule and nothing above `bound` exists.
        "unknown" means that time ran out before any selection was found or ruled out.
    value, bound : float
        Value of the chosen candidates, and a proven upper bound on any selection.
    gap : float
        (bound - value) / bound, 0 when proven optimal.
    cost : tuple of int
        Cost of the chosen candidates per period.
    total_cost : int
        Their sum.
    chosen : tuple of str
        Keys in the order of the problem.
    seconds : float
        Time taken.
    method : str
        "rules" (decided before solving), "greedy" (the first answer, where it is good enough), "pareto" (efficient
        selections under one budget), "milp" (branch and bound), "staircase" or "nested" (looked up).
    conflicts : tuple of Conflict
        Why nothing can be selected; empty unless infeasible.
    """

    status: Status
    value: float
    bound: float
    gap: float
    cost: tuple[int, ...]
    total_cost: int
    chosen: tuple[str, ...]
    seconds: float
    method: str
    conflicts: tuple[Conflict, ...] = ()

    @property
    def found(self) -> bool:
        """Whether there is a selection at all."""
        return self.status in ("optimal", "feasible")
