"""The true probabilities: in order, calibrated on what happened, and the same again on another run."""

import numpy as np
import pandas as pd
import pytest

from sample_data import generate, history, truth
from sample_data.process import ACTIVE
from sample_data.world import World

FILE = generate.Path(generate.__file__).parent / "truth" / "slip_probabilities.csv.gz"


@pytest.fixture(scope="module")
def committed() -> pd.DataFrame:
    return pd.read_csv(FILE, dtype={"project_key": str})


def test_longer_moves_are_rarer_and_longer_horizons_likelier(committed: pd.DataFrame) -> None:
    chances = committed[["p_next_30", "p_next_90", "p_12m_30", "p_12m_90"]]
    assert ((chances >= 0) & (chances <= 1)).all(axis=None)
    assert (committed["p_next_90"] <= committed["p_next_30"]).all()
    assert (committed["p_12m_90"] <= committed["p_12m_30"]).all()
    assert (committed["p_next_30"] <= committed["p_12m_30"]).all()
    assert (committed["p_next_90"] <= committed["p_12m_90"]).all()


def test_every_active_project_on_every_date_has_its_probabilities_once(city: World, committed: pd.DataFrame) -> None:
    active = city.history.present & (city.history.status == ACTIVE)
    assert len(committed) == active.sum()
    assert not committed.duplicated(["project_key", "as_of"]).any()


def test_the_committed_probabilities_are_made_by_the_committed_program(city: World, committed: pd.DataFrame) -> None:
    month = city.last_month - 3
    again = truth.at_month(city, month)
    stored = committed[committed["as_of"] == city.date(month)].reset_index(drop=True)
    pd.testing.assert_frame_equal(again, stored, check_dtype=False)


@pytest.mark.parametrize(
    ("column", "months", "days"), [("p_next_30", 1, 30), ("p_12m_30", 12, 30), ("p_12m_90", 12, 90)]
)
def test_what_happened_agrees_with_the_probabilities(
    city: World, committed: pd.DataFrame, column: str, months: int, days: int
) -> None:
    judged, slips = history.slips_within(city.history, months, days)
    active = city.history.present & (city.history.status == ACTIVE)
    chance = committed[column].to_numpy()
    rows = judged[active]
    expected, happened = chance[rows], slips[active][rows]
    assert happened.mean() == pytest.approx(expected.mean(), abs=0.03)
    assert expected[happened].mean() > expected[~happened].mean()


def test_more_runs_change_little(city: World) -> None:
    few, many = (truth.at_month(city, 20, runs)["p_12m_30"].to_numpy() for runs in (400, 4_000))
    assert np.abs(few - many).max() < 0.12
