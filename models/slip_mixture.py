"""How much each part of the slip model counts: shares of the log-odds, chosen on projects left out of the fit.

Stacked generalisation (Wolpert 1992) with shares that are not negative and sum to 1 (Breiman 1996), drawn towards equal
shares, so that few pairs leave the parts nearly alike and only many pairs can silence one.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from models.slip_terms import Floats, chance

TOWARDS_EQUAL: Final = 5.0
"""Log loss, summed over pairs, that a squared distance of 1 from equal shares costs; fixed beforehand."""


def equal_shares(parts: int) -> Floats:
    """Return the same share for each part; shape (parts,)."""
    return np.full(parts, 1 / parts)


def shares(outcomes: npt.NDArray[np.bool_], told: Floats) -> Floats:
    """Return the share of each part, not negative, summing to 1; shape (parts,).

    Parameters
    ----------
    outcomes : array of shape (pairs,)
        Whether each pair slipped.
    told : array of shape (pairs, parts)
        The log-odds that each part gave a pair whose project it had not been fitted on.
    """
    equal = equal_shares(told.shape[1])
    signs = np.where(outcomes, -1.0, 1.0)

    def cost(share: Floats) -> tuple[float, Floats]:
        wrong = signs * (told @ share)
        away = share - equal
        value = float(np.logaddexp(0, wrong).sum() + TOWARDS_EQUAL * (away**2).sum())
        return value, np.asarray(told.T @ (signs * chance(wrong)) + 2 * TOWARDS_EQUAL * away)

    whole = {"type": "eq", "fun": lambda share: share.sum() - 1, "jac": np.ones_like}
    bounds = [(0.0, 1.0)] * len(equal)
    found = minimize(cost, equal, jac=True, method="SLSQP", bounds=bounds, constraints=[whole])
    kept = np.clip(np.asarray(found.x, dtype=np.float64), 0.0, 1.0)
    return np.asarray(kept / kept.sum()) if np.isfinite(kept).all() and kept.sum() > 0 else equal
