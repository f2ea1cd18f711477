"""How the columns of a file are read, in words and never by their inner names."""

from data_access.intake.dates import Order
from data_access.intake.mapping import AS_OF, ColumnMapping
from ui.wording import intake_columns as columns


def test_a_column_is_told_by_its_title():
    assert columns.title("forecast_finish", {"forecast_finish": "Forecast finish"}) == "Forecast finish"
    assert columns.title(AS_OF, {}) == "Date reported as of"
    assert columns.title(None, {}) == "Kept under its own name"


def test_every_order_of_dates_has_its_words():
    assert set(columns.ORDERS) | {""} == set(Order.__args__)


def test_only_choices_that_matter_are_told():
    amount = ColumnMapping("Cost", "approved_budget", multiplier="1000000", currency="EUR", notation="1.234,56")
    assert columns.how(amount, "money") == "in millions, EUR, decimal comma"
    assert columns.how(ColumnMapping("Cost", "approved_budget"), "money") == ""
    assert columns.how(ColumnMapping("Done", "percent_complete", percent_of=1), "percent") == "0 to 1"
    assert columns.how(ColumnMapping("When", "forecast_finish", order="undecided"), "date") == "day or month first?"


def test_an_example_shows_what_each_order_makes_of_a_date():
    assert columns.order_example("day first", "01/10/2011") == "Day first: 01/10/2011 is 1 October 2011"
    assert columns.order_example("month first", "01/10/2011") == "Month first: 01/10/2011 is 10 January 2011"


def test_the_example_is_a_value_of_the_file_that_both_orders_can_read():
    assert columns.ambiguous(("2012-30-09", "31/03/2012", "01/10/2011")) == "01/10/2011"
    assert columns.ambiguous(("31/03/2012", "05/05/2012", "1/2")) == "03/04/2026"


def test_samples_stand_in_one_line():
    column = ColumnMapping("Text", None, samples=("two\nlines", "b", "c", "d"))
    assert columns.samples(column) == "two lines · b · c"
    assert len(columns.samples(ColumnMapping("Text", None, samples=("word " * 50,)))) <= columns.WIDTH


def test_the_reasons_of_column_and_choice_stand_together():
    assert columns.why(ColumnMapping("A", None, reason="one", choice_reason="two")) == "one; two"
