"""What there is only so much of, beside the money of a year: capital and running money, funds, people."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

AmountKind = Literal["capex", "opex", "fund", "role"]


@dataclass(frozen=True, eq=False)
class Amounts:
    """What each candidate takes of something there is only so much of, beside the money of a year.

    Attributes
    ----------
    name : str
        For example "Capex FY27" or "Engineers FY27"; no two alike.
    kind : str
    period : str or None
        One of the candidates' periods.
    amount : array of int64, shape (n,)
        Whole minor units of money; hundredths of a full-time equivalent for roles.
    available : int or None
        What there is, where a register says so.
    """

    name: str
    kind: AmountKind
    period: str | None
    amount: NDArray[np.int64]
    available: int | None = None
