"""The cut and the years in sentences: close shares stay apart, a year over its limit says so."""

import math

import pandas as pd
import pytest

from models.waterline import Cause
from services.budget_waterline import RANKS, Ranked
from ui.wording import budget_waterline as wording
from ui.wording.budget_why import Terms

TERMS = Terms({"a": "Dam", "b": "Bridge"}, {"R": "Roads: at most $5 m"}, 100.0, "USD", 1.0)


def found(funded=1, *, stopped_by="total", by_rule=0, by_hand=0):
    return Ranked(pd.DataFrame(), 0, stopped_by, funded, 9, by_rule, by_hand, 0.5, 0.6, False)


def test_shares_that_round_alike_are_given_a_digit_more():
    assert wording.finding(0.824, 0.828) == (
        "A cut in the ranked list buys 82% of the value, the best selection 83% for the same money."
    )
    assert "82.1% of the value, the best selection 82.4%" in wording.finding(0.821, 0.824)
    assert wording.finding(0.8, 0.8, go_on=True).startswith("Going down the ranked list buys 80% of the value, as much")


def test_a_choice_that_keeps_what_is_funded_is_told_apart_where_it_buys_something_else():
    assert wording.finding(0.64, 0.83, kept_share=0.77).endswith(
        "83% for the same money. The choice at the head of the page keeps what is funded and buys 77%."
    )
    assert "keeps" not in wording.finding(0.64, 0.83, kept_share=0.83)


def test_the_line_counts_what_is_funded_apart_from_what_is_taken_out():
    assert wording.line(found(), 0, TERMS) == "1 of 9 projects is funded: the next does not fit in the total."
    assert wording.line(found(24, by_rule=3, by_hand=1), 110, TERMS) == (
        "24 of 9 projects are funded beside 110 above the line: the next does not fit in the total. "
        "Taken out, and no money spent on them: 3 by rules and 1 by hand."
    )
    assert wording.line(found(9, stopped_by=None), 0, TERMS) == "9 of 9 projects are funded: all fit."
    assert "all that is not taken out fits. Taken out" in wording.line(found(8, stopped_by=None, by_rule=1), 0, TERMS)
    assert 'does not fit in the rule "Roads: at most $5 m".' in wording.line(found(stopped_by="R"), 0, TERMS)
    assert "does not fit in FY28." in wording.line(found(stopped_by="FY28"), 0, TERMS)


@pytest.mark.parametrize(
    ("why", "cause", "told", "said"),
    [
        ("", None, "", "In"),
        ("below", None, "", "Below the line"),
        ("forced out", None, "", "Taken out by hand"),
        ("forced out", None, "asked for by the board", "Taken out by hand: asked for by the board"),
        ("rule", Cause("excludes", ("a", "b")), "", "Taken out: Dam or Bridge, not both"),
        ("rule", Cause("requires", ("a", "b")), "", "Taken out: Dam needs Bridge, which is not in"),
        ("rule", Cause("group", ("R",)), "", "Taken out: Roads: at most $5 m"),
        ("rule", Cause("group", ("Engineers",)), "", "Taken out: no room in Engineers"),
        ("rule", Cause("forced out", ("b",)), "", "Taken out: decided together with Bridge, which is out by hand"),
        ("", Cause("requires", ("a", "b")), "", "In: Dam needs it"),
        ("", Cause("same", ("a", "b")), "", "In: Dam and Bridge are decided together"),
    ],
)
def test_every_row_says_what_puts_it_in_or_takes_it_out(why, cause, told, said):
    assert wording.reason(why, cause, told, TERMS) == said


def test_every_rank_has_a_name():
    assert set(wording.RANKS) == set(RANKS)


def test_a_year_over_its_limit_is_said_to_be_over():
    assert wording.spend(["FY27", "FY28"], [-5, math.nan], "USD") == "FY27 is over its limit by $5."
    assert "rule" in wording.broken()
