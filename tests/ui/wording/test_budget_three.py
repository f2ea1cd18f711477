"""Three objectives in words: gains and losses, a search that is not complete, and what is not known."""

from ui.wording import budget_three


def test_more_value_for_less_of_what_is_feared_is_said_as_a_gain():
    said = budget_three.finding("slips", {"share": 0.6, "third": 40.0}, {"share": 0.7, "third": 38.0}, "USD")
    assert said.endswith("For no more money 38.0 can be had with 10.0 points of value more.")
    same = budget_three.finding("objective:O1", {"share": 0.6, "third": 40.0}, {"share": 0.6, "third": 52.0}, "USD")
    assert same.endswith("brings 40 points of contribution. For no more money 52 points can be had for as much value.")


def test_a_search_that_is_not_complete_says_so_far():
    said = budget_three.finding("risk", {"share": 0.6, "third": 4e6}, None, "USD", complete=False)
    assert said.endswith("none was found so far that is better in this.")


def test_one_project_without_a_prediction_counts_as_none():
    said = budget_three.base("slips", 1, 0.0, "within 12 months", "USD")
    assert said.endswith("; 1 project has no prediction and counts as none.")
    assert budget_three.base("risk", 0, 1e6, "", "USD").startswith("Chance times cost of the open threats")
