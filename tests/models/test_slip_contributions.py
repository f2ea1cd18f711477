"""What each group of inputs adds to a chance: the laws of Shapley values, and every coalition counted out."""

import itertools
import math

import numpy as np
import pandas as pd
import pytest

from models import slip_table
from models.slip_contributions import background_rows, contributions, importance

GROUPS = {"time": ["a", "b"], "phase": ["phase"], "move": ["c"], "gap": ["d"]}
PHASES = pd.CategoricalDtype(["design", "build", "close"])


class Method:
    """A made-up method that mixes its inputs, so that orders matter; it counts what it is asked."""

    def __init__(self):
        self.asked = []

    def predict(self, states):
        self.asked.append(len(states))
        phase = states["phase"].map({"design": 1.0, "build": -0.5, "close": -2.0}).astype(float)
        score = states["a"] * states["b"] + phase * (1 + states["c"].fillna(3)) + 0.0 * states["d"]
        return pd.DataFrame({"probability": 1 / (1 + np.exp(-score))}, index=states.index)


def rows(n, seed):
    random = np.random.default_rng(seed)
    frame = pd.DataFrame(random.normal(size=(n, 4)), columns=["a", "b", "c", "d"])
    frame.loc[frame.index % 5 == 0, "c"] = np.nan
    return frame.assign(phase=pd.Categorical(random.choice(PHASES.categories, n), dtype=PHASES))


def counted_out(predict, background, state, groups):
    """Return the exact Shapley values by every coalition and its weight."""
    names, found = list(groups), {}

    def worth(coalition):
        mixed = background.copy()
        for name in coalition:
            for column in groups[name]:
                mixed[column] = pd.Series(
                    [state[column]] * len(mixed), index=mixed.index, dtype=background[column].dtype
                )
        return predict(mixed)["probability"].mean()

    for name in names:
        others = [other for other in names if other != name]
        found[name] = sum(
            math.factorial(k)
            * math.factorial(len(others) - k)
            / math.factorial(len(names))
            * (worth((*coalition, name)) - worth(coalition))
            for k in range(len(names))
            for coalition in itertools.combinations(others, k)
        )
    return found


def test_base_and_contributions_sum_to_the_prediction():
    method, states = Method(), rows(25, 2)
    told = contributions(method.predict, rows(16, 1), states, GROUPS)
    assert told.base + told.added.sum(axis=1).to_numpy() == pytest.approx(
        method.predict(states)["probability"].to_numpy(), abs=1e-12
    )
    assert told.prediction.tolist() == pytest.approx(method.predict(states)["probability"].tolist())
    assert told.base == pytest.approx(method.predict(rows(16, 1))["probability"].mean())


def test_sampling_comes_to_what_counting_every_coalition_gives():
    background, states = rows(8, 3), rows(3, 4)
    told = contributions(Method().predict, background, states, GROUPS, rounds=400)
    for at in range(3):
        exact = counted_out(Method().predict, background, states.iloc[at], GROUPS)
        assert told.added.iloc[at].to_dict() == pytest.approx(exact, abs=0.004)


def test_few_orders_miss_the_exact_values_by_little_more_than_the_error_stated():
    background, states = rows(32, 5), rows(12, 6)
    told = contributions(Method().predict, background, states, GROUPS)
    exact = pd.DataFrame([counted_out(Method().predict, background, states.iloc[at], GROUPS) for at in range(12)])
    missed = (told.added.to_numpy() - exact.to_numpy()) / np.maximum(told.error.to_numpy(), 1e-9)
    assert np.abs(missed).max() < 3
    assert told.error.to_numpy()[:, 0].min() > 0


def test_a_group_that_the_method_ignores_adds_exactly_nothing():
    told = contributions(Method().predict, rows(16, 1), rows(20, 2), GROUPS)
    assert (told.added["gap"] == 0).all()
    assert (told.error["gap"] == 0).all()


