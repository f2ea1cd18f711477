"""Importance and money of an objective stand on one line."""

import pandas as pd

from ui.charts.alignment import importance_against_money, ratings
from ui.theme import DARK

ROWS = pd.DataFrame(
    {"name": ["Growth <b>", "Safety"], "importance": [0.6, 0.4], "share": [0.9, 0.1], "hover": ["a", "b"]}
)


def test_each_objective_has_a_ring_and_a_dot_joined_by_a_line():
    drawn = importance_against_money(ROWS, DARK)
    ring, dot = drawn.data
    assert (list(ring.x), list(dot.x)) == ([0.6, 0.4], [0.9, 0.1])
    assert [(line.x0, line.x1) for line in drawn.layout.shapes] == [(0.6, 0.9), (0.4, 0.1)]
    assert drawn.layout.yaxis.ticktext[0] == "Growth &lt;b&gt;"


def test_the_longest_words_of_objectives_are_not_cut():
    cells = pd.DataFrame(
        {"row": ["A"], "column": ["O"], "depth": [1.0], "base": [99], "text": ["Extreme"], "note": [""], "hover": [""]}
    )
    names = ["Safe and reliable infrastructure", "Healthy neighbourhoods", *"BCDEFG"]
    heads = ratings(cells, ["A"], names).layout.xaxis.ticktext
    assert heads[:2] == ("Safe and<br>reliable<br>infrastructure", "Healthy<br>neighbourhoods")


def test_ratings_grow_with_their_rows():
    cells = pd.DataFrame(
        {"row": ["A"], "column": ["O"], "depth": [1.0], "base": [99], "text": ["Extreme"], "note": [""], "hover": [""]}
    )
    assert ratings(cells, ["A", "B", "C"], ["O"]).layout.height > ratings(cells, ["A"], ["O"]).layout.height
