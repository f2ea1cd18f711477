"""A link to the Budget page that cannot be followed whole says so, once, until the reader changes something."""

import pytest

from tests.pages.test_budget import opened, title, words
from tests.services import funding_works

SAID = "Of this link"


@pytest.fixture(autouse=True)
def works(sqlite_url):
    return funding_works.store()


def said(**query: str | list[str]) -> str:
    at = opened(**query)
    assert not at.exception
    found = [one.value.replace("\\", "") for one in at.caption if one.value.startswith(SAID)]
    assert len(found) <= 1
    return found[0].partition("could not be followed: ")[2] if found else ""


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"budget_total": "abc"}, 'the total "abc" is no number, so the usual total stands.'),
        ({"budget_total": "99"}, 'the total "99" lies outside what can be chosen, so the usual total stands.'),
        ({"budget_in": ["Depot", "Nowhere"]}, 'project "Nowhere" is not among the candidates.'),
        ({"budget_in": "Dam safety"}, "Dam safety stands above the line in any case."),
        ({"budget_out": "Dam safety"}, "Dam safety stands above the line in any case, so it cannot be out."),
        ({"budget_in": "Depot", "budget_out": "Depot"}, "Depot must be in, so it cannot be out as well."),
        ({"budget_value": "Wealth"}, 'what counts as value cannot be "Wealth", so the usual stands.'),
        ({"budget_years": ["FY28", "FY99"]}, 'no year "FY99" can have a limit.'),
        ({"budget_also": "Gold"}, 'there is no limit "Gold".'),
        ({"budget_off": "0123456789"}, "1 rule switched off is not among the rules here."),
        ({"budget_rules": '[["excludes",["D 1"'}, "1 rule stated by hand cannot be read, so it does not hold."),
        ({"budget_keep": "maybe"}, 'whether what is funded stays cannot be "maybe", so the usual stands.'),
        ({"budget_held": "-3"}, 'what is held for risk cannot be "-3", so the usual stands.'),
    ],
)
def test_each_thing_that_cannot_be_followed_is_said_below_the_headline(query, sentence):
    assert said(**query) == sentence


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"budget_total": "1.41", "budget_keep": "true", "budget_value": "Strategic value"},
        {"budget_total": "1.5", "budget_in": ["Depot", "Bridge"], "budget_out": "Library", "budget_keep": "TRUE"},
        {"budget_total": "1.5", "budget_in": "Bridge", "budget_keep": "FALSE", "budget_carry": "true"},
        {"budget_value": "Ratings by category", "budget_rating_water": "Extreme", "budget_rating_roads": "Strong"},
        {"budget_value": "Expected value", "budget_held": "0.0002", "budget_years": "FY28", "budget_shared": "true"},
        {"budget_live": "Reduce", "budget_partial": "Bridge", "budget_look": "Board", "budget_list": "Left out"},
        {"budget_rules": '[["excludes",["D 1","D 2"]]]', "budget_nothing": "of ours", "project": "D 1"},
        {"budget_look": "Nowhere to be seen"},
    ],
)
def test_of_an_address_that_is_fine_or_speaks_of_other_things_nothing_is_said(query):
    assert said(**query) == ""


def test_several_things_stand_in_one_sentence_and_the_rest_of_the_link_holds():
    at = opened(budget_total="abc", budget_in=["Nowhere", "Depot"], budget_keep="false")
    assert words(at).count(SAID) == 1
    assert "Of this link, 2 things could not be followed" in words(at)
    assert at.multiselect("budget_in").value == ["D 4"]


def test_it_stays_while_nothing_changes_and_goes_with_the_first_change():
    at = opened(budget_total="abc", budget_off="0123456789")
    assert SAID in words(at)
    at.run()
    assert SAID in words(at)
    at.slider("budget_total").set_value(1.2).run()
    assert SAID not in words(at)
    at.slider("budget_total").set_value(1.41).run()
    assert SAID not in words(at)


def test_a_valid_total_moved_afterwards_is_not_taken_for_a_link():
    at = opened(budget_total="1.5", budget_in="Depot")
    for total in (1.2, 1.6):
        at.slider("budget_total").set_value(total).run()
        assert SAID not in words(at)
    at.multiselect("budget_in").set_value([]).run()
    assert SAID not in words(at)


def test_it_is_said_too_where_nothing_can_be_chosen():
    at = opened(budget_total="0.9", budget_in=["Depot", "Nowhere"])
    assert title(at).startswith("Nothing can be chosen.")
    assert 'project "Nowhere" is not among the candidates' in words(at)
