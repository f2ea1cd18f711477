"""The schedule status that a chance to slip stands for, on the scale 1 (green) to 5 (red).

Bands after the words for likelihood of Mastrandrea et al. (2010, IPCC guidance note): unlikely below .33, about as
likely as not up to .66, likely above. It is a prediction: never mixed with a reported or a computed status.
"""

from typing import Final

import numpy as np
import pandas as pd

from models.health import AMBER, GREEN, RED

AS_LIKELY_AS_NOT: Final = 0.33
LIKELY: Final = 0.66


def predicted(probability: pd.Series) -> pd.Series:
    """Return the status of each chance to slip; missing where there is no prediction.

    >>> predicted(pd.Series([0.1, 0.33, 0.7, None])).tolist()
    [1.0, 3.0, 5.0, nan]
    """
    chance = probability.astype(float)
    bands = np.select(
        [chance.isna(), chance >= LIKELY, chance >= AS_LIKELY_AS_NOT], [np.nan, RED, AMBER], default=GREEN
    )
    return pd.Series(bands, index=probability.index)
