"""The cut and the years in sentences: close shares stay apart, a year over its limit says so."""

import math

from services.budget_waterline import RANKS
from ui.wording import budget_waterline as wording


def test_shares_that_round_alike_are_given_a_digit_more():
    assert wording.finding(0.824, 0.828) == (
        "A cut in the ranked list buys 82% of the value, the best selection 83% for the same money."
    )
    assert "82.1% of the value, the best selection 82.4%" in wording.finding(0.821, 0.824)
    assert wording.finding(0.8, 0.8, go_on=True).startswith("Going down the ranked list buys 80% of the value, as much")


def test_the_total_and_the_number_are_named_as_people_call_them():
    assert wording.line(1, 9, "total") == "1 of 9 projects stands above the line: the next does not fit in the total."


def test_every_rank_has_a_name():
    assert set(wording.RANKS) == set(RANKS)


def test_a_year_over_its_limit_is_said_to_be_over():
    assert wording.spend(["FY27", "FY28"], [-5, math.nan], "USD") == "FY27 is over its limit by $5."
    assert "rule" in wording.broken()
