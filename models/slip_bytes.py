"""A fitted slip model as bytes, and back, with skops: plain values, arrays and named estimators; never a pickle.

skops writes what an estimator holds and builds it anew from types it was told to trust. Of the trees of a booster it
says that their nodes name one another by number without a check; so that is checked here, before anything is predicted.
"""

from __future__ import annotations

from typing import Any, Final
from zipfile import ZIP_DEFLATED

import numpy as np
import skops.io

from models.slip_boosted import Boosted
from models.slip_model import SlipModel
from models.slip_smooth import SmoothLogistic

LAYOUT: Final = 1
"""Of the bytes; others are refused."""

PARTS: Final[dict[str, Any]] = {kind.__name__: kind for kind in (SmoothLogistic, Boosted)}
PLAIN: Final = ("inputs", "pairs", "base_rate", "usual_exposure_days", "horizon")
TRUSTED: Final = ("sklearn.ensemble._hist_gradient_boosting.predictor.TreePredictor",)
"""Types that skops does not trust unasked; `_check_trees` looks at what it warns of."""


def to_bytes(model: SlipModel) -> bytes:
    """Return a fitted model as bytes that `from_bytes` reads."""
    parts = [[name, weight, type(part).__name__, part.as_dict()] for name, (weight, part) in model.parts.items()]
    told = {name: getattr(model, name) for name in PLAIN} | {"inputs": list(model.inputs)}
    return bytes(skops.io.dumps({"layout": LAYOUT, **told, "parts": parts}, compression=ZIP_DEFLATED))


def from_bytes(content: bytes) -> SlipModel:
    """Return the model that `to_bytes` wrote.

    Raises
    ------
    ValueError
        If the bytes are no model, are of another layout, or hold a type that is not trusted.
    """
    try:
        told = skops.io.loads(content, trusted=[*TRUSTED])
        if told["layout"] != LAYOUT:
            raise ValueError(f"The model is of layout {told['layout']}, not {LAYOUT}.")
        parts = {name: (float(weight), PARTS[kind].from_dict(held)) for name, weight, kind, held in told["parts"]}
        for _, part in parts.values():
            if isinstance(part, Boosted):
                _check_trees(part)
        plain = {name: told[name] for name in PLAIN} | {"inputs": tuple(told["inputs"])}
        return SlipModel(**plain, parts=parts)
    except ValueError:
        raise
    except Exception as error:
        raise ValueError("The bytes are not those of a slip model.") from error


def _check_trees(part: Boosted) -> None:
    """Raise ValueError where a node of a tree names a node or an input that is not there."""
    for booster in part.boosters:
        inputs = int(booster.n_features_in_)
        for tree in (tree for stage in booster._predictors for tree in stage):
            nodes = tree.nodes
            inner = nodes[nodes["is_leaf"] == 0]
            named = np.concatenate([inner["left"], inner["right"]])
            if (
                (named >= len(nodes)).any()
                or (inner["feature_idx"] < 0).any()
                or (inner["feature_idx"] >= inputs).any()
            ):
                raise ValueError("A tree of the model names what is not there.")
