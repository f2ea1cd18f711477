"""Both shares are drawn over the dates, told apart without colour."""

from datetime import date

import pandas as pd

from ui.charts import alignment_drift as charts


def test_three_lines_run_over_the_dates():
    shares = {"misplaced": [0.1, 0.2], "serving_none": [0.3, 0.0], "not_rated": [0.05, 0.1]}
    rows = pd.DataFrame({"as_of": [date(2026, 9, 30), date(2026, 10, 31)], **shares})
    drawn = charts.drift(rows).data
    assert [list(line.y) for line in drawn] == list(shares.values())
    assert len({line.line.dash for line in drawn}) == 3
    first = drawn[0]
    assert first.text[1] == "31 Oct 2026: 20.0%"
