"""CBC through its C interface: what lies above a floor, what does not, and several searches beside one another."""

from concurrent.futures import ThreadPoolExecutor
from itertools import product

import numpy as np
import pytest
from scipy.sparse import csc_array

from models import selection_cbc
from models.selection_cbc import Effort, Programme, best_above


def knapsack(items: int, seed: int) -> Programme:
    random = np.random.default_rng(seed)
    weight = random.integers(10, 1000, (3, items)).astype(float)
    gain = weight.sum(axis=0) + random.integers(1, 200, items)
    return Programme(gain, csc_array(weight), np.full(3, -np.inf), weight.sum(axis=1) // 2)


def best_of_all(programme: Programme) -> float:
    every = np.array(list(product((0, 1), repeat=len(programme.gain))))
    allowed = (every @ programme.rows.T <= programme.upper).all(axis=1)
    return float((every[allowed] @ programme.gain).max())


@pytest.mark.parametrize("seed", range(5))
def test_the_best_is_found_above_any_floor_below_it_and_nothing_at_it_or_above(seed):
    programme = knapsack(12, seed)
    best = best_of_all(programme)
    for floor in (-np.inf, 0.0, best - 1):
        found = best_above(programme, floor, Effort(10.0))
        assert found.finished
        assert float(programme.gain @ found.taken) == best == pytest.approx(found.bound)
    for floor in (best, best + 1):
        found = best_above(programme, floor, Effort(10.0))
        assert (found.taken, found.bound, found.finished) == (None, floor, True)


def test_a_search_cut_short_says_so_and_its_bound_holds():
    programme = knapsack(60, 3)
    best = best_above(programme, -np.inf, Effort(20.0))
    short = best_above(programme, 0.9 * best.bound, Effort(20.0, nodes=3))
    assert best.finished
    assert not short.finished
    assert short.bound >= best.bound - 1e-6


def test_searches_beside_one_another_find_what_each_finds_alone():
    programmes = [knapsack(40, seed) for seed in range(12)]
    alone = [best_above(one, 1.0, Effort(20.0)).bound for one in programmes]
    with ThreadPoolExecutor(4) as pool:
        beside = list(pool.map(lambda one: best_above(one, 1.0, Effort(20.0)).bound, programmes))
    assert alone == beside


def test_a_build_without_the_library_is_told_in_words(monkeypatch, tmp_path):
    monkeypatch.setattr(selection_cbc.ortools, "__file__", str(tmp_path / "__init__.py"))
    with pytest.raises(OSError, match=r"brings no CBC.*requirements.txt"):
        selection_cbc._library.__wrapped__()


def test_nothing_is_written_to_the_terminal_where_simplifying_goes_wrong_on_the_way(capfd):
    rows = [
        [8945.454545454546, 6113.102727272727, 4545.454545454545, 10000.0],
        [0.0, 2.0, 3.0, 1.0],
        [0.0, 0.0, 113.0, 10.0],
        [0.0, 0.0, 113.0, 10.0],
    ]
    lower, upper = np.array([-np.inf, -np.inf, -np.inf, 80.0]), np.array([13490.901818181817, 3.0, 114.0, np.inf])
    gain = np.array([10000.0, 5869.2307692307695, 1400.0, 6992.307692307692])
    best_above(Programme(gain, csc_array(rows), lower, upper), 9557.085364661272, Effort(1.0))
    assert capfd.readouterr() == ("", "")
