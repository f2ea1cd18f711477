"""The pictures of the slip method carry the numbers they are given."""

import pandas as pd
import pytest

from ui.charts import slip as charts
from ui.theme import DARK, LIGHT

BINS = pd.DataFrame({"n": [50, 40], "predicted": [0.8, 0.2], "observed": [0.7, 0.25], "noise": [0.05, 0.04]})


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_calibration_shows_what_was_said_and_what_happened_in_order(palette):
    drawn = charts.calibration(BINS, palette)
    points = drawn.data[-1]
    assert list(points.x) == [0.2, 0.8]
    assert list(points.y) == [0.25, 0.7]
    assert points.hovertext[1] == "Said 80%<br>moved 70%<br>50 cases"


def test_the_band_holds_nine_points_in_ten_and_stays_between_nothing_and_everything():
    band = charts.calibration(BINS).data[0]
    upper = band.y[:2]
    assert upper[1] == pytest.approx(0.8 + 1.645 * 0.05 / 0.7978846)
    sure = charts.calibration(BINS.assign(noise=2.0)).data[0]
    assert (min(sure.y), max(sure.y)) == (0, 1)


def test_dates_show_the_likeliest_fifth_beside_all():
    origins = pd.DataFrame(
        {"origin": pd.to_datetime(["2026-01-31", "2026-02-28"]), "precision_top": [0.6, None], "base_rate": [0.3, 0.2]}
    )
    drawn = charts.found_over_time(origins)
    assert [trace.name for trace in drawn.data] == ["The fifth called most likely", "All projects"]
    assert list(drawn.data[1].y) == [0.3, 0.2]


def test_a_mark_carries_the_key_of_its_project():
    rows = pd.DataFrame({"project_key": ["A/1"], "probability": [0.5], "cost": [12.0], "hover": ["A"]})
    assert list(charts.chance_against_cost(rows, "Cost to go, $ m").data[0].customdata) == ["A/1"]
