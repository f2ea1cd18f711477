"""Values of a register: what fits is stored, what does not is told with rule and repair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.portfolios import PortfolioFacts
from data_access.schema import REGISTERS
from services import edit_values, row_rules
from services.row_rules import Problem, RowsRefused

FACTS = PortfolioFacts(1, "works", "Works", "USD", 2, 1, "end", "UTC", {}, "reported", 1)
FIELDS = [field for register in REGISTERS.values() for field in register.fields]
ANYTHING = st.one_of(st.none(), st.text(max_size=8), st.floats(), st.integers(), st.booleans(), st.dates())


@given(st.sampled_from(FIELDS), ANYTHING)
def test_every_value_is_stored_as_it_would_be_or_told_with_rule_and_repair(field, value):
    found, rule, repair = row_rules.read(field, value, FACTS)
    if rule:
        assert found is None
        assert repair
    else:
        assert found == edit_values.stored(field, row_rules.clean(value), FACTS)


@pytest.mark.parametrize(
    ("register", "column", "value", "rule"),
    [
        ("risks", "probability", 5.01, "5.01 is not on the scale of 0 to 5."),
        ("risks", "impact", 0, "0 is not on the scale of 1 to 5."),
        ("risks", "impact", 2.5, '"2.5" does not fit.'),
        ("risks", "impact_cost", 1e15, "The number is larger than can be stored."),
        ("changes", "effect_days", 3e9, "The number is larger than can be stored."),
        ("risks", "due", "1066-10-14", "1066-10-14 lies outside 1900 to 2199."),
        ("risks", "due", "soon", '"soon" does not fit.'),
        ("costs", "period_start", "2026-07-02", "2026-07-02 is not the first day of a period."),
        ("costs", "period_kind", "week", '"week" is no kind of period.'),
        ("costs", "line", "other", '"other" does not fit.'),
        ("risks", "title", "x" * 4001, "This is longer than 4,000 characters."),
    ],
)
def test_what_a_column_cannot_hold_is_told(register, column, value, rule):
    found, told, repair = row_rules.read(REGISTERS[register].by_name[column], value, FACTS)
    assert (found, told) == (None, rule)
    assert repair.endswith(".")


def test_signs_that_no_screen_shows_are_taken_out():
    assert row_rules.clean(" a\x00b\u202e ") == "ab"
    assert row_rules.clean("\u200b") is None
    assert row_rules.clean(3) == 3


def test_of_many_problems_the_first_are_told_and_the_rest_counted():
    told = str(RowsRefused([Problem(f"Row {number}", "Impact", "9 is too much.", "Give 5.") for number in range(9)]))
    assert "9 values do not fit" in told
    assert "Row 5, Impact: 9 is too much. Give 5. And 3 more." in told
    assert "Row 6" not in told