def test_groups_that_play_the_same_part_add_the_same():
    def predict(states):
        return pd.DataFrame({"probability": (states["a"] * states["b"] + 1) / 2}, index=states.index)

    background = pd.DataFrame({"a": [0.1, 0.3, 0.7], "b": [0.1, 0.3, 0.7]})
    state = pd.DataFrame({"a": [0.9], "b": [0.9]})
    told = contributions(predict, background, state, {"one": ["a"], "other": ["b"]})
    assert told.added["one"].iloc[0] == pytest.approx(told.added["other"].iloc[0], abs=1e-12)
    assert told.added["one"].iloc[0] > 0


def test_a_method_that_adds_up_is_told_apart_exactly():
    def predict(states):
        return pd.DataFrame({"probability": 0.3 + 0.1 * states["a"] + 0.02 * states["c"].fillna(0)}, index=states.index)

    background, states = rows(8, 1), rows(5, 2)
    told = contributions(predict, background, states, {"one": ["a"], "two": ["c"], "three": ["d"]})
    assert told.added["one"].tolist() == pytest.approx((0.1 * (states["a"] - background["a"].mean())).tolist())


def test_a_state_is_explained_alike_whichever_states_stand_beside_it():
    background, states = rows(16, 1), rows(9, 2)
    together = contributions(Method().predict, background, states, GROUPS)
    alone = contributions(Method().predict, background, states.iloc[[4]], GROUPS)
    pd.testing.assert_frame_equal(together.added.iloc[[4]], alone.added)


def test_all_states_are_predicted_in_one_batch_and_no_row_twice():
    method, background = Method(), rows(16, 1)
    contributions(method.predict, background, background.iloc[:3], GROUPS)
    assert len(method.asked) == 2
    assert method.asked[1] <= 16 + 3 * 15 * 6


def test_a_state_without_a_prediction_has_no_contributions_and_none_is_needed():
    pairs = pd.DataFrame(
        {"phase": ["a", "b"] * 20, "time_left_days": [400.0, 30.0] * 20, "slipped": [True, False] * 20}
    )
    table, groups = slip_table.fit(pairs), {"phase": ["phase"], "time left": ["time_left_days"], "none": []}
    states = pd.DataFrame({"phase": ["a", "a", "never seen"], "time_left_days": [30.0, np.nan, 9.0]}, index=[7, 8, 9])
    told = contributions(table.predict, background_rows(table.predict, pairs), states, groups)
    assert told.added.index.tolist() == [7, 8, 9]
    assert told.prediction.isna().tolist() == [False, True, False]
    assert told.added.loc[7, "time left"] < 0 < told.added.loc[7, "phase"]
    assert told.base + told.added.loc[9].sum() == pytest.approx(told.prediction[9])
    assert contributions(table.predict, pairs, states.head(0), groups).added.empty


def test_the_background_stands_for_all_predictions_and_leaves_out_those_without():
    pairs = rows(500, 8)
    pairs.loc[:9, "a"] = np.nan
    method = Method()
    picked = background_rows(method.predict, pairs)
    assert len(picked) == 32
    said = method.predict(pairs.iloc[10:])["probability"]
    assert method.predict(picked)["probability"].mean() == pytest.approx(said.mean(), abs=0.01)
    assert len(background_rows(method.predict, pairs.iloc[5:15])) == 5


def test_importance_is_the_share_of_what_a_group_adds():
    told = contributions(Method().predict, rows(16, 1), rows(20, 2), GROUPS)
    shares = importance(told)
    assert shares.sum() == pytest.approx(1)
    assert shares["gap"] == 0
    alike = contributions(Method().predict, rows(1, 1), rows(1, 1), GROUPS)
    assert importance(alike).tolist() == [0.25] * 4


def test_what_cannot_be_explained_is_refused():
    background, states = rows(4, 1), rows(2, 2)
    with pytest.raises(ValueError, match="one group"):
        contributions(Method().predict, background, states, {"x": ["a"], "y": ["a"]})
    with pytest.raises(ValueError, match="lack e"):
        contributions(Method().predict, background, states, {"x": ["a", "e"]})
    with pytest.raises(ValueError, match="background"):
        contributions(Method().predict, background.assign(a=np.nan), states, GROUPS)
