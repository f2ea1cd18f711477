"""The price of single decisions."""

from dataclasses import replace

import numpy as np

from models.selection import Problem, select
from models.selection_regret import override_price, regret

FOUR = Problem(tuple("1234"), np.array([8.0, 11, 6, 4]), np.array([5, 7, 4, 3]), (14,))


def test_bringing_in_what_was_left_out_costs_what_it_displaces():
    # With 1 forced in, the best is 1 and 2 for 19 instead of 21.
    assert regret(FOUR, select(FOUR), "1") == 2


def test_leaving_out_what_was_chosen_costs_what_the_next_best_lacks():
    # Without 2: 1, 3, 4 for 18.
    assert regret(FOUR, select(FOUR), "2") == 3


def test_a_decision_that_rules_make_impossible_has_no_price():
    needed = replace(FOUR, forced_in=frozenset("3"), requires=(("3", "4"),))
    assert regret(needed, select(needed), "4") is None


def test_the_price_of_an_override_is_what_it_gives_up():
    forced = replace(FOUR, forced_in=frozenset("1"))
    assert override_price(forced, select(forced), "1") == 2
    assert override_price(forced, select(forced), "2") is None
