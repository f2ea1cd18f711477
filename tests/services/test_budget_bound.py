"""What decided work needs is found at any remove, and counted at the least it can cost."""

import numpy as np

from models.selection_rules import Rule
from services.budget_bound import needed
from services.candidates import Asked, Candidates

COSTS = {"A": 100, "B": 30, "C": 20, "D": 7, "E": 5}


def candidates(**more) -> Candidates:
    keys = tuple(COSTS)
    cost = np.array([[amount] for amount in COSTS.values()], dtype=np.int64)
    return Candidates(keys, keys, np.ones(len(keys)), cost, ("FY27",), 0, decided=frozenset("A"), **more)


def test_what_decided_work_needs_is_followed_through_every_rule_in_force():
    rules = (Rule("requires", ("A", "B")), Rule("requires", ("B", "C")), Rule("same", ("D", "C")))
    found = needed(candidates(), Asked(rules=(*rules, Rule("requires", ("E", "A")), Rule("excludes", ("A", "E")))))
    assert (found.projects, found.cost) == (("B", "C", "D"), 57)


def test_a_rule_switched_off_binds_nothing():
    rule = Rule("requires", ("A", "B"))
    assert needed(candidates(), Asked(rules=(rule,), ignored=(rule.id,))).projects == ()


def test_a_project_with_options_counts_at_the_cheapest_that_funds_it():
    found = candidates(options_of={"P": ("B", "C")}, none_of={"P": "E"})
    bound = needed(found, Asked(rules=(Rule("requires", ("A", "P")),)))
    assert (bound.projects, bound.cost) == (("P",), 20)
