"""The chances of a whole portfolio, and who is called most likely."""

import pandas as pd

from services import chances


def test_the_most_likely_are_the_likeliest_fifth_and_among_equals_the_dearest():
    rows = pd.DataFrame(
        {
            "name": list("abcdefg"),
            "probability": [0.9, 0.9, 0.5, 0.4, 0.3, 0.2, float("nan")],
            "cost_to_go": [1.0, 5.0, 9.0, 9.0, 9.0, 9.0, 9.0],
        }
    )
    assert chances.most_likely(rows)["name"].tolist() == ["b", "a"], "two of six, the one unknown does not count"
    assert chances.most_likely(rows.head(0)).empty
