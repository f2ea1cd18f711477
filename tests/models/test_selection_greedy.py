"""The quick selection obeys everything and is never claimed to be best."""

from hypothesis import given

from models.selection_greedy import choose
from models.selection_limits import breaks_rule
from models.selection_problem import Problem
from models.selection_reduction import Reduced, reduce
from tests.models.selection_cases import problems


@given(problems())
def test_the_quick_selection_obeys_every_limit_and_rule(problem: Problem):
    reduced = reduce(problem)
    taken = choose(reduced) if isinstance(reduced, Reduced) else None
    if taken is not None:
        chosen = reduced.expand(taken)
        assert breaks_rule(problem, {key for key, inside in zip(problem.keys, chosen, strict=True) if inside}) is None


def test_best_value_for_money_comes_first():
    reduced = reduce(Problem(tuple("abc"), [10.0, 9, 2], [10, 3, 2], (10,)))
    assert isinstance(reduced, Reduced)
    assert choose(reduced).tolist() == [False, True, True]


def test_a_candidate_comes_with_what_it_requires_or_not_at_all():
    stated = Problem(tuple("abc"), [10.0, 0, 2], [2, 9, 2], (10,), requires=(("a", "b"),))
    reduced = reduce(stated)
    assert isinstance(reduced, Reduced)
    assert choose(reduced).tolist() == [False, False, True]
