"""The slip model: the mean log-odds of smooth logistic regressions and of boosted trees, as one fitted object.

Smooth regressions carry a small portfolio, trees what bends otherwise. Two mixtures are possible, and the training
pairs alone decide: with the smooth regressions on where the project stands (phase, time left, department), or with the
one that also hears what its reports say (last move, ratings, progress). The first is taken unless the second predicts
projects left out of the fit better by more than one standard error (Breiman et al. 1984).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from sklearn.model_selection import GroupKFold

from models.slip_boosted import Boosted, fit_boosted
from models.slip_inputs import NAMES
from models.slip_pairs import Horizon
from models.slip_smooth import SmoothLogistic, fit_smooth
from models.slip_terms import CORE, NARROW, WIDE, Floats, chance
from models.slip_training import HORIZON_DAYS, exposure_of

FOLDS: Final = 3
SMOOTH: Final[Mapping[str, tuple[tuple[str, ...], float]]] = {
    "narrow": (NARROW, 3.0),
    "core": (CORE, 10.0),
    "wide": (WIDE, 20.0),
}
"""Terms and ridge penalty of each smooth regression; fixed beforehand."""

BOOSTED: Final = "boosted"
STANDING: Final[Mapping[str, float]] = {"narrow": 1 / 3, "core": 1 / 3, BOOSTED: 1 / 3}
HEARING: Final[Mapping[str, float]] = {"wide": 1 / 2, BOOSTED: 1 / 2}
LEAST, MOST = 0.002, 0.998
"""A chance is never said to be nearer to never or to certain than this."""

Part = SmoothLogistic | Boosted


@dataclass(frozen=True)
class SlipModel:
    """A fitted model.

    Attributes
    ----------
    horizon
        Of the question it answers.
    inputs
        The names of the inputs it uses: those of `slip_inputs.NAMES` that told the training pairs apart.
    pairs
        How many pairs it was fitted on.
    base_rate
        The share of them that slipped.
    usual_exposure_days
        How long the training pairs were watched at the median; stands in where the usual gap is not known.
    parts
        The fitted parts by name, each with its weight in the mean of the log-odds.
    """

    horizon: Horizon
    inputs: tuple[str, ...]
    pairs: int
    base_rate: float
    usual_exposure_days: float
    parts: Mapping[str, tuple[float, Part]]

    def predict(self, states: pd.DataFrame) -> pd.DataFrame:
        """Return ``probability`` per state, on the index of the states.

        ``states`` needs the columns of ``inputs``; ``slip_features.features`` and ``states_at`` make them.
        """
        exposure = self.exposure(states)
        told = [weight * part.log_odds(states, exposure) for weight, part in self.parts.values()]
        probability = np.clip(chance(np.sum(told, axis=0)), LEAST, MOST) if len(states) else np.zeros(0)
        return pd.DataFrame({"probability": probability}, index=states.index)

    def exposure(self, states: pd.DataFrame) -> Floats:
        """Return over how many days each state's move is asked about: the usual gap, or twelve months."""
        if self.horizon == "12m":
            return np.full(len(states), HORIZON_DAYS)
        if "usual_gap_days" not in states.columns:
            return np.full(len(states), self.usual_exposure_days)
        return np.asarray(states["usual_gap_days"].fillna(self.usual_exposure_days), dtype=np.float64)


def fit(pairs: pd.DataFrame, horizon: Horizon = "next") -> SlipModel:
    """Return the model fitted on pairs as `slip_pairs.pairs` or `slip_training.training_pairs` gives them.

    Raises
    ------
    ValueError
        If there is no pair, or all have the same outcome.
    """
    if pairs.empty or pairs["slipped"].nunique() < 2:
        raise ValueError("A slip model needs pairs that slipped and pairs that held.")
    rows = pairs if "exposure_days" in pairs.columns else _with_exposure(pairs, horizon)
    weights = _weights(rows)
    return SlipModel(
        horizon=horizon,
        inputs=tuple(name for name in NAMES if name in rows.columns and rows[name].nunique() > 1),
        pairs=len(rows),
        base_rate=float(rows["slipped"].mean()),
        usual_exposure_days=float(rows["exposure_days"].median()),
        parts={name: (weight, fit_part(name, rows)) for name, weight in weights.items()},
    )


def fit_part(name: str, pairs: pd.DataFrame) -> Part:
    """Return one part fitted on pairs with ``exposure_days`` and ``complete``; trees learn of complete pairs alone."""
    if name == BOOSTED:
        whole = pairs.loc[pairs["complete"]]
        told = whole if whole["slipped"].nunique() > 1 else pairs
        return fit_boosted(told, told["exposure_days"].to_numpy(dtype=np.float64))
    names, penalty = SMOOTH[name]
    return fit_smooth(pairs, pairs["exposure_days"].to_numpy(dtype=np.float64), names, penalty)


def _with_exposure(pairs: pd.DataFrame, horizon: Horizon) -> pd.DataFrame:
    return pairs.assign(exposure_days=exposure_of(pairs, horizon), complete=True)


def _weights(pairs: pd.DataFrame) -> Mapping[str, float]:
    """Return the mixture that the pairs speak for, by the log loss on projects left out of the fit."""
    losses = _left_out_losses(pairs)
    if losses is None:
        return STANDING
    gain = losses["standing"] - losses["hearing"]
    per_project = gain.groupby(pairs["project_key"].to_numpy(), observed=True).sum()
    error = float(per_project.std(ddof=1) * np.sqrt(len(per_project)))
    return HEARING if float(per_project.sum()) > error else STANDING


def _left_out_losses(pairs: pd.DataFrame) -> pd.DataFrame | None:
    """Return the log loss per pair of both mixtures, each fitted without the pair's project; None where it cannot be
    worked out."""
    groups = pairs["project_key"].astype(str).to_numpy()
    if len(np.unique(groups)) < 2 * FOLDS:
        return None
    told = {name: np.zeros(len(pairs)) for name in (*SMOOTH, BOOSTED)}
    for train, test in GroupKFold(FOLDS).split(groups, groups=groups):
        kept, asked = pairs.iloc[train], pairs.iloc[test]
        if kept["slipped"].nunique() < 2:
            return None
        exposure = asked["exposure_days"].to_numpy(dtype=np.float64)
        for name, values in told.items():
            values[test] = fit_part(name, kept).log_odds(asked, exposure)
    signs = np.where(pairs["slipped"].to_numpy(dtype=bool), -1.0, 1.0)
    mixed = {"standing": STANDING, "hearing": HEARING}
    losses = {
        key: np.logaddexp(0, signs * np.sum([share * told[name] for name, share in mixture.items()], axis=0))
        for key, mixture in mixed.items()
    }
    return pd.DataFrame(losses)
