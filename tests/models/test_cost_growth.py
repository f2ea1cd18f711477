"""Growth of forecast cost: read between state and outcome, given the move, weighed by money."""

import numpy as np
import pandas as pd
import pytest

from models.cost_growth import ATOMS, fit, growths


def report(key, month, cost):
    return {"project_key": key, "as_of": pd.Timestamp(f"2024-{month:02d}-28"), "forecast_cost": cost}


HISTORY = pd.DataFrame(
    [
        report("a", 1, 100.0),
        report("a", 2, 110.0),
        report("a", 3, 150.0),
        report("b", 1, 200.0),
        report("b", 4, 400.0),
        report("c", 1, None),
        report("c", 3, 50.0),
    ]
)
PAIRS = pd.DataFrame(
    {
        "project_key": pd.Categorical(["a", "b", "c", "a"]),
        "as_of": pd.to_datetime(["2024-01-28", "2024-01-28", "2024-01-28", "2024-03-28"]),
        "outcome_date": pd.to_datetime(["2024-03-28", "2024-03-28", "2024-03-28", "2024-05-28"]),
        "moved_days": [40.0, 0.0, 0.0, 10.0],
    }
)


def seen(n=400, seed=1):
    random = np.random.default_rng(seed)
    moved = random.choice([-10.0, 20.0, 60.0, 200.0], n)
    growth = np.where(moved > 90, 1.5, 1.0) + random.normal(0, 0.02, n)
    return pd.DataFrame({"moved_days": moved, "cost": random.uniform(1, 2, n), "growth": growth})


def test_growth_runs_from_the_state_to_the_newest_report_by_the_outcome():
    told = growths(HISTORY, PAIRS)
    assert told.to_dict("list") == {"moved_days": [40.0], "cost": [100.0], "growth": [1.5]}


def test_without_a_forecast_cost_there_is_no_growth():
    assert growths(HISTORY.drop(columns="forecast_cost"), PAIRS).empty
    assert growths(HISTORY, PAIRS.head(0)).empty
    assert fit(growths(HISTORY, PAIRS)) is None


def test_a_far_move_costs_what_far_moves_cost():
    found = fit(seen())
    middle = found.at(np.array([-5.0, 0.0, 30.0, 90.0, 91.0]), np.full(5, 0.5))
    assert middle[:4] == pytest.approx([1.0] * 4, abs=0.03)
    assert middle[4] == pytest.approx(1.5, abs=0.03)


def test_a_class_with_few_pairs_is_drawn_towards_all():
    rare = pd.concat([seen().query("moved_days < 90"), seen().query("moved_days > 90").head(2)])
    found = fit(rare)
    assert found.n[3] == 2
    share_far = (found.atoms[3] > 1.25).mean()
    assert 0.05 < share_far < 0.2


def test_the_mean_growth_is_that_of_the_money():
    odd = pd.DataFrame({"moved_days": 0.0, "cost": [1000.0] * 99 + [0.1], "growth": [1.0] * 99 + [500.0]})
    assert fit(odd).atoms.mean() == pytest.approx(1.0)
    grown = seen()
    told = fit(grown)
    money = (grown["cost"] * grown["growth"]).sum() / grown["cost"].sum()
    shares = np.array([grown.loc[grown["moved_days"] == at, "cost"].sum() for at in (-10, 20, 60, 200)])
    assert told.atoms.mean(axis=1) @ shares / shares.sum() == pytest.approx(money, abs=0.03)


def test_a_higher_rank_is_never_less_growth():
    found = fit(seen())
    ranks = np.linspace(0, 1, ATOMS)
    assert (np.diff(found.at(np.full(ATOMS, 60.0), ranks)) >= 0).all()
