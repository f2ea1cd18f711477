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
    rows = pd.DataFrame({"differs": [True, False], "suggested": ["low", None], "rating": [None, "strong"]})
    assert wording.differing(rows) == "2 projects measured; 1 is rated otherwise than the scale says."
    assert wording.differing(rows.assign(differs=False)) == "2 projects measured, each rated as the scale says."
    assert wording.rows(rows)["suggested"].tolist() == ["Low, 1", "–"]
