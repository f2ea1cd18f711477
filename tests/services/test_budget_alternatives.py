"""Other sets nearly as good, and what each thing asked costs, in terms of projects."""

from dataclasses import replace

import numpy as np

from models.selection import select
from models.selection_rules import Rule
from services.budget_alternatives import next_best, prices, prices_of_rules
from services.candidates import Asked, Candidates, problem
from tests.services.four_projects import FOUND


def test_the_next_best_sets_name_what_they_add_and_drop_and_cost():
    stated = problem(FOUND, Asked(14))
    found, complete = next_best(FOUND, stated, select(stated), count=2, apart=2)
    assert complete
    assert [(one.adds, one.drops, one.loss, one.extra_cost) for one in found] == [
        (("a",), ("c", "d"), 2, -2),
        (("a",), ("b",), 3, -2),
    ]


def test_another_option_of_the_same_project_is_no_other_set():
    options = Candidates(
        keys=("a|all", "a|half", "a|none", "b"),
        names=("A", "A", "A", "B"),
        value=np.array([8.0, 7, 0, 5]),
        cost=np.array([[6], [3], [0], [2]]),
        periods=("FY27",),
        digits=0,
        options_of={"a": ("a|all", "a|half")},
        none_of={"a": "a|none"},
    )
    stated = problem(options, Asked(20))
    [other], _ = next_best(options, stated, select(stated), count=1, apart=1)
    assert (other.adds, other.drops, other.loss) == ((), ("b",), 5)


def test_the_dearest_thing_asked_comes_first_and_what_is_free_last():
    stated = problem(FOUND, Asked(14, forced_in=("a", "b"), rules=(Rule("requires", ("c", "d")),)))
    found = prices(FOUND, stated, select(stated))
    assert [(one.reason.kind, one.reason.keys) for one in found] == [
        ("limit", ()),
        ("in", ("a",)),
        ("in", ("b",)),
        ("needs", ("c", "d")),
    ]
    assert [one.price.value for one in found] == [10, 2, 0, 0]


def test_what_stands_above_the_line_has_no_price():
    above = replace(FOUND, decided=frozenset("a"), value=np.array([0.0, 11, 6, 4]))
    stated = problem(above, Asked(14))
    assert {one.reason.kind for one in prices(above, stated, select(stated))} == {"limit"}


def test_a_rule_has_the_same_price_whether_it_is_switched_off_or_not():
    rule = Rule("excludes", ("b", "c"))
    on, off = Asked(14, rules=(rule,)), Asked(14, rules=(rule,), ignored=(rule.id,))
    with_it, without_it = select(problem(FOUND, on)), select(problem(FOUND, off))
    price = without_it.value - with_it.value
    assert price > 0
    assert prices_of_rules(FOUND, on, with_it) == {rule.id: price}
    assert prices_of_rules(FOUND, off, without_it) == {rule.id: price}
