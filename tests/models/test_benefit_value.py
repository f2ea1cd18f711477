"""Money to come in today's money: a published value, delays, and what lies behind."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.benefit_value import npv, present_values

AS_OF = date(2026, 7, 1)


def lines(*rows):
    return pd.DataFrame(rows, columns=["project_key", "starts", "ends", "amount"])


def test_a_published_net_present_value():
    assert npv(0.08, [-40000, 5000, 8000, 12000, 30000]) == pytest.approx(3065.22267, abs=1e-5)


def test_an_amount_counts_in_the_middle_of_its_period():
    found = present_values(lines(("A", "2027-07-01", "2028-06-30", 100.0)), AS_OF, 0.1)
    assert found["A"] == pytest.approx(100 / 1.1**1.5, rel=1e-3)


def test_only_what_is_still_ahead_counts():
    found = present_values(
        lines(("A", "2026-01-01", "2026-12-31", 364.0), ("B", "2025-01-01", "2026-01-01", 9.0)), AS_OF, 0.0
    )
    assert found["A"] == pytest.approx(183)
    assert found["B"] == 0


def test_a_delay_moves_the_amounts_of_its_project_alone_and_a_missing_one_moves_nothing():
    rows = lines(("A", "2027-07-01", "2028-07-01", 100.0), ("B", "2027-07-01", "2028-07-01", 100.0))
    on_time = present_values(rows, AS_OF, 0.05)
    late = present_values(rows, AS_OF, 0.05, pd.Series({"A": 365.25, "B": float("nan")}))
    assert late["A"] == pytest.approx(on_time["A"] / 1.05)
    assert late["B"] == on_time["B"]


@given(st.floats(0, 0.3), st.floats(0, 0.3), st.integers(0, 2000), st.integers(0, 2000))
def test_benefits_never_gain_by_a_higher_rate_or_a_longer_delay(rate, more, days, longer):
    rows = lines(("A", "2027-07-01", "2028-07-01", 100.0))
    found = present_values(rows, AS_OF, rate, pd.Series({"A": float(days)}))["A"]
    assert present_values(rows, AS_OF, rate + more, pd.Series({"A": float(days)}))["A"] <= found + 1e-9
    assert present_values(rows, AS_OF, rate, pd.Series({"A": float(days + longer)}))["A"] <= found + 1e-9


def test_a_rate_that_would_turn_signs_is_refused():
    with pytest.raises(ValueError, match="above -100 %"):
        npv(-1, [1])
