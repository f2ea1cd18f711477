"""What a problem file states, counted in whole units: candidates, limits, and bounds as groups."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from models.selection_problem import Group
from services.candidates import Asked, Candidates
from services.problem_fields import LARGEST, Fields, Number, decimals, scaled
from services.problem_projects import Project
from services.problem_rule import Bound, Choice, Rules
from services.statements import Stated


@dataclass(frozen=True)
class Content:
    """What a file says, amounts as they are written."""

    projects: Mapping[str, Project]
    kinds: tuple[str, ...]
    limits: Mapping[str, Number]
    total: Number | None
    rules: Rules


@dataclass(frozen=True)
class _Row:
    """One candidate: a project, one of its options, or none of them."""

    key: str
    project: Project
    choice: Choice
    funds: bool = True


def counted(fields: Fields, content: Content) -> Stated:
    """Return the statement in whole units of the smallest that any amount needs; raises FileRefused where it cannot."""
    rows = [row for project in content.projects.values() for row in _rows(project, content.rules)]
    digits = max(map(decimals, _amounts(rows, content)), default=0)
    _check(fields, rows, content, digits)
    cost = _cost(rows, content.kinds, digits)
    bounds = [_bound(bound, rows, content, cost, digits) for bound in content.rules.bounds]
    choices = content.rules.choices
    found = Candidates(
        keys=tuple(row.key for row in rows),
        names=tuple(row.project.name for row in rows),
        value=np.array([float(row.choice.value) for row in rows]),
        cost=cost,
        periods=content.kinds,
        digits=digits,
        options_of={key: tuple(f"{key}|{choice.name}" for choice in choices[key]) for key in choices},
        none_of={key: f"{key}|none" for key in choices},
    )
    asked = Asked(
        total=None if content.total is None else scaled(content.total, digits),
        periods=tuple((name, scaled(limit, digits)) for name, limit in content.limits.items()),
        forced_in=tuple(content.rules.forced_in),
        forced_out=tuple(content.rules.forced_out),
        rules=tuple(content.rules.links),
    )
    return Stated(
        found,
        asked,
        bounds=tuple(group for group, _ in bounds),
        digits=tuple((group.name, places) for group, places in bounds),
        called=tuple((_name(bound), bound.name) for bound in content.rules.bounds),
        adds_up=content.total is not None,
    )


def _name(bound: Bound) -> str:
    """Return the name of a bound's group, which says what is measured as the name of a portfolio's rule does."""
    measures = {"count": "count", "cost": "money", "share": "objective"}
    return f"group:{measures[bound.measure]}:{bound.name}"


def _rows(project: Project, rules: Rules) -> list[_Row]:
    if project.key not in rules.choices:
        return [_Row(project.key, project, Choice("", project.costs, project.value))]
    options = [_Row(f"{project.key}|{choice.name}", project, choice) for choice in rules.choices[project.key]]
    return [*options, _Row(f"{project.key}|none", project, Choice("none", {}, 0, 0), funds=False)]


def _amounts(rows: Sequence[_Row], content: Content) -> Iterable[Number]:
    yield from (cost for row in rows for cost in row.choice.costs.values())
    yield from _ends(content)


def _ends(content: Content) -> Iterable[Number]:
    yield from content.limits.values()
    yield content.total or 0
    bounds = [bound for bound in content.rules.bounds if bound.measure == "cost"]
    yield from (end for bound in bounds for end in (bound.least, bound.most) if end is not None)


def _check(fields: Fields, rows: Sequence[_Row], content: Content, digits: int) -> None:
    """Raise FileRefused where keys or names are not told apart, or sums are more than 64 bits hold."""
    if twice := _repeated([row.key for row in rows]):
        fields.refuse(("projects",), twice, "An option of one project has the key of another.", "Rename one of them.")
    if twice := _repeated([bound.name for bound in content.rules.bounds]):
        fields.refuse(("rules",), twice, "Two rules have this name.", "Give each its own.")
    whole = sum(scaled(cost, digits) for row in rows for cost in row.choice.costs.values())
    if max(whole, *(scaled(end, digits) for end in _ends(content))) > LARGEST:
        rule = f"The costs together or a limit, with {digits} decimals, are more than can be counted."
        fields.refuse((), "", rule, "Use a larger unit or fewer decimals.")
    for bound in content.rules.bounds:
        brought = _brought(bound, content) if bound.measure == "share" else []
        places = max(map(decimals, brought), default=0)
        if sum(scaled(part, places) for part in brought) > LARGEST:
            rule = f"The contributions to {bound.of} together are more than can be counted."
            fields.refuse(("projects",), bound.of, rule, "Use a larger unit or fewer decimals.")
    fields.stop_if_refused()


def _brought(bound: Bound, content: Content) -> list[Number]:
    """Return what each project in full brings to the objective of a bound."""
    return [project.contributions.get(bound.of, 0) for project in content.projects.values()]


def _repeated(names: Sequence[str]) -> str | None:
    return next((name for name, times in Counter(names).items() if times > 1), None)


def _cost(rows: Sequence[_Row], kinds: Sequence[str], digits: int) -> NDArray[np.int64]:
    cost = np.zeros((len(rows), len(kinds)), dtype=np.int64)
    column = {name: i for i, name in enumerate(kinds)}
    for i, row in enumerate(rows):
        for name, amount in row.choice.costs.items():
            cost[i, column[name]] = scaled(amount, digits)
    return cost


def _bound(
    bound: Bound, rows: Sequence[_Row], content: Content, cost: NDArray[np.int64], digits: int
) -> tuple[Group, int]:
    """Return a bound as a group, and the decimal digits of its amounts."""
    if bound.measure == "share":
        return _share(bound, rows, content)
    members = set(bound.members)
    amount = np.array([row.funds and row.project.key in members for row in rows], dtype=np.int64)
    places = 0 if bound.measure == "count" else digits
    if bound.measure == "cost":
        amount = amount * cost[:, content.kinds.index(bound.of)]
    ends = [None if end is None else scaled(end, places) for end in (bound.least, bound.most)]
    return Group(_name(bound), amount, *ends), places


def _share(bound: Bound, rows: Sequence[_Row], content: Content) -> tuple[Group, int]:
    """Return the least of what is brought to an objective, of all that the projects in full would bring."""
    brought = dict(zip(content.projects, _brought(bound, content), strict=True))
    parts = [Fraction(brought[row.project.key]) * Fraction(row.choice.share) for row in rows]
    coarse = max(map(decimals, brought.values()), default=0)
    places = coarse + max((decimals(row.choice.share) for row in rows), default=0)
    while places > coarse and sum(parts) * 10**places > LARGEST:
        places -= 1
    # Where the decimals of a part do not fit, it counts for no more, and the least for no less, than it is.
    amount = [floor(part * 10**places) for part in parts]
    least = ceil(Fraction(bound.least or 0) * sum(map(Fraction, brought.values())) * 10**places)
    return Group(_name(bound), np.array(amount, dtype=np.int64), least, None), places
