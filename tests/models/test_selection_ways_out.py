"""Ways out of a conflict: enough where they say so, and one unit less is not."""

from dataclasses import replace

import numpy as np
from hypothesis import assume, given

from models.selection import Problem
from models.selection_conflicts import conflicts, only
from models.selection_constraints import with_bound, without
from models.selection_problem import Group
from models.selection_ways_out import all_conflicts, ways_out
from tests.models.selection_cases import allowed_values
from tests.models.test_selection_conflicts import FOUR, tight

RAISED = ("period", "total", "count", "at most")


@given(tight())
def test_each_way_out_is_enough_where_it_says_so(problem):
    found = conflicts(problem)
    assume(found is not None)
    ways = ways_out(problem, found)
    assert {way.constraint for way in ways} == set(found.members)
    for way in ways:
        around = problem if way.enough else only(problem, found.members)
        assert bool(allowed_values(without(problem, way.constraint))) is way.enough
        moved = without(around, way.constraint) if way.bound is None else with_bound(around, way.constraint, way.bound)
        assert allowed_values(moved)


@given(tight())
def test_one_unit_less_is_not_enough(problem):
    found = conflicts(problem)
    assume(found is not None)
    for way in ways_out(problem, found):
        if way.bound is None:
            continue
        around = problem if way.enough else only(problem, found.members)
        less = way.bound - 1 if way.constraint.kind in RAISED else way.bound + 1
        assert way.exact
        assert way.change == abs(way.bound - way.constraint.bound) > 0
        assert not allowed_values(with_bound(around, way.constraint, less))


def test_what_is_enough_comes_first_money_by_amount_then_rules():
    two = Problem(tuple("ab"), np.ones(2), np.array([[5, 4], [5, 4]]), (None, 7), 9, frozenset("ab"))
    alone = replace(two, total_limit=None)
    assert [(way.constraint.kind, way.change, way.enough) for way in ways_out(alone, conflicts(alone))] == [
        ("period", 1, True),
        ("forced in", 0, True),
        ("forced in", 0, True),
    ]
    # The total stays short whatever happens to the year.
    first = conflicts(alone)
    assert [(way.constraint.kind, way.enough) for way in ways_out(two, first)] == [
        ("forced in", True),
        ("forced in", True),
        ("period", False),
    ]


def test_large_amounts_are_exact_to_the_unit():
    cents = 10**13 + 7
    dear = Problem(("a", "b", "c"), np.ones(3), np.array([cents, cents + 1, cents + 2]), (10**12,))
    wanted = replace(dear, groups=(Group("two", np.ones(3, dtype=np.int64), at_least=2),))
    ways = {way.constraint.kind: way for way in ways_out(wanted, conflicts(wanted))}
    assert (ways["period"].bound, ways["period"].exact) == (2 * cents + 1, True)
    assert (ways["at least"].bound, ways["at least"].change) == (0, 2)


def test_conflicts_that_have_nothing_in_common_are_all_found():
    apart = replace(FOUR, forced_in=frozenset("123"), forced_out=frozenset("1"))
    found = all_conflicts(apart)
    kinds = [{one.kind for one in conflict.members} for conflict in found]
    assert kinds[0] == {"forced in", "forced out"}
    assert len(kinds) == 1
    both = replace(FOUR, forced_in=frozenset("1234"), excludes=(("1", "2"),), at_most=1)
    assert len(all_conflicts(both)) == 2
