"""What the list of attention leaves out is known: questions that nobody could ask, and the largest money."""

import pytest

from services import attention_left_out, portfolio_view, portrait
from tests.services import town


@pytest.fixture
def found(sqlite_url):
    scope = town.store(town.MAY)
    return portrait.read(scope, town.MAY)


def test_what_no_project_reports_was_not_looked_at(found):
    assert attention_left_out.looked_at(found, compared=False) == {
        "changes": False,
        "disagreement": True,
        "chances": False,
        "asks": False,
    }


def test_the_most_money_times_chance_is_named_only_where_it_is_not_listed(found):
    listed = portfolio_view.attention(found, None)
    assert attention_left_out.largest(found, listed) is None, "nothing is predicted"
    found.projects["probability"] = 0.5
    assert "W1" not in set(listed["project_key"])
    larger = attention_left_out.largest(found, listed)
    assert (larger["project_key"], larger["cost_to_go"]) == ("W2", 110_000_000)
    every = portfolio_view.attention(found, None).assign(project_key="W2")
    assert attention_left_out.largest(found, every) is None
    assert attention_left_out.largest(found, listed, (("department", "Roads"),)) is None, "R1, the largest, is listed"
