"""The search proves the same optimum whichever solver gets what is left, and stops at the gap asked for."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import selection_milp, selection_search
from models.selection_checks import worth
from models.selection_problem import Problem
from models.selection_reduction import Reduced, reduce
from models.selection_relaxation import relax
from models.selection_search import search
from models.selection_start import start
from tests.models.selection_cases import allowed_open, problems


@settings(max_examples=100)
@given(problems(), st.booleans(), st.sampled_from([0.0, 0.1]), st.sampled_from([0, 2, 75]))
def test_value_and_bound_enclose_the_best_whatever_is_given(problem, with_start, gap, few):
    reduced = reduce(problem)
    if not isinstance(reduced, Reduced) or (relaxed := relax(reduced)) is None:
        return
    best = max((float(reduced.value[taken].sum()) for taken in allowed_open(problem, reduced)), default=None)
    known = start(reduced, relaxed) if with_start else None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(selection_search, "FEW", few)
        patch.setattr(selection_search, "NEAREST", min(few, 3))
        answer = search(reduced, relaxed, known, 10.0, gap)
    if best is None:
        assert (answer.taken, answer.proven) == (None, True)
        return
    value = float(reduced.value[answer.taken].sum())
    assert value <= best + 1e-9
    assert answer.bound >= best - 1e-6
    assert answer.bound - value <= gap * abs(value) + 1e-6


def made(candidates: int) -> Reduced:
    random = np.random.default_rng(6)
    cost = random.integers(10**5, 10**8, (candidates, 3))
    value = cost.sum(axis=1) / 1e7 + 20 * random.random(candidates)
    return reduce(Problem(tuple(map(str, range(candidates))), value, cost, tuple(cost.sum(axis=0) // 2)))


@pytest.mark.parametrize(("few", "nearest"), [(0, 0), (40, 10), (200, 60)])
def test_all_ways_prove_the_same_value(monkeypatch, few, nearest):
    reduced = made(60)
    monkeypatch.setattr(selection_search, "FEW", few)
    monkeypatch.setattr(selection_search, "NEAREST", nearest)
    relaxed = relax(reduced)
    answer = search(reduced, relaxed, start(reduced, relaxed), 20.0)
    assert answer.proven
    plain = selection_milp.solve(reduced, None, 20.0)
    assert worth(reduced, answer.taken) == pytest.approx(worth(reduced, plain.taken), rel=1e-9)
