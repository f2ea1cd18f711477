"""The value, 0 to 1, of a number with a unit on a scale fixed in advance.

The ends of the scale are settings, never the least and largest of the current list: so a project added or removed
changes the value of no other (Belton and Stewart 2002, on global scales).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Kind = Literal["linear", "exponential", "stepped"]


@dataclass(frozen=True)
class Scale:
    """How a criterion in numbers is valued.

    Attributes
    ----------
    kind : {"linear", "exponential", "stepped"}
    unit : str
        Of the numbers, the bounds and the starts of the steps.
    lower, upper : float
        Ends of the scale; numbers beyond them count as the end, and are counted.
    higher_is_better : bool
        True: `lower` is worth 0 and `upper` 1; False: the reverse.
    bend : float
        Exponential only: v = (1 - exp(-bend x)) / (1 - exp(-bend)) for x from 0 (worst end) to 1 (best end); above 0
        the first units are worth most, below 0 the last; not 0.
    steps : tuple of (start, value)
        Stepped only: from `start` on (in the unit, rising, the first at `lower`) the value is `value` (0 to 1, rising
        where higher is better, else falling).

    Raises
    ------
    ValueError
        Where the setting is none of these.
    """

    kind: Kind
    unit: str
    lower: float
    upper: float
    higher_is_better: bool = True
    bend: float = 0.0
    steps: tuple[tuple[float, float], ...] = ()

    def __post_init__(self) -> None:
        if not (math.isfinite(self.lower) and math.isfinite(self.upper) and self.lower < self.upper):
            raise ValueError(f"the lower bound lies below the upper bound, not {self.lower} and {self.upper}")
        if self.kind not in _SHAPES:
            raise ValueError(f"no value function {self.kind}; use {', '.join(_SHAPES)}")
        if self.kind == "exponential" and not (self.bend != 0 and abs(self.bend) <= 50):
            raise ValueError("the bend of an exponential value function is a number from -50 to 50, not 0")
        if self.kind == "stepped":
            _check_steps(self)


@dataclass(frozen=True, eq=False)
class Valued:
    """Values of a criterion, and how many numbers lay outside its scale.

    Attributes
    ----------
    values : array of float, shape (projects,)
        0 to 1; missing where the number is.
    below, above, missing : int
        Numbers below the lower bound, above the upper bound (both taken as the bound), and not given.
    """

    values: NDArray[np.float64]
    below: int
    above: int
    missing: int


def valued(numbers: ArrayLike, scale: Scale) -> Valued:
    """The value of each number on the scale, with the counts of those clipped and missing.

    Each value depends on its own number and the scale alone.

    >>> valued([0, 25, 120], Scale("linear", "days", 0, 100, higher_is_better=False)).values.tolist()
    [1.0, 0.75, 0.0]
    """
    given = np.asarray(numbers, dtype=np.float64)
    known = ~np.isnan(given)
    clipped = np.clip(given, scale.lower, scale.upper)
    found = np.full(given.shape, np.nan)
    found[known] = _SHAPES[scale.kind](clipped[known], scale)
    below, above = int((given < scale.lower).sum()), int((given > scale.upper).sum())
    return Valued(found, below, above, int((~known).sum()))


def _linear(numbers: NDArray[np.float64], scale: Scale) -> NDArray[np.float64]:
    share = (numbers - scale.lower) / (scale.upper - scale.lower)
    return share if scale.higher_is_better else 1 - share


def _exponential(numbers: NDArray[np.float64], scale: Scale) -> NDArray[np.float64]:
    found = np.expm1(-scale.bend * _linear(numbers, scale)) / np.expm1(-scale.bend)
    return np.asarray(found, dtype=np.float64)


def _stepped(numbers: NDArray[np.float64], scale: Scale) -> NDArray[np.float64]:
    starts, values = np.array(scale.steps, dtype=np.float64).T
    return np.asarray(values[np.searchsorted(starts, numbers, side="right") - 1], dtype=np.float64)


_SHAPES: dict[str, Callable[[NDArray[np.float64], Scale], NDArray[np.float64]]] = {
    "linear": _linear,
    "exponential": _exponential,
    "stepped": _stepped,
}


def _check_steps(scale: Scale) -> None:
    if not scale.steps or scale.steps[0][0] != scale.lower:
        raise ValueError(f"the first step starts at the lower bound {scale.lower}")
    starts, values = np.array(scale.steps, dtype=np.float64).T
    if not np.all(np.diff(starts) > 0) or not starts[-1] <= scale.upper:
        raise ValueError("steps start one above the other, none above the upper bound")
    direction = 1 if scale.higher_is_better else -1
    if not np.all((values >= 0) & (values <= 1)) or np.any(direction * np.diff(values) < 0):
        raise ValueError("values of steps are from 0 to 1, and only rise or only fall with what is better")
