import numpy as np
import pandas as pd

from models.predicted_status import predicted


def test_bands_begin_where_the_words_for_likelihood_change():
    assert predicted(pd.Series([0.0, 0.329, 0.33, 0.659, 0.66, 1.0])).tolist() == [1, 1, 3, 3, 5, 5]


def test_without_a_prediction_there_is_no_status():
    assert np.isnan(predicted(pd.Series([np.nan])).iloc[0])
