"""Every pair is spoken of once, by a fit that knew nothing of its project."""

import numpy as np
import pandas as pd
import pytest

from models.slip_left_out import told_of_others


def pairs(projects=12, reports=5):
    random = np.random.default_rng(2)
    keys = np.repeat([f"P{n}" for n in range(projects)], reports)
    slipped = np.arange(projects * reports) % 3 == 0
    return pd.DataFrame({"project_key": keys, "slipped": slipped, "value": random.random(len(keys))}).sample(
        frac=1, random_state=3
    )


@pytest.mark.parametrize("folds", [2, 3, 5])
def test_no_project_is_in_the_fit_that_speaks_of_it_and_every_pair_is_told_in_its_place(folds):
    rows, seen = pairs(), []

    def tell(kept, asked):
        assert not set(kept["project_key"]) & set(asked["project_key"])
        seen.extend(asked.index)
        return asked["value"].to_numpy()

    np.testing.assert_array_equal(told_of_others(rows, folds, tell), rows["value"])
    assert sorted(seen) == sorted(rows.index)


def test_several_figures_of_a_pair_stay_together():
    rows = pairs()
    told = told_of_others(rows, 3, lambda kept, asked: np.column_stack([asked["value"], -asked["value"]]))
    np.testing.assert_array_equal(told, np.column_stack([rows["value"], -rows["value"]]))


def test_too_few_projects_or_a_remainder_of_one_kind_say_nothing():
    def never(kept, asked):
        raise AssertionError

    assert told_of_others(pairs(projects=9), 5, never) is None
    rows = pairs()
    assert told_of_others(rows.assign(slipped=False), 3, never) is None
