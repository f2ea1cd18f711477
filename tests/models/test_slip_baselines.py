"""The plain rules: each knows one thing about a state."""

import numpy as np
import pandas as pd
import pytest

from models import slip_baselines as baselines


@pytest.fixture
def train():
    return pd.DataFrame(
        {
            "phase": ["design"] * 100,
            "time_left_days": [100.0] * 100,
            "category": ["roads"] * 50 + ["water"] * 50,
            "rag_overall": [1.0] * 25 + [5.0] * 50 + [np.nan] * 25,
            "last_move_days": [40.0, np.nan, 0.0, 20.0] * 25,
            "slipped": [True] * 40 + [False] * 60,
        }
    )


def test_the_base_rate_gives_every_state_the_same(train):
    said = baselines.base_rate(train).predict(train)["probability"]
    assert said.nunique() == 1
    assert said.iloc[0] == pytest.approx(40.5 / 101)


def test_a_category_is_drawn_towards_the_base_rate_and_an_unknown_one_gets_it(train):
    model = baselines.methods(30)[baselines.BY_CATEGORY](train)
    asked = pd.DataFrame({"category": ["roads", "water", "parks"]})
    roads, water, parks = model.predict(asked)["probability"]
    assert 0 < water < parks < roads < 0.8
    assert parks == pytest.approx(40.5 / 101)


def test_reported_status_counts_not_reported_as_a_level(train):
    model = baselines.methods(30)[baselines.REPORTED_RAG](train)
    said = model.predict(pd.DataFrame({"rag_overall": [1.0, 5.0, np.nan]}))["probability"]
    assert said.iloc[0] > said.iloc[1] > said.iloc[2]


def test_slipped_last_time_uses_the_days_asked_for(train):
    marked = train.assign(slipped=train["last_move_days"] == 20)
    asked = pd.DataFrame({"last_move_days": [20.0, 0.0, np.nan]})
    thirty = baselines.methods(30)[baselines.SLIPPED_LAST_TIME](marked).predict(asked)["probability"]
    ten = baselines.methods(10)[baselines.SLIPPED_LAST_TIME](marked).predict(asked)["probability"]
    assert thirty.iloc[0] == thirty.iloc[1]
    assert ten.iloc[0] > ten.iloc[1]


def test_the_table_comes_first_and_every_rule_keeps_the_index_of_the_states(train):
    methods = baselines.methods(30)
    assert next(iter(methods)) == baselines.TABLE
    shuffled = train.sample(frac=0.3, random_state=1)
    for fit in methods.values():
        assert fit(train).predict(shuffled).index.equals(shuffled.index)
