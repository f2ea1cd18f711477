"""The total of the Budget page: exact as typed or linked, one click to the next better set, and where it starts."""

import pytest

from tests.pages.test_budget import FREE, opened, title, words
from tests.services import funding_works
from ui.filters.budget_total import EXACT, TOTAL

START = "A place to start, not a budget: the work above the line, and 60% of what the rest costs."


@pytest.fixture(autouse=True)
def works(sqlite_url):
    return funding_works.store()


def test_an_amount_typed_between_two_steps_of_the_slider_counts_as_typed():
    at = opened(**FREE)
    at.number_input(EXACT).set_value(1413.37).run()
    assert title(at).startswith("$513 is yours to decide")
    assert at.slider(TOTAL).value == 1.41


def test_a_link_brings_the_exact_amount_back():
    at = opened(**{EXACT: "1413.37"}, **FREE)
    assert title(at).startswith("$513 is yours to decide")
    assert at.number_input(EXACT).value == 1413.37


def test_moving_the_slider_lets_it_speak_again():
    at = opened(**{EXACT: "1413.37"}, **FREE)
    at.slider(TOTAL).set_value(1.2).run()
    assert at.number_input(EXACT).value is None
    assert title(at).startswith("$300 is yours to decide")


def test_an_exact_amount_outside_what_can_be_chosen_is_said_not_to_be_followed():
    at = opened(**{EXACT: "99"})
    assert 'the exact total cannot be "99", so the usual stands' in words(at)


def test_one_click_raises_the_total_to_exactly_the_next_better_set():
    at = opened(budget_total="1.2", **FREE)
    before = title(at)
    assert "buys the next better set: adds Bridge" in words(at)
    at.button("budget_raise").click().run()
    assert title(at) != before
    assert "in comes Bridge; nothing goes" in words(at)


def test_until_it_is_moved_the_total_says_that_it_is_a_place_to_start():
    at = opened()
    assert START in words(at)
    at.slider(TOTAL).set_value(1.2).run()
    assert START not in words(at)
    at.number_input(EXACT).set_value(1410.0).run()
    assert START not in words(at)


def test_where_a_project_comes_in_before_the_next_better_set_it_is_said_to_add_no_value():
    at = opened(budget_total="1.5")
    assert "Raising the total by $250 buys the next better set: adds Bridge and Pumps." in words(at)
    assert ["Pumps", "total +$50"] in at.dataframe[0].value[["Project", "Changes at"]].to_numpy().tolist()
    assert "what comes in below total +$250 adds no value" in words(at)
    at.slider(TOTAL).set_value(1.41).run()
    assert "adds no value" not in words(at)


def test_the_answer_stands_above_the_controls_as_a_phone_draws_them_one_below_the_other():
    drawn = [element.type for element in _all(opened().main)]
    assert drawn.index("metric") < drawn.index("slider")


def _all(block):
    for child in block.children.values():
        yield from _all(child) if hasattr(child, "children") else (child,)
