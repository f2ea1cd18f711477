"""Both shares are drawn over the dates, told apart without colour."""

from datetime import date

import pandas as pd

from ui.charts import alignment_drift as charts


def test_two_lines_run_over_the_dates():
    rows = pd.DataFrame(
        {"as_of": [date(2026, 9, 30), date(2026, 10, 31)], "misplaced": [0.1, 0.2], "outside": [0.3, 0.0]}
    )
    first, second = charts.drift(rows).data
    assert (list(first.y), list(second.y)) == ([0.1, 0.2], [0.3, 0.0])
    assert first.line.dash != second.line.dash
    assert first.text[1] == "31 Oct 2026: 20.0%"
