"""A slip model as bytes: the same model comes back, and nothing else does."""

import pickle

import numpy as np
import pytest
import skops.io

from models import slip_bytes, slip_model
from models.slip_boosted import Boosted
from models.slip_features import features
from models.slip_pairs import pairs_of
from tests.models.slip_portfolio import portfolio


@pytest.fixture(scope="module")
def pairs():
    return pairs_of(features(portfolio(projects=40, periods=9)), "next", 30)


@pytest.fixture(scope="module")
def model(pairs):
    return slip_model.fit(pairs, "next")


def test_the_model_that_comes_back_says_the_same(model, pairs):
    again = slip_bytes.from_bytes(slip_bytes.to_bytes(model))
    assert (again.horizon, again.inputs, again.pairs) == (model.horizon, model.inputs, model.pairs)
    assert (again.base_rate, again.usual_exposure_days) == (model.base_rate, model.usual_exposure_days)
    np.testing.assert_array_equal(again.predict(pairs)["probability"], model.predict(pairs)["probability"])


@pytest.mark.parametrize("content", [b"", b"no model", pickle.dumps({"layout": 1}), skops.io.dumps({"layout": 1})])
def test_other_bytes_are_refused(content):
    with pytest.raises(ValueError, match="not those of a slip model"):
        slip_bytes.from_bytes(content)


def test_another_layout_is_refused():
    with pytest.raises(ValueError, match="layout 99"):
        slip_bytes.from_bytes(skops.io.dumps({"layout": 99}))


def test_a_type_that_is_not_trusted_is_refused(model, monkeypatch):
    content = slip_bytes.to_bytes(model)
    monkeypatch.setattr(slip_bytes, "TRUSTED", ())
    with pytest.raises(ValueError, match="not those of a slip model"):
        slip_bytes.from_bytes(content)


@pytest.mark.parametrize(("field", "value"), [("left", 10_000), ("right", 10_000), ("feature_idx", 500)])
def test_a_tree_that_points_beyond_itself_is_refused(pairs, field, value):
    model = slip_model.fit(pairs, "next")
    (trees,) = (part for _, part in model.parts.values() if isinstance(part, Boosted))
    trees.boosters[0]._predictors[0][0].nodes[field][0] = value
    with pytest.raises(ValueError, match="not there"):
        slip_bytes.from_bytes(slip_bytes.to_bytes(model))
