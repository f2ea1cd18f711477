"""The slip model: a mean of the log-odds of smooth logistic regressions and of boosted trees, as one fitted object.

Smooth regressions carry a small portfolio, trees what bends otherwise. Of the regressions one hears where the project
stands in time, one also the record of its phase and department, one also what its own reports say. For the next report
each of them is there twice, held firmly and held loosely: how firmly is right depends on how many slips there are, and
rare ones would be told too timidly; the trees hear a regression; and a far slip is learnt beside one of the usual size.
The training pairs alone choose how much each part counts, on projects left out of the fit (`slip_mixture`). Within
twelve months nothing is chosen and nothing heard, and the parts count alike: pairs whose months overlap repeat one
another, so choosing on them learns them by heart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from models.slip_boosted import Boosted, fit_boosted
from models.slip_inputs import NAMES
from models.slip_left_out import told_of_others
from models.slip_mixture import equal_shares, shares
from models.slip_own_record import SLIP_DAYS
from models.slip_pairs import Horizon
from models.slip_smooth import USUAL, SmoothLogistic, fit_smooth
from models.slip_terms import CORE, NARROW, WIDE, Floats, chance
from models.slip_threads import one_thread
from models.slip_training import HORIZON_DAYS, exposure_of

FOLDS: Final = 5
"""With fewer, what the parts say of others is learned from much less than they will know, to the harm of the rich ones.
"""

BOOSTED, GUIDED = "boosted", "boosted, guided"
SMOOTH: Final[Mapping[str, tuple[tuple[str, ...], float]]] = {
    "narrow": (NARROW, 2.0),
    "core": (CORE, 3.0),
    "wide": (WIDE, 10.0),
}
"""Terms and ridge penalty of each smooth regression; fixed beforehand. A mean of log-odds is more timid than its parts,
so each is held a little less than would be best for it alone."""

LOOSE: Final[Mapping[str, tuple[tuple[str, ...], float]]] = {
    f"{name}, loose": (terms, penalty / 2) for name, (terms, penalty) in SMOOTH.items()
}
"""The same regressions, held half as firmly."""

PARTS: Final[Mapping[Horizon, tuple[str, ...]]] = {"next": (*SMOOTH, *LOOSE, GUIDED), "12m": (*SMOOTH, BOOSTED)}
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
    rows = _beside_usual(rows) if horizon == "next" else rows
    whole = rows["complete"]
    with one_thread():
        names = PARTS[horizon]
        share = _shares(rows, names) if horizon == "next" else equal_shares(len(names))
        parts = {name: (float(weight), fit_part(name, rows)) for name, weight in zip(names, share, strict=True)}
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
    if name in (BOOSTED, GUIDED):
        whole = pairs.loc[pairs["complete"]]
        told = whole if whole["slipped"].nunique() > 1 else pairs
        return fit_boosted(told, told["exposure_days"].to_numpy(dtype=np.float64), name == GUIDED)
    names, penalty = {**SMOOTH, **LOOSE}[name]
    return fit_smooth(pairs, pairs["exposure_days"].to_numpy(dtype=np.float64), names, penalty)


def _with_exposure(pairs: pd.DataFrame, horizon: Horizon) -> pd.DataFrame:
    return pairs.assign(exposure_days=exposure_of(pairs, horizon), complete=True)


def _beside_usual(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs with their commoner outcome, a move beyond the usual days, where theirs is a rarer one."""
    usual = pairs["moved_days"] > SLIP_DAYS
    return pairs.assign(**{USUAL: usual}) if usual.sum() > pairs["slipped"].sum() else pairs


def _shares(pairs: pd.DataFrame, names: tuple[str, ...]) -> Floats:
    """Return the share of each part named, by what each says of projects left out of its fit; equal shares where the
    projects are too few to leave some out."""

    def tell(kept: pd.DataFrame, asked: pd.DataFrame) -> Floats:
        exposure = asked["exposure_days"].to_numpy(dtype=np.float64)
        return np.column_stack([fit_part(name, kept).log_odds(asked, exposure) for name in names])

    told = told_of_others(pairs, FOLDS, tell)
    if told is None:
        return equal_shares(len(names))
    whole = pairs["complete"].to_numpy(dtype=bool)
    return shares(pairs["slipped"].to_numpy(dtype=bool)[whole], told[whole])
