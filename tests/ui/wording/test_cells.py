"""Cells read as words, and are ordered and saved as numbers."""

import pandas as pd

from ui.blocks import Column
from ui.blocks.columns import shown
from ui.blocks.exports import export_frame
from ui.wording import cells

CHANCES = pd.Series([0.08, 1.0, float("nan"), 0.62])


def test_a_chance_is_drawn_in_words_and_ordered_by_its_number():
    rows = pd.DataFrame({"chance": cells.chances(CHANCES)})
    ordered = rows.sort_values("chance", ascending=False, na_position="last", kind="stable")
    drawn, _ = shown(ordered, (Column("chance", "Chance"),), "USD")
    assert drawn["Chance"].tolist() == [">99%", "62%", "8%", "–"]


def test_a_file_holds_the_number_behind_the_words():
    rows = pd.DataFrame({"chance": cells.chances(CHANCES)})
    saved = export_frame(rows, (Column("chance", "Chance"),), "USD")["Chance"]
    assert saved.dtype == float
    assert saved.dropna().tolist() == [0.08, 1.0, 0.62]


def test_negative_numbers_bear_a_true_minus():
    assert [str(cell) for cell in cells.signed_days(pd.Series([-126.0, 0.0, 5.0]))] == ["−126", "0", "+5"]
    assert str(cells.numbers(pd.Series([-0.064]), 3)[0]) == "−0.064"


def test_a_small_amount_of_money_is_not_lost():
    assert [str(cell) for cell in cells.amounts(pd.Series([9_100_000.0, 39_400.0]), "USD")] == ["$9.1 m", "$39.4 k"]
