"""A selection held against a scenario, in words."""

from ui.wording import budget_against


def test_projects_that_are_no_candidates_any_more_are_counted():
    assert budget_against.gone([]) == ""
    assert budget_against.gone(["A", "B"]) == "2 projects of the scenario are no candidates any more: A and B."
