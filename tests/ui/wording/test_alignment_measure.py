"""A measure is told with its ends, its unit and its shape."""

import pandas as pd

from services.measured import Measure
from ui.wording import alignment_measure as wording


def test_a_measure_is_told_with_its_ends():
    assert wording.told(Measure("Noise", "dB", "exponential", 80, 45.5, 2)) == (
        "Noise: worth nothing at 80 dB, most at 45.50 dB, exponential between."
    )
    assert wording.told(Measure("Jobs", "jobs", "linear", 0, 1200)).endswith("most at 1,200 jobs, linear between.")
    assert "its ratings are judgments" in wording.told(None)


def test_what_differs_from_the_scale_is_counted():
    rows = pd.DataFrame(
        {
            "differs": [True, False, True],
            "suggested": ["low", "strong", "none"],
            "rating": [None, "strong", "low"],
            "value": [1.2, 6.8, 0.2],
        }
    )
    assert wording.differing(rows) == (
        "3 projects measured; 2 are rated otherwise than the scale says, and the rating counts."
    )
    assert wording.differing(rows.assign(differs=False)) == "3 projects measured, each rated as the scale says."
    assert wording.rows(rows)["suggested"].tolist() == ["Low", "Strong", "None"]
    assert wording.rows(rows)["rating"].tolist() == ["–", "Strong, 6.8 of 9", "Low, 1"]
    assert wording.nearest(None) == "–"
