"""Projects and money that change hands between people, counted with sets, and the names that nothing keeps."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import disagreement_worth

PROJECTS = 5
row = st.lists(st.booleans(), min_size=PROJECTS, max_size=PROJECTS)
sets = st.lists(row, min_size=1, max_size=6)
costs = st.lists(st.integers(0, 10**13), min_size=PROJECTS, max_size=PROJECTS)


def places(flags):
    return {place for place, flag in enumerate(flags) if flag}


@given(sets, costs, row)
def test_every_figure_is_that_of_the_sets_themselves(people, money, joint):
    found = disagreement_worth.worth(people, money, joint)
    held = [places(each) for each in people]
    everyone, anyone = set.intersection(*held), set.union(*held)
    assert places(found.disputed) == anyone - everyone
    assert found.chosen_by.tolist() == [sum(place in each for each in held) for place in range(PROJECTS)]
    assert found.always_money == sum(money[place] for place in everyone)
    assert found.disputed_money == sum(money[place] for place in anyone - everyone)
    assert found.always_money + found.disputed_money + found.never_money == sum(money)
    assert found.dropped_money.tolist() == sorted(sum(money[p] for p in places(joint) - each) for each in held)
    assert found.added_money.tolist() == sorted(sum(money[p] for p in each - places(joint)) for each in held)
    assert found.same_as_joint == sum(each == places(joint) for each in held)
    assert found.joint_disputed_money == sum(money[place] for place in places(joint) - everyone)


@given(sets, costs, row, st.randoms(use_true_random=False))
def test_the_order_of_the_people_leaves_no_trace(people, money, joint, shuffled):
    mixed = list(people)
    shuffled.shuffle(mixed)
    first, second = (vars(disagreement_worth.worth(each, money, joint)) for each in (people, mixed))
    for name, value in first.items():
        assert np.array_equal(value, second[name])


@given(row, costs, st.integers(1, 5))
def test_people_of_one_mind_move_no_money(chosen, money, people):
    found = disagreement_worth.worth([chosen] * people, money, chosen)
    assert (found.disputed_money, found.joint_disputed_money, found.same_as_joint) == (0, 0, people)
    assert not found.dropped_money.any()
    assert not found.added_money.any()


def test_each_different_row_of_weights_is_chosen_for_once_and_given_back_in_place():
    asked = []

    def choose(weights):
        asked.append(tuple(weights))
        return weights >= 0.5

    found = disagreement_worth.sets_chosen([[0.7, 0.3], [0.2, 0.8], [0.7, 0.3]], choose)
    assert found.tolist() == [[True, False], [False, True], [True, False]]
    assert sorted(asked) == [(0.2, 0.8), (0.7, 0.3)]


@pytest.mark.parametrize(
    ("people", "money", "complaint"),
    [
        ([], [1, 2], "one row per person"),
        ([[True]], [1, 2], "one column per cost"),
        ([[True, False]], [1.5, 2], "whole numbers"),
        ([[True, False]], [1, -2], "whole numbers"),
    ],
)
def test_sets_and_costs_that_do_not_fit_are_refused(people, money, complaint):
    with pytest.raises(ValueError, match=complaint):
        disagreement_worth.worth(people, money, [True, False])


def test_nobody_chooses_nothing():
    with pytest.raises(ValueError, match="at least one"):
        disagreement_worth.sets_chosen(np.empty((0, 2)), lambda weights: weights > 0)
