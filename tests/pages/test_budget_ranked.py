"""The ranked list of the Budget page through the shell: what is taken out takes no money, and the counts agree."""

import pytest

from tests.pages.test_budget import opened, title, words
from tests.services import funding_works

LOOK = {"budget_look": "Ranked list", "budget_keep": "false", "budget_rank": "Reported priority"}


@pytest.fixture(autouse=True)
def works(sqlite_url):
    return funding_works.store()


def listed(at):
    return next(one.value for one in at.dataframe if "In the list" in one.value).set_index("Project")


def test_a_project_left_out_by_hand_takes_no_money_and_is_counted_apart():
    at = opened(**LOOK, budget_total="1.75", budget_out="Library", budget_reasons='[["D 2","Sold"]]')
    assert "3 of 4 projects are funded beside 2 above the line: all that is not taken out fits." in words(at)
    assert "Taken out, and no money spent on them: 1 by hand." in words(at)
    assert "buys 37% of the value, as much as the best selection" in words(at)
    assert "37% of their strategic value" in title(at)
    at.segmented_control("budget_waterline_as").set_value("Table").run()
    rows = listed(at)
    assert rows.loc["Library", "In the list"] == "Taken out by hand: Sold"
    assert next(rows[name] for name in rows if name.startswith("Money taken")).iloc[-1] == 1.45
    assert rows.drop("Library")["Cost to go, $"].sum() == 1450


def test_a_project_that_a_rule_takes_out_says_by_which():
    at = opened(**LOOK, budget_total="1.75", budget_rules='[["excludes",["D 2","D 4"]]]')
    assert "Taken out, and no money spent on them: 1 by rules." in words(at)
    at.segmented_control("budget_waterline_as").set_value("Table").run()
    assert listed(at).loc["Depot", "In the list"] == "Taken out: Library or Depot, not both"


def test_where_what_is_funded_is_kept_the_list_says_why_the_headline_buys_something_else():
    at = opened(budget_look="Ranked list")
    assert "63%" in title(at)
    assert "The choice at the head of the page keeps what is funded and buys 63%." in words(at)
    assert "keeps what is funded" not in words(opened(**LOOK))


def test_with_options_a_project_left_out_says_so_and_shows_no_inner_names():
    at = opened(**LOOK, budget_total="1.75", budget_out="Depot", budget_live=["Reduce", "Stop"])
    assert not at.exception
    at.segmented_control("budget_waterline_as").set_value("Table").run()
    reasons = listed(at)["In the list"]
    assert set(reasons[reasons.index.str.startswith("Depot: ") & (reasons != "In")]) == {"Taken out by hand"}
    assert not reasons.str.contains("choice:").any()
