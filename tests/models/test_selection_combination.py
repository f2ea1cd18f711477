"""Changes that are enough together: none cheaper are, by every subset tried."""

from dataclasses import replace
from itertools import combinations

import numpy as np
from hypothesis import assume, given

from models.selection_combination import fewest, least_money
from models.selection_constraints import constraints, with_bound, without
from models.selection_limits import breaks_rule, least, rows
from models.selection_problem import Group, Problem
from tests.models.selection_cases import allowed_values
from tests.models.test_selection_conflicts import FOUR, tight

MONEY = ("period", "total")


def subsets(problem):
    return (set(some) for size in range(len(problem.keys) + 1) for some in combinations(problem.keys, size))


def changed(problem, found):
    for one in found.changes:
        problem = (
            without(problem, one.constraint) if one.bound is None else with_bound(problem, one.constraint, one.bound)
        )
    return problem


def rise(problem, chosen):
    """What a set takes beyond periods and total; None where it breaks anything else."""
    free = replace(problem, limits=(None,) * len(problem.limits), total_limit=None)
    if breaks_rule(free, chosen) is not None:
        return None
    inside = np.array([key in chosen for key in problem.keys])
    limited = [row for row in rows(problem) if row.kind in MONEY]
    return sum(max(int(row.cost[inside].sum()) - row.limit, 0) for row in limited)


def broken(problem, chosen):
    """How many constraints a set breaks."""
    inside = np.array([key in chosen for key in problem.keys], dtype=bool)
    many = sum(int(row.cost[inside].sum()) > row.limit for row in rows(problem))
    many += sum(int(row.cost[inside].sum()) < row.limit for row in least(problem))
    many += len(problem.forced_in - chosen) + len(problem.forced_out & chosen)
    many += sum(a in chosen and b not in chosen for a, b in dict.fromkeys(problem.requires))
    many += sum(a in chosen and b in chosen for a, b in dict.fromkeys(problem.excludes))
    return many + sum((a in chosen) != (b in chosen) for a, b in dict.fromkeys(problem.same))


@given(tight())
def test_the_money_it_takes_is_the_least_of_all_subsets(problem):
    elastic = [one for one in constraints(problem) if one.kind in MONEY]
    rises = [needed for chosen in subsets(problem) if (needed := rise(problem, chosen)) is not None]
    found = least_money(problem, elastic)
    assert (found is None) is not rises
    assume(found is not None)
    assert found.proven
    assert sum(one.change for one in found.changes) == min(rises)
    assert allowed_values(changed(problem, found))


@given(tight())
def test_the_changes_are_the_fewest_of_all_subsets(problem):
    found = fewest(problem, [(one,) for one in dict.fromkeys(constraints(problem))])
    assert found.proven
    assert len(found.changes) == min(broken(problem, chosen) for chosen in subsets(problem))
    assert allowed_values(changed(problem, found))


def test_what_is_settled_never_gives_way():
    held = replace(FOUR, forced_in=frozenset("12"), limits=(10,))
    found = fewest(held, [(one,) for one in constraints(held) if one.kind != "forced in"])
    assert [(one.constraint.kind, one.bound, one.change) for one in found.changes] == [("period", 12, 2)]
    assert fewest(held, []) is None
    assert least_money(held, []) is None


def test_constraints_of_one_part_are_one_change():
    barred = replace(FOUR, forced_in=frozenset("123"), excludes=(("1", "2"), ("1", "3")), limits=(16,))
    rule = [one for one in constraints(barred) if one.kind == "excludes"]
    others = [(one,) for one in constraints(barred) if one.kind == "forced in" and one.keys != ("1",)]
    assert {one.constraint for one in fewest(barred, [rule, *others]).changes} == set(rule)


def test_of_equally_many_changes_the_smaller_rise_is_taken():
    two = Group("two", np.ones(3, dtype=np.int64), at_least=2)
    dear = Problem(tuple("abc"), np.ones(3), np.array([10**13 + 7, 10**13 + 8, 10**13 + 9]), (10**12,), groups=(two,))
    found = fewest(dear, [(one,) for one in constraints(dear) if one.kind == "period"])
    assert [one.bound for one in found.changes] == [2 * 10**13 + 15]
