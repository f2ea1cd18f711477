"""The address says what a page shows; what it says wrongly is named and replaced."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ui.state import address
from ui.state.address import Context

DATES = [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)]
MARCH, JUNE, SEPTEMBER = DATES
CHOICES = {"department": {"Water": "Water", "Roads": "Roads"}, "objective": {"O1": "Cleaner water"}}


def none() -> None:
    """No portfolio holds data."""


def resolve(**query):
    return address.resolved({key: [value] for key, value in query.items()}, "city", DATES, CHOICES)


def test_an_empty_address_shows_the_newest_date_against_the_one_before():
    assert resolve() == (Context("city", SEPTEMBER, JUNE), [])


def test_an_address_gives_back_the_context_it_was_made_from():
    context = Context("city", JUNE, MARCH, (("department", "Roads"), ("department", "Water"), ("objective", "O1")))
    assert address.resolved(context.query(), "city", DATES, CHOICES) == (context, [])


def test_a_context_without_comparison_stays_without():
    context = Context("city", JUNE, None)
    assert context.query()["compare"] == ["none"]
    assert address.resolved(context.query(), "city", DATES, CHOICES) == (context, [])


def test_the_first_date_has_nothing_to_be_compared_with():
    assert resolve(as_of="2026-03-31") == (Context("city", MARCH, None), [])


def test_a_date_without_report_falls_back_to_the_one_before_and_says_so():
    context, notes = resolve(as_of="2026-08-15")
    assert context.as_of == JUNE
    assert notes == ["Nothing was reported as of 15 Aug 2026; 30 Jun 2026 is shown."]


def test_a_date_after_the_last_that_is_shown_is_said_to_be_not_published():
    asked = {"as_of": ["2026-10-31"], "compare": ["2026-10-31"]}
    context, notes = address.resolved(asked, "city", DATES, CHOICES, until=SEPTEMBER)
    assert (context.as_of, context.compared_with) == (SEPTEMBER, JUNE)
    assert notes == [
        "31 Oct 2026 is not published; 30 Sep 2026 is shown.",
        "31 Oct 2026 is not published, so nothing is compared with it; 30 Jun 2026 is used.",
    ]


def test_a_date_before_the_last_that_is_shown_was_not_reported():
    notes = address.resolved({"as_of": ["2026-08-15"]}, "city", DATES, CHOICES, until=SEPTEMBER)[1]
    assert notes == ["Nothing was reported as of 15 Aug 2026; 30 Jun 2026 is shown."]


def test_a_date_before_all_reports_shows_the_newest():
    assert resolve(as_of="2020-01-01")[0].as_of == SEPTEMBER


def test_a_word_that_is_no_date_is_named():
    context, notes = resolve(as_of="soon")
    assert context.as_of == SEPTEMBER
    assert notes == ['The address asks for "soon", which is not a date; 30 Sep 2026 is shown.']


def test_a_comparison_that_is_not_earlier_falls_back_and_says_so():
    context, notes = resolve(as_of="2026-06-30", compare="2026-09-30")
    assert context.compared_with == MARCH
    assert notes == ["A comparison with 30 Sep 2026 is not possible as of 30 Jun 2026; 31 Mar 2026 is used."]


def test_an_unknown_value_of_a_filter_is_left_out_and_named():
    context, notes = address.resolved({"department": ["Water", "Moon"]}, "city", DATES, CHOICES)
    assert context.filters == (("department", "Water"),)
    assert notes == ['No project has department "Moon" at this date; that filter is left out.']


def test_an_unknown_portfolio_is_named_and_the_first_is_shown():
    assert address.wanted_portfolio({"portfolio": ["moon"]}, ["city", "nyc"], none)[0] == "city"
    assert "moon" in address.wanted_portfolio({"portfolio": ["moon"]}, ["city", "nyc"], none)[1][0]
    assert address.wanted_portfolio({"portfolio": ["nyc"]}, ["city", "nyc"], none) == ("nyc", [])
    assert address.wanted_portfolio({"portfolio": ["nyc"]}, [], none) == (None, [])


def test_an_address_without_a_portfolio_opens_the_usual_one():
    assert address.wanted_portfolio({}, ["city", "nyc"], lambda: "nyc") == ("nyc", [])
    assert address.wanted_portfolio({"portfolio": ["moon"]}, ["city", "nyc"], lambda: "nyc")[0] == "nyc"
    assert address.wanted_portfolio({}, ["city", "nyc"], none) == ("city", []), "all are empty"
    assert address.wanted_portfolio({}, ["city"], lambda: "gone") == ("city", [])


def test_a_portfolio_without_dates_has_neither_date_nor_filters():
    assert address.resolved({"as_of": ["2026-06-30"]}, "city", [], {}) == (Context("city"), [])


def test_moving_the_date_takes_a_comparison_with_the_period_before_along():
    assert address.moved_to(Context("city", SEPTEMBER, JUNE), JUNE, DATES) == Context("city", JUNE, MARCH)


def test_moving_the_date_keeps_a_comparison_chosen_by_hand_while_it_is_earlier():
    assert address.moved_to(Context("city", SEPTEMBER, MARCH), JUNE, DATES).compared_with == MARCH
    assert address.moved_to(Context("city", SEPTEMBER, MARCH), MARCH, DATES).compared_with is None
    assert address.moved_to(Context("city", JUNE, None), SEPTEMBER, DATES).compared_with is None


def test_filters_keep_the_order_of_the_dimensions():
    context = address.filtered(Context("city", JUNE, None, (("objective", "O1"),)), "department", ["Water"])
    assert context.filters == (("department", "Water"), ("objective", "O1"))
    assert address.filtered(context, "department", []).filters == (("objective", "O1"),)


def test_only_parameters_of_the_context_are_its_own():
    assert address.own({"project": ["7"], "phase": ["Design"], "as_of": []}) == {"phase": ["Design"]}


def test_parameters_are_replaced_added_and_removed():
    query = address.merged({"portfolio": ["a"], "phase": ["x"]}, {"phase": None, "project": "P 1", "as_of": JUNE})
    assert address.encoded(query) == "portfolio=a&project=P+1&as_of=2026-06-30"


@given(st.dictionaries(st.sampled_from([*address.OWN]), st.lists(st.text(max_size=12), max_size=3)))
def test_no_address_breaks_the_page(query):
    context, notes = address.resolved(query, "city", DATES, CHOICES)
    assert context.as_of in DATES
    assert context.compared_with is None or context.compared_with < context.as_of
    assert all(value in CHOICES.get(dimension, {}) for dimension, value in context.filters)
    assert all(note.endswith(".") for note in notes)
