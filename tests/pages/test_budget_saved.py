"""A plan kept on the Budget page holds all that reopens it, also what nobody moved."""

import pytest

from services import scenarios
from tests.pages.test_budget import opened
from tests.services import funding_works


@pytest.fixture
def scope(sqlite_url):
    return funding_works.store()


def test_the_total_is_in_the_address_of_a_plan_although_the_slider_stayed_where_it_opened(scope):
    at = opened()
    at.text_input("budget_save_name").set_value("As it opened")
    at.button("budget_save_new").click().run()
    assert not at.exception
    kept = scenarios.read(scope, scenarios.listing(scope)[0].number)
    assert float(kept.statement["address"]["budget_total"]) == at.slider("budget_total").value
