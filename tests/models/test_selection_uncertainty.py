"""What a single uncertainty moves: the money that changes hands at the ends of its range."""

import numpy as np
import pytest
from hypothesis import assume, given

from models.selection import Problem, select
from models.selection_robustness import Case, stated
from models.selection_uncertainty import Uncertainty, moved, of_costs, of_values
from tests.models.selection_cases import allowed_values, problems

FOUR = Problem(tuple("1234"), np.array([8.0, 11, 6, 4]), np.array([5, 7, 4, 3]), (14,))


def test_the_money_that_changes_hands_is_half_of_what_comes_and_goes():
    # Worth 3 more, 1 and 2 together (22) beat 2, 3 and 4 (21): 5 comes in, 7 goes.
    best = select(FOUR)
    first = moved(FOUR, best, of_values(FOUR, best, 0.4))[0]
    assert first.key == "1"
    assert (first.end, first.enters, first.leaves, first.money) == ("high", ("1",), ("3", "4"), 6)
    assert first.proven


@given(problems(largest=5))
def test_what_moves_nothing_leaves_the_stated_selection_as_good_as_any(problem):
    best = select(problem)
    assume(best.found)
    for one in (*of_values(problem, best, 0.3), *of_costs(problem, best, 0.3)):
        [found] = moved(problem, best, [one])
        quiet = not found.enters and not found.leaves and found.proven
        ends = [stated(problem, end) for end in (one.low, one.high) if end is not None]
        allowed = [allowed_values(there) for there in ends if there is not None]
        if quiet:
            assert all(known[best.chosen] == pytest.approx(max(known.values())) for known in allowed)
        elif found.enters or found.leaves:
            assert any(max(known.values()) > known.get(best.chosen, -np.inf) for known in allowed if known)


@given(problems(largest=5))
def test_an_end_that_is_not_solved_could_not_have_moved_anything(problem):
    best = select(problem)
    assume(best.found)
    whole = np.eye(len(problem.keys))
    for place, key in enumerate(problem.keys):
        left_alone = {one.key for one in of_values(problem, best, 0.3)}
        inside = key in best.chosen
        harmless = Case(value=problem.value + (0.3 if inside else -0.3) * np.abs(problem.value) * whole[place])
        there = stated(problem, harmless)
        if key in left_alone and there is not None:
            allowed = allowed_values(there)
            assert allowed[best.chosen] == pytest.approx(max(allowed.values()))


def test_what_moves_most_money_comes_first_and_progress_is_told():
    best, told = select(FOUR), []
    uncertain = [
        Uncertainty("weight", "none", Case(FOUR.value), Case(FOUR.value * 2)),
        Uncertainty("weight", "much", None, Case(np.array([20.0, 1, 1, 1]))),
    ]
    found = moved(FOUR, best, uncertain, progress=lambda done, of: told.append((done, of)))
    assert [one.key for one in found] == ["much", "none"]
    assert (found[1].money, found[1].enters) == (0, ())
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_options_of_one_thing_change_together():
    best = select(FOUR)
    [both, *others] = of_values(FOUR, best, 0.5, {"1 or 2": ("1", "2")})
    assert [both.key, *(one.key for one in others)] == ["1 or 2", "3", "4"]
    assert both.low.value.tolist() == [4, 5.5, 6, 4]
    assert both.high.value.tolist() == [12, 16.5, 6, 4]
    assert of_costs(FOUR, best, 0.5, {"1 or 2": ("1", "2")})[0].high.factor.tolist() == [1.5, 1.5, 1, 1]
