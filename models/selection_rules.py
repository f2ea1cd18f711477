"""Rules of a selection as people and registers state them, and the problem that keeps them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from models.selection_problem import Group, Problem

Kind = Literal["requires", "excludes", "same", "group"]
Measure = Literal["count", "money", "objective"]


@dataclass(frozen=True)
class Rule:
    """One rule between candidates.

    Attributes
    ----------
    kind : {"requires", "excludes", "same", "group"}
        For "requires" the first of `keys` may be chosen only with the second.
    keys : tuple of str
        Two candidates; for a group its members, where `objective` is None.
    name : str
        What a group is called.
    at_least, at_most : int or None
        Bounds of a group: a number of candidates, whole money units, or thousandths of what all candidates together
        bring to an objective.
    measure : {"count", "money", "objective"}
    objective : str or None
        Key of the objective, for that measure.
    origin : {"register", "hand"}
    reason : str
    """

    kind: Kind
    keys: tuple[str, ...]
    name: str = ""
    at_least: int | None = None
    at_most: int | None = None
    measure: Measure = "count"
    objective: str | None = None
    origin: Literal["register", "hand"] = "hand"
    reason: str = ""

    @property
    def id(self) -> str:
        """A name that stays the same however often the rule is read: what it says, not where it stands."""
        if self.kind != "group":
            keys = self.keys if self.kind == "requires" else tuple(sorted(self.keys))
            return ":".join((self.kind, *keys))
        ends = f"{'' if self.at_least is None else self.at_least}..{'' if self.at_most is None else self.at_most}"
        members = self.objective if self.objective is not None else ",".join(sorted(self.keys))
        return ":".join((self.kind, self.measure, self.name, str(members), ends))


def with_rules(
    problem: Problem,
    rules: Sequence[Rule],
    contributions: Mapping[str, NDArray[np.int64]] | None = None,
    none_of: Mapping[str, str] | None = None,
    options_of: Mapping[str, Sequence[str]] | None = None,
) -> Problem:
    """The problem with rules added; a rule that names a candidate that is not there says nothing and is left out.

    Parameters
    ----------
    problem : Problem
    rules : sequence of Rule
    contributions : mapping of str to array of int64, shape (n,), optional
        What each candidate brings to an objective, for rules measured by it.
    none_of : mapping of str to str, optional
        Key of the candidate that stands for "not funded", for projects with options.
    options_of : mapping of str to sequence of str, optional
        Keys of the options of a project that fund it.
    """
    none_of, options_of = none_of or {}, options_of or {}
    known = {*problem.keys, *options_of}
    requires, excludes, same = list(problem.requires), list(problem.excludes), list(problem.same)
    groups = list(problem.groups)
    for rule in rules:
        if rule.kind == "group":
            groups.append(_group(problem, rule, contributions or {}, options_of))
            continue
        a, b = rule.keys
        if a not in known or b not in known or a == b:
            continue
        first, second = list(options_of.get(a, [a])), list(options_of.get(b, [b]))
        if rule.kind == "excludes":
            excludes += [(one, other) for one in first for other in second]
        elif rule.kind == "requires":
            requires += [(one, b) for one in first] if b not in none_of else []
            excludes += [(one, none_of[b]) for one in first] if b in none_of else []
        elif a in none_of and b in none_of:
            same.append((none_of[a], none_of[b]))
        elif a not in none_of and b not in none_of:
            same.append((a, b))
        else:
            plain, other = (a, b) if b in none_of else (b, a)
            excludes.append((plain, none_of[other]))
            requires += [(one, plain) for one in options_of[other]]
    return replace(
        problem,
        requires=tuple(dict.fromkeys(requires)),
        excludes=tuple(dict.fromkeys(excludes)),
        same=tuple(dict.fromkeys(same)),
        groups=tuple(groups),
    )


def _group(
    problem: Problem,
    rule: Rule,
    contributions: Mapping[str, NDArray[np.int64]],
    options_of: Mapping[str, Sequence[str]],
) -> Group:
    if rule.measure == "objective":
        amount = contributions.get(rule.objective or "", np.zeros(len(problem.keys), dtype=np.int64))
        whole = _most(problem, amount, options_of)
        low = None if rule.at_least is None else -(-rule.at_least * whole // 1000)
        high = None if rule.at_most is None else rule.at_most * whole // 1000
        return Group(rule.id, amount, low, high)
    members = {option for key in rule.keys for option in options_of.get(key, [key])}
    inside = np.array([key in members for key in problem.keys], dtype=np.int64)
    amount = inside if rule.measure == "count" else inside * problem.total_cost
    return Group(rule.id, amount, rule.at_least, rule.at_most)


def _most(problem: Problem, amount: NDArray[np.int64], options_of: Mapping[str, Sequence[str]]) -> int:
    """What all projects together can bring: each with options by the one that brings most."""
    brought = dict(zip(problem.keys, amount.tolist(), strict=True))
    options = {option for keys in options_of.values() for option in keys}
    plain = sum(one for key, one in brought.items() if key not in options)
    return int(plain + sum(max(brought[option] for option in keys) for keys in options_of.values()))
