"""Four projects of one year, small enough to try every subset: with 14 of money the best is b, c and d."""

import numpy as np

from services.candidates import Candidates

FOUND = Candidates(
    keys=tuple("abcd"),
    names=tuple("ABCD"),
    value=np.array([8.0, 11, 6, 4]),
    cost=np.array([[5], [7], [4], [3]]),
    periods=("FY27",),
    digits=0,
)
