"""A value that never changes and orders projects as their outcomes do was written down afterwards."""

import itertools
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.future_columns import gamma, is_ordered_as, outcomes
from models.history import PLACEHOLDER_DAYS

PROJECTS, REPORTS, QUARTER = 150, 8, 91.0
FIRST = 19_000.0
FAR = float((date(2099, 12, 31) - date(1970, 1, 1)).days)


def forecasts(seed: int, projects: int = PROJECTS) -> pd.DataFrame:
    """Return reports of projects whose forecasts move now and then: project, as_of and finish in days."""
    rng = np.random.default_rng(seed)
    moves = rng.gamma(1.5, 80, (projects, REPORTS)).round() * (rng.random((projects, REPORTS)) < 0.3)
    moves[:, 0] = 0
    finish = FIRST + rng.integers(300, 2_500, projects)[:, None] + moves.cumsum(axis=1)
    as_of = np.tile(FIRST + QUARTER * np.arange(REPORTS), projects)
    return pd.DataFrame(
        {"project": np.repeat(np.arange(projects), REPORTS), "as_of": as_of, "finish": finish.astype(float).ravel()}
    )


def outcome(reports: pd.DataFrame) -> pd.Series:
    """Return how far each forecast really moved."""
    ends = reports.groupby("project")["finish"].agg(["first", "last"])
    return ends["last"] - ends["first"]


def year_only(days: pd.Series) -> pd.Series:
    """Return 30 June of the year of each date."""
    dates = pd.to_datetime(days, unit="D")
    ends = pd.to_datetime({"year": dates.dt.year, "month": 6, "day": 30})
    return (ends - pd.Timestamp("1970-01-01")).dt.days.astype(float)


def is_found(reports: pd.DataFrame, values: pd.Series) -> bool:
    kept = reports.sort_values(["project", "as_of"])
    became = outcomes(kept["finish"], kept["project"].to_numpy(), kept["as_of"].to_numpy())
    return is_ordered_as(values, became)


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 999),
    far=st.floats(0, 0.5),
    years=st.floats(0, 0.2),
    lacking=st.floats(0, 0.2),
    form=st.sampled_from([lambda x: x, lambda x: -x, lambda x: x / 30, np.sqrt, lambda x: 5 + 3 * x**2]),
)
def test_what_is_ordered_as_the_outcomes_is_found_whatever_hides_some_of_them(seed, far, years, lacking, form):
    reports = forecasts(seed)
    values = form(outcome(reports))
    rng = np.random.default_rng(seed + 1)
    lot = reports["project"].map(dict(enumerate(rng.random(PROJECTS))))
    reports.loc[(lot >= far) & (lot < far + years), "finish"] = year_only(reports["finish"])
    reports.loc[lot < far, "finish"] = FAR
    # Where a first or last report is missing, what became of the project is not known as it was.
    between = reports["as_of"].between(FIRST, FIRST + QUARTER * (REPORTS - 1), inclusive="neither")
    reports.loc[between & (rng.random(len(reports)) < lacking), "finish"] = np.nan
    values = values.mask(rng.random(PROJECTS) < lacking)
    assert is_found(reports.sample(frac=1, random_state=seed), values)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 999), levels=st.integers(2, 40))
def test_a_code_that_knows_nothing_of_the_outcome_is_not(seed, levels):
    codes = np.random.default_rng(seed + 1).integers(0, levels, PROJECTS).astype(float)
    assert not is_found(forecasts(seed), pd.Series(codes))


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 999))
def test_an_attribute_that_goes_with_delay_as_size_does_is_not(seed):
    reports = forecasts(seed)
    rng = np.random.default_rng(seed + 1)
    size = outcome(reports).rank() + rng.normal(0, PROJECTS / 2, PROJECTS)
    assert not is_found(reports, size)


def test_a_flag_of_who_moved_is_found():
    reports = forecasts(3)
    assert is_found(reports, (outcome(reports) > 150).astype(float))


def test_a_single_date_on_which_far_too_many_end_hides_them():
    reports = forecasts(5)
    values = outcome(reports)
    reports.loc[reports["project"] < PROJECTS / 2, "finish"] = FIRST + 2_000
    assert is_found(reports, values)


def test_the_first_date_is_not_where_every_forecast_moves_day_for_day():
    rows = [(one, FIRST + QUARTER * at, FIRST + QUARTER * at + 90) for one in range(60) for at in range(one, 64)]
    reports = pd.DataFrame(rows, columns=["project", "as_of", "finish"])
    first = reports.groupby("project")["as_of"].first()
    assert not is_found(reports, first)


def test_too_few_projects_say_nothing():
    reports = forecasts(1, projects=9)
    assert not is_found(reports, outcome(reports))


def test_outcomes_are_those_of_the_projects_own_forecasts():
    finish = pd.Series([100.0, 130.0, 160.0, 100.0, np.nan, 110.0, 50.0, 50.0, 50.0 + PLACEHOLDER_DAYS])
    became = outcomes(finish, np.repeat([0, 1, 2], 3), np.tile([0.0, 365.25, 730.5], 3))
    assert became.moved.iloc[0] == 60
    assert np.isnan(became.moved.iloc[1])
    assert became.years.tolist() == [2, 2, 2]
    assert became.hidden.tolist() == [False, False, True]


@pytest.mark.parametrize("seed", range(5))
def test_gamma_is_the_count_of_pairs(seed):
    rng = np.random.default_rng(seed)
    first, second = (rng.integers(0, 6, 40).astype(float) for _ in range(2))
    signs = [np.sign((first[i] - first[j]) * (second[i] - second[j])) for i, j in itertools.combinations(range(40), 2)]
    assert gamma(first, second)[0] == pytest.approx(sum(signs) / sum(map(abs, signs)))


def test_gamma_of_a_constant_is_not_known():
    assert np.isnan(gamma(np.ones(5), np.arange(5.0))[0])
