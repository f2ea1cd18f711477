"""Ways to go on with one project: what each costs and brings."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.project_options import next_stage, none, part, pause, share_kept, started_later, stop, whole

COST = np.array([100, 50, 0], dtype=np.int64)
costs = st.lists(st.integers(0, 10**12), min_size=3, max_size=3).map(lambda drawn: np.array(drawn, dtype=np.int64))


def test_the_next_stage_releases_the_money_up_to_the_gate_and_tells_the_rest_apart():
    stage = next_stage(COST, np.array([0.6, 0.0, 0.0]), reserve=False)
    assert stage.cost.tolist() == [60, 0, 0]
    assert stage.reserved.tolist() == [40, 50, 0]
    assert stage.worth == pytest.approx(60 / 150)


def test_a_next_stage_with_the_rest_set_aside_counts_whole():
    stage = next_stage(COST, np.array([0.6, 0.0, 0.0]), reserve=True)
    assert (stage.cost.tolist(), stage.worth, stage.reserved.tolist()) == (COST.tolist(), 1.0, [40, 50, 0])


@given(costs, st.floats(0, 1), st.booleans())
def test_a_stage_spends_and_reserves_the_cost_to_go_to_the_last_unit(cost, share, reserve):
    stage = next_stage(cost, np.full(3, share), reserve)
    released = stage.cost - (stage.reserved if reserve else 0)
    assert (released + stage.reserved).tolist() == cost.tolist()
    assert 0 <= stage.worth <= 1


@given(costs, st.integers(1, 100))
def test_a_part_never_costs_less_than_its_share(cost, percent):
    reduced = part(cost, percent, 80, "reduce")
    assert (reduced.cost * 100 >= cost * percent).all()
    assert (reduced.cost * 100 < cost * percent + 100).all()
    assert reduced.worth == 0.8


def test_a_pause_costs_what_it_holds_and_moves_the_rest_a_year_on():
    held = pause(COST, 7)
    assert (held.cost.tolist(), held.reserved.tolist(), held.worth) == ([7, 0, 0], [0, 100, 50], 0.0)


def test_stopping_costs_its_exit_and_not_beginning_costs_nothing():
    assert (stop(COST, 30).cost.tolist(), stop(COST, 30).worth) == ([30, 0, 0], 0.0)
    assert (none(COST).cost.tolist(), none(COST).name) == ([0, 0, 0], "none")


@given(costs, st.integers(1, 3), st.integers(0, 40))
def test_a_later_start_keeps_the_cost_and_loses_the_stated_value(cost, years, loss):
    moved = started_later(whole(cost), years, loss)
    assert moved.cost.sum() == cost.sum()
    assert not moved.cost[: min(years, 2)].any()
    assert moved.worth == pytest.approx(max(1 - years * loss / 100, 0))


def test_other_things_keep_the_share_of_their_year_or_of_the_whole():
    assert share_kept(part(COST, 70, 80, "reduce"), COST).tolist() == pytest.approx([0.7, 0.7, 0.7])
    stage = next_stage(COST, np.array([0.6, 0.0, 0.0]), reserve=False)
    assert share_kept(stage, COST).tolist() == pytest.approx([0.6, 0.0, 0.4])
