"""What prices settle is settled in every better selection; what is left still holds the best one."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from models.selection_core import core
from models.selection_problem import Problem
from models.selection_reduction import Reduced, reduce
from models.selection_relaxation import relax
from tests.models.selection_cases import allowed_open, problems


@settings(max_examples=150)
@given(problems(), st.floats(-1, 1))
def test_every_selection_above_the_floor_agrees_with_what_is_settled(problem, share):
    reduced = reduce(problem)
    if not isinstance(reduced, Reduced) or (relaxed := relax(reduced)) is None:
        return
    floor = share * relaxed.bound
    better = [t for t in allowed_open(problem, reduced) if float(reduced.value[t].sum()) > floor + 1e-9]
    left = core(reduced, relaxed, floor)
    if left is None:
        assert not better
        return
    for taken in better:
        assert np.array_equal(left.expand(taken[left.kept]), taken)
        assert np.array_equal(left.narrowed(taken), taken[left.kept])


@settings(max_examples=100)
@given(problems())
def test_what_is_left_allows_just_the_same_selections(problem):
    reduced = reduce(problem)
    if not isinstance(reduced, Reduced) or (relaxed := relax(reduced)) is None:
        return
    left = core(reduced, relaxed, relaxed.bound / 2)
    if left is None:
        return
    k = len(left.kept)
    allowed = {tuple(taken.tolist()) for taken in allowed_open(problem, reduced)}
    for number in range(2**k):
        taken = np.array([number >> i & 1 for i in range(k)], dtype=bool)
        assert obeyed(left.reduced, taken) == (tuple(left.expand(taken).tolist()) in allowed)


def obeyed(reduced: Reduced, taken: np.ndarray) -> bool:
    limits = np.all(reduced.cost[:, taken].sum(axis=1) <= reduced.room)
    leasts = np.all(reduced.least[:, taken].sum(axis=1) >= reduced.need)
    needs = all(taken[b] or not taken[a] for a, b in reduced.requires)
    return bool(limits and leasts and needs and not any(taken[a] and taken[b] for a, b in reduced.excludes))


def test_a_candidate_far_better_than_the_others_is_settled_with_what_it_requires():
    stated = Problem(tuple("abcd"), [90.0, 0, 3, 2], [2, 2, 3, 2], (7,), requires=(("a", "b"),))
    reduced = reduce(stated)
    left = core(reduced, relax(reduced), 92.0)
    assert left.settled[:2].all()


def test_a_floor_at_the_bound_leaves_nothing():
    reduced = reduce(Problem(tuple("ab"), [2.0, 1], [2, 2], (2,)))
    relaxed = relax(reduced)
    assert core(reduced, relaxed, relaxed.bound) is None
