"""Limits and rules are checked in whole numbers, to the last unit."""

import numpy as np
import pytest

from models.selection_limits import breaks_rule, overrun, rows
from models.selection_problem import Problem

BILLIONS = 10**15


def problem(**changes) -> Problem:
    given = {
        "keys": ("a", "b", "c"),
        "value": np.ones(3),
        "cost": np.array([[BILLIONS, 1], [BILLIONS, 1], [1, 1]]),
        "limits": (2 * BILLIONS, None),
    }
    return Problem(**(given | changes))


def test_one_unit_too_much_breaks_a_limit_of_many_billions():
    assert breaks_rule(problem(), {"a", "b"}) is None
    assert breaks_rule(problem(), {"a", "b", "c"}) == "1"


def test_every_limit_is_one_row():
    kinds = [row.kind for row in rows(problem(total_limit=5, at_most=2))]
    assert kinds == ["period", "total", "count"]


@pytest.mark.parametrize(
    ("rule", "chosen", "broken"),
    [
        ({"forced_in": frozenset("a")}, "b", "a"),
        ({"forced_out": frozenset("a")}, "a", "a"),
        ({"requires": (("a", "b"),)}, "a", ("a", "b")),
        ({"excludes": (("a", "b"),)}, "ab", ("a", "b")),
        ({"same": (("a", "b"),)}, "b", ("a", "b")),
        ({"at_most": 1}, "ac", "count"),
        ({"total_limit": 2}, "a", "total"),
        ({"requires": (("a", "b"),), "excludes": (("b", "c"),), "same": (("a", "b"),)}, "ab", None),
    ],
)
def test_each_kind_of_rule_is_seen_when_broken(rule, chosen, broken):
    assert breaks_rule(problem(**rule), set(chosen)) == broken


def test_an_overrun_names_the_fewest_candidates_that_cause_it():
    stated = problem(limits=(BILLIONS - 1, None))
    conflict = overrun(stated, rows(stated)[0], np.array([True, True, True]))
    assert conflict is not None
    assert conflict.keys == ("a",)
    assert conflict.needed == 2 * BILLIONS + 1


def test_no_overrun_has_no_conflict():
    stated = problem()
    assert overrun(stated, rows(stated)[0], np.array([True, True, False])) is None
