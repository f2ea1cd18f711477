"""What single moves add up to: against the exact count of slips, at the limits of correlation, and under scaling."""

import numpy as np
import pandas as pd
import pytest

from models.cost_growth import ATOMS, CostGrowth
from models.expected_count import expected_count
from models.portfolio_simulation import FEW_COSTS, NO_COST, simulate
from models.slip_days import ATOMS as MOVES
from models.slip_days import DaysForecast

NOW = pd.Timestamp("2026-01-31")
MILD = CostGrowth(np.tile(np.linspace(0.9, 1.3, ATOMS), (4, 1)), (10, 10, 10, 10))


def days(chances, moves=(0.0, 60.0, 200.0)):
    chances = np.asarray(chances, dtype=float)
    atoms = np.broadcast_to(np.asarray(moves)[None, :, None], (len(chances), 3, MOVES)).copy()
    return DaysForecast(np.column_stack([chances, chances / 2]), atoms, pd.RangeIndex(len(chances)))


def states(n, cost=100.0):
    finish = NOW + pd.to_timedelta(20 * np.arange(n), unit="D")
    return pd.DataFrame({"forecast_finish": finish, "forecast_cost": cost})


def run(chances, correlation=0.0, growth=MILD, draws=4000, table=None, **asked):
    n = len(chances)
    return simulate(days(chances), states(n) if table is None else table, NOW, 30, correlation, growth, draws, **asked)


@pytest.mark.parametrize("correlation", [0.0, 0.05, 0.3])
def test_slips_agree_with_the_exact_count(correlation):
    chances = np.linspace(0.05, 0.7, 60)
    told, exact = run(chances, correlation, draws=10_000).slips, expected_count(chances, 0.8, correlation)
    assert told.expected == pytest.approx(exact.expected, abs=0.25)
    assert told.p10 == pytest.approx(exact.low, abs=1)
    assert told.p90 == pytest.approx(exact.high, abs=1)


def test_fully_correlated_projects_slip_together_and_independent_ones_do_not():
    together = run([0.3] * 40, 1.0)
    assert {together.slips.p10, together.slips.p90} == {0.0, 40.0}
    assert together.slips.expected == pytest.approx(12, abs=1)
    apart = run([0.3] * 40, 0.0)
    assert apart.slips.p90 - apart.slips.p10 <= 10
    assert together.cost.p90 - together.cost.p10 > 3 * (apart.cost.p90 - apart.cost.p10)


def test_cost_scales_with_the_costs_and_nothing_else_changes():
    one, ten = run([0.3] * 30), run([0.3] * 30, table=states(30, 1000.0))
    assert [10 * value for value in vars(one.cost).values()] == pytest.approx(list(vars(ten.cost).values()))
    assert one.slips == ten.slips
    pd.testing.assert_frame_equal(one.finishes, ten.finishes)


def test_the_p80_of_the_sum_is_less_than_the_sum_of_p80s_of_independent_projects():
    told = run([0.3] * 50, 0.0)
    single = run([0.3], 0.0).cost.p80
    assert told.cost.expected == pytest.approx(50 * 110, rel=0.01)
    assert told.cost.p50 < told.cost.p80 < 50 * single


def test_a_higher_chance_never_means_fewer_slips_or_earlier_finishes_in_any_quantile():
    low, high = run(np.full(40, 0.2), 0.1), run(np.full(40, 0.3), 0.1)
    for name in ("expected", "p10", "p20", "p50", "p80", "p90"):
        assert getattr(high.slips, name) >= getattr(low.slips, name)
        assert (high.finishes[name] <= low.finishes[name]).all()


def test_certain_moves_finish_in_the_quarter_they_lead_to():
    table = pd.DataFrame({"forecast_finish": pd.to_datetime(["2026-03-31", "2026-04-01", None, "2031-01-01"])})
    held = run([0.0] * 4, growth=None, table=table, quarters=3)
    assert held.finishes["by"].dt.strftime("%Y-%m-%d").tolist() == ["2026-03-31", "2026-06-30", "2026-09-30"]
    assert held.finishes["forecast"].tolist() == held.finishes["p50"].tolist() == [1, 2, 2]
    moved = simulate(days([1.0] * 4, (0, 60, 60)), table, NOW, 30, 0.0, draws=10, quarters=3)
    assert moved.finishes["p50"].tolist() == [0, 2, 2]


def test_fans_are_in_order_and_only_grow():
    told = run(np.linspace(0.1, 0.9, 50), 0.1)
    for fan in (told.finishes, told.finished_cost):
        quantiles = fan[["p10", "p20", "p50", "p80", "p90"]].to_numpy()
        assert (np.diff(quantiles, axis=1) >= 0).all()
        assert (np.diff(quantiles, axis=0) >= 0).all()


def test_without_costs_now_or_in_the_past_there_is_no_cost_and_it_says_why():
    bare = run([0.3] * 5, table=states(5).drop(columns="forecast_cost"))
    assert (bare.cost, bare.cost_note, bare.finished_cost.empty) == (None, NO_COST, True)
    young = run([0.3] * 5, growth=None)
    assert (young.cost, young.cost_note, young.cost_now) == (None, FEW_COSTS, 500.0)
    assert young.slips == run([0.3] * 5, growth=None, table=states(5).drop(columns="forecast_cost")).slips


def test_projects_without_a_prediction_take_no_part_and_are_counted():
    told = run([0.3, np.nan, 0.3])
    assert (told.n, told.left_out, told.costed, told.cost_now) == (2, 1, 2, 200.0)
    nobody = run([np.nan])
    assert (nobody.n, nobody.slips.p90, nobody.cost) == (0, 0.0, None)


def test_the_same_seed_gives_the_same_figures_and_parts_add_to_the_draws_asked():
    assert run([0.3] * 20, 0.1).cost == run([0.3] * 20, 0.1).cost
    assert run([0.3] * 20, 0.1).cost != run([0.3] * 20, 0.1, seed=5).cost
    many = run([0.3] * 700, 0.1, growth=None, draws=1500)
    assert many.slips.expected == pytest.approx(210, rel=0.05)


def test_what_is_no_correlation_and_another_forecasts_states_are_refused():
    with pytest.raises(ValueError, match="correlation"):
        run([0.3], 1.5)
    with pytest.raises(ValueError, match="states"):
        run([0.3, 0.3], table=states(3))
