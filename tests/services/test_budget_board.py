"""The two sides of a selection in the order of the board, and what one decision by hand changes."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.selection import select
from services.budget_board import Changed, changed, decided, near_projects, sides
from services.candidates import Asked, Candidates, problem

SMALL = Candidates(
    keys=tuple("abcde"),
    names=tuple("ABCDE"),
    value=np.array([8.0, 11, 6, 4, 0]),
    cost=np.array([[5], [7], [4], [3], [9]]),
    periods=("FY27",),
    digits=0,
    decided=frozenset("e"),
)
OPTIONS = Candidates(
    keys=("a|continue", "a|pause", "a|none", "b"),
    names=("A", "A", "A", "B"),
    value=np.array([9.0, 5, 0, 6]),
    cost=np.array([[6], [3], [0], [5]]),
    periods=("FY27",),
    digits=0,
    options_of={"a": ("a|continue", "a|pause")},
    none_of={"a": "a|none"},
)
ASKED = Asked(23)


def best(found, asked):
    return select(problem(found, asked))


def test_a_project_moved_is_decided_by_hand_and_moved_back_is_let_go():
    assert decided(ASKED, "a", "in").forced_in == ("a",)
    assert decided(replace(ASKED, forced_in=("b",)), "a", "out").forced_out == ("a",)
    assert decided(replace(ASKED, forced_in=("a", "b")), "a", "out") == replace(ASKED, forced_in=("b",))
    assert decided(replace(ASKED, forced_out=("a",)), "a", "in") == ASKED


@given(st.sampled_from("abcd"), st.sampled_from(["in", "out"]), st.sets(st.sampled_from("abcd")))
def test_moving_there_and_back_changes_nothing_of_what_is_free(key, to, others):
    asked = replace(ASKED, forced_in=tuple(sorted(others - {key})))
    back = "out" if to == "in" else "in"
    assert decided(decided(asked, key, to), key, back) == asked


def test_what_lies_between_is_the_value_lost_and_the_projects_that_move():
    after = best(SMALL, decided(ASKED, "a", "in"))
    assert changed(SMALL, best(SMALL, ASKED), after, "a") == Changed(2.0, True, (), ("c", "d"), True)
    before = best(SMALL, replace(ASKED, forced_in=("a",)))
    assert changed(SMALL, before, best(SMALL, ASKED), "a") == Changed(-2.0, True, ("c", "d"), (), False)


def test_where_nothing_can_be_chosen_afterwards_there_is_no_price():
    small = replace(ASKED, total=10)
    told = changed(SMALL, best(SMALL, small), best(SMALL, decided(small, "a", "in")), "a")
    assert (told.loss, told.exact) == (None, True)


def test_a_selection_cut_short_by_time_makes_no_exact_price_but_one_looked_up_does():
    short = replace(best(SMALL, ASKED), status="feasible")
    assert not changed(SMALL, short, best(SMALL, ASKED), "a").exact
    assert changed(SMALL, replace(short, method="nested"), best(SMALL, ASKED), "a").exact


def test_a_project_with_options_moves_once_and_another_option_is_no_move():
    whole, little = best(OPTIONS, Asked(11)), best(OPTIONS, Asked(8))
    assert (whole.chosen, little.chosen) == (("a|continue", "b"), ("a|pause", "b"))
    told = changed(OPTIONS, whole, little, "b")
    assert (told.loss, told.enters, told.leaves, told.inside) == (4.0, (), (), True)
    assert changed(OPTIONS, little, best(OPTIONS, Asked(5)), "b").leaves == ("a",)


def test_the_sides_begin_with_what_is_by_hand_then_the_nearest_known_then_by_value_for_money():
    asked = replace(ASKED, forced_out=("d",))
    rows = sides(SMALL, asked, {"b", "c"}, ("c",))
    assert rows["key"].tolist() == ["d", "c", "a", "b"]
    assert rows["by_hand"].tolist() == [True, False, False, False]
    assert rows[rows["inside"]]["key"].tolist() == ["c", "b"]
    free = sides(SMALL, ASKED, {"a", "b"}, ())
    assert free[free["inside"]]["key"].tolist() == ["b", "a"]
    assert free[~free["inside"]]["key"].tolist() == ["c", "d"]
    assert free.set_index("key").loc["a", "cost"] == 5
    assert free.set_index("key").loc["a", "value"] == pytest.approx(8)


def test_options_known_to_be_near_name_their_project_once():
    assert near_projects(OPTIONS, ("a|pause", "b", "a|none")) == ("a", "b")
