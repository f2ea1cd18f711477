"""The search proves the same optimum whichever way it goes down from the bound, and stops at the gap asked for."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import selection_milp, selection_search
from models.selection_cbc import Effort
from models.selection_checks import worth
from models.selection_problem import Problem
from models.selection_reduction import Reduced, reduce
from models.selection_relaxation import relax
from models.selection_search import search
from models.selection_start import start
from tests.models.selection_cases import allowed_open, problems


@settings(max_examples=150)
@given(problems(), st.booleans(), st.sampled_from([0.0, 0.1]), st.sampled_from([(), (1,), (1, 3)]))
def test_value_and_bound_enclose_the_best_whatever_is_given(problem, with_start, gap, nearest):
    reduced = reduce(problem)
    if not isinstance(reduced, Reduced) or (relaxed := relax(reduced)) is None:
        return
    best = max((float(reduced.value[taken].sum()) for taken in allowed_open(problem, reduced)), default=None)
    known = start(reduced, relaxed) if with_start else None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(selection_search, "MANY", 3)
        patch.setattr(selection_search, "NEAREST", tuple((items, 2) for items in nearest))
        answer = search(reduced, relaxed, known, 10.0, gap)
    if best is None:
        assert (answer.taken, answer.proven) == (None, True)
        return
    value = float(reduced.value[answer.taken].sum())
    assert value <= best + 1e-9
    assert answer.bound >= best - 1e-6
    assert answer.bound - value <= gap * abs(value) + 1e-6
    assert answer.proven or gap


def made(candidates: int) -> Reduced:
    random = np.random.default_rng(6)
    cost = random.integers(10**5, 10**8, (candidates, 3))
    value = cost.sum(axis=1) / 1e7 + 20 * random.random(candidates)
    return reduce(Problem(tuple(map(str, range(candidates))), value, cost, tuple(cost.sum(axis=0) // 2)))


@pytest.mark.parametrize("nearest", [(), ((10, 20),), ((30, 5000), (50, 5000))])
@pytest.mark.parametrize("steps", [(), (0.5,), (0.01, 0.02, 0.5)])
def test_all_ways_prove_the_same_value(monkeypatch, nearest, steps):
    reduced = made(60)
    monkeypatch.setattr(selection_search, "MANY", 10)
    monkeypatch.setattr(selection_search, "NEAREST", nearest)
    monkeypatch.setattr(selection_search, "STEPS", steps)
    relaxed = relax(reduced)
    answer = search(reduced, relaxed, start(reduced, relaxed), 20.0)
    assert answer.proven
    plain = selection_milp.solve(reduced, -np.inf, Effort(20.0))
    assert worth(reduced, answer.taken) == pytest.approx(worth(reduced, plain.taken), rel=1e-9)


def test_without_time_the_start_comes_back_with_a_bound_that_holds():
    reduced = made(120)
    relaxed = relax(reduced)
    known = start(reduced, relaxed)
    answer = search(reduced, relaxed, known, 0.0)
    assert not answer.proven
    assert answer.taken.tolist() == known.tolist()
    assert answer.bound == relaxed.bound
