"""The slip model: a mean of the log-odds of smooth logistic regressions and of boosted trees, as one fitted object.

Smooth regressions carry a small portfolio, trees what bends otherwise. Of the regressions one hears where the project
stands in time, one also the record of its phase and department, one also what its own reports say. For the next report
the training pairs alone choose how much each part counts, on projects left out of the fit (`slip_mixture`). Within
twelve months the parts count alike: pairs whose months overlap repeat one another, so choosing on them learns them by
heart.
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
from models.slip_mixture import equal_shares, shares
from models.slip_pairs import Horizon
from models.slip_smooth import SmoothLogistic, fit_smooth
from models.slip_terms import CORE, NARROW, WIDE, Floats, chance
from models.slip_threads import one_thread
from models.slip_training import HORIZON_DAYS, exposure_of

FOLDS: Final = 3
BOOSTED: Final = "boosted"
SMOOTH: Final[Mapping[str, tuple[tuple[str, ...], float]]] = {
    "narrow": (NARROW, 2.0),
    "core": (CORE, 3.0),
    "wide": (WIDE, 10.0),
}
"""Terms and ridge penalty of each smooth regression; fixed beforehand. A mean of log-odds is more timid than its parts,
so each is held a little less than would be best for it alone."""

PARTS: Final = (*SMOOTH, BOOSTED)
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
        How many pairs with a known outcome it was fitted on; those still watched are not counted.
    base_rate
        The share of them that slipped.
    usual_exposure_days
        Of the training pairs at the median, in days; stands in where the usual gap is not known.
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
        if states.empty:
            return pd.DataFrame({"probability": np.zeros(0)}, index=states.index)
        exposure = self.exposure(states)
        with one_thread():
            told = [weight * part.log_odds(states, exposure) for weight, part in self.parts.values()]
        return pd.DataFrame({"probability": np.clip(chance(np.sum(told, axis=0)), LEAST, MOST)}, index=states.index)

    def exposure(self, states: pd.DataFrame) -> Floats:
        """Return over how many days each state's move is asked about.

        Twelve months; or until the next report: ``asked_days`` where a column of that name says so, else the usual gap.
        """
        if self.horizon == "12m":
            return np.full(len(states), HORIZON_DAYS)
        told = pd.Series(np.nan, index=states.index)
        for name in ("asked_days", "usual_gap_days"):
            told = told.fillna(states[name]) if name in states.columns else told
        return np.asarray(told.fillna(self.usual_exposure_days), dtype=np.float64)


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
    whole = rows["complete"]
    with one_thread():
        share = _shares(rows) if horizon == "next" else equal_shares(len(PARTS))
        parts = {name: (float(weight), fit_part(name, rows)) for name, weight in zip(PARTS, share, strict=True)}
    return SlipModel(
        horizon=horizon,
        inputs=tuple(name for name in NAMES if name in rows.columns and rows[name].nunique() > 1),
        pairs=int(whole.sum()),
        base_rate=float(rows.loc[whole if whole.any() else ~whole, "slipped"].mean()),
        usual_exposure_days=float(rows["exposure_days"].median()),
        parts=parts,
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


def _shares(pairs: pd.DataFrame) -> Floats:
    """Return the share of each of ``PARTS``, by what each says of projects left out of its fit; equal shares where the
    projects are too few to leave some out."""
    groups = pairs["project_key"].astype(str).to_numpy()
    if len(np.unique(groups)) < 2 * FOLDS:
        return equal_shares(len(PARTS))
    told = np.zeros((len(pairs), len(PARTS)))
    for train, test in GroupKFold(FOLDS).split(groups, groups=groups):
        kept, asked = pairs.iloc[train], pairs.iloc[test]
        if kept["slipped"].nunique() < 2:
            return equal_shares(len(PARTS))
        exposure = asked["exposure_days"].to_numpy(dtype=np.float64)
        for at, name in enumerate(PARTS):
            told[test, at] = fit_part(name, kept).log_odds(asked, exposure)
    whole = pairs["complete"].to_numpy(dtype=bool)
    return shares(pairs["slipped"].to_numpy(dtype=bool)[whole], told[whole])
