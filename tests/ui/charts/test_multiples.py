from itertools import pairwise
from xml.etree import ElementTree

import pandas as pd

from ui.charts import multiples
from ui.theme import DARK, LIGHT

SVG = "{http://www.w3.org/2000/svg}"


def reports(finishes: list[str | None], approved: list[str | None]) -> pd.DataFrame:
    dates = pd.date_range("2026-01-31", periods=len(finishes), freq="ME")
    return pd.DataFrame(
        {
            "as_of": dates,
            "forecast_finish": pd.to_datetime(pd.Series(finishes)),
            "approved_baseline_finish": pd.to_datetime(pd.Series(approved)),
        }
    )


def test_a_later_forecast_stands_higher():
    drawn = multiples.trail(reports(["2027-01-01", "2027-06-01"], [None, None]), LIGHT)
    assert drawn is not None
    line = ElementTree.fromstring(drawn).find(f"{SVG}polyline")
    assert line is not None
    heights = [float(point.split(",")[1]) for point in line.attrib["points"].split()]
    assert heights[0] > heights[-1]


def test_the_approved_finish_is_a_second_line_where_there_is_one():
    alone = multiples.trail(reports(["2027-01-01", "2027-06-01"], [None, None]), LIGHT)
    both = multiples.trail(reports(["2027-01-01", "2027-06-01"], ["2027-01-01", "2027-01-01"]), LIGHT)
    assert alone is not None
    assert both is not None
    assert (alone.count("<polyline"), both.count("<polyline")) == (1, 2)


def test_one_forecast_makes_no_trail():
    assert multiples.trail(reports(["2027-01-01", None], [None, None]), LIGHT) is None


def test_a_forecast_that_never_moved_is_a_level_line():
    drawn = multiples.trail(reports(["2027-01-01"] * 3, [None] * 3), LIGHT)
    assert drawn is not None
    assert "nan" not in drawn


def test_a_strip_names_its_sources_and_dimensions_and_rings_what_disagrees():
    lines = {"Reported": ["G", "none"], "Computed": ["R", "G"], "Predicted": [None, "A"]}
    root = ElementTree.fromstring(multiples.strip(lines, ["Cost", "Schedule"], ["Cost"], DARK))
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert words == ["Cost", "Schedule", "Reported", "G", "–", "Computed", "R", "G", "Predicted", "A"]
    assert len([box for box in root.iter(f"{SVG}rect") if "stroke" in box.attrib]) == 1


def test_names_cannot_break_out_of_the_picture():
    drawn = multiples.strip({"<script>": ["G"]}, ["a&b"], [], LIGHT)
    assert "<script>" not in drawn
    ElementTree.fromstring(drawn)


WIDEST = 0.62
"""A letter of the widest of the usual fonts, by its size."""


def _edges(text: ElementTree.Element) -> tuple[float, float]:
    size, words = float(text.attrib["font-size"]), text.text or ""
    width = float(text.attrib.get("textLength", len(words) * size * WIDEST))
    left = float(text.attrib["x"]) - (width / 2 if text.attrib["text-anchor"] == "middle" else 0)
    return left, left + width


def test_no_label_touches_another_or_the_cells_beside_it_whatever_the_font():
    names = ["Overall", "Schedule", "Cost", "Scope", "Benefits", "Risk", "Reports"]
    lines = {name: ["G"] * len(names) for name in ("Reported", "Computed", "Predicted")}
    root = ElementTree.fromstring(multiples.strip(lines, names, [], LIGHT))
    texts = list(root.iter(f"{SVG}text"))
    heads = sorted(_edges(text) for text in texts if text.text in names)
    assert all(left[1] < right[0] for left, right in pairwise(heads))
    first_cell = min(float(box.attrib["x"]) for box in root.iter(f"{SVG}rect"))
    assert all(_edges(text)[1] < first_cell for text in texts if text.text in lines)
    assert heads[-1][1] <= multiples.strip_width(len(names))
