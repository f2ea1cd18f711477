"""The Budget page through the shell: finding, moves, overrides, the address, and what it says where little is known."""

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.services import funding_works
from ui.navigation import entry

ROOT = Path(__file__).resolve().parents[2]

LABELS = ["Strategic value", "Cost of the choice", "Funded by choice", "Held back by"]


def opened(**query: str | list[str]) -> AppTest:
    at = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    at.switch_page(str(entry("budget").path))
    return at.run()


def title(at: AppTest) -> str:
    assert not at.exception
    return at.title[0].value.replace("\\", "")


def words(at: AppTest) -> str:
    return " ".join(part.value for part in (*at.markdown, *at.caption)).replace("\\", "")


@pytest.fixture
def works(sqlite_url):
    return funding_works.store()


FREE = {"budget_keep": "false"}


def test_the_page_opens_with_what_is_yours_to_decide_and_keeps_what_is_funded(works):
    at = opened()
    assert title(at) == "$510 is yours to decide: it buys 1 of 4 projects and 63% of their strategic value."
    assert "Keeping what is funded gives up 31.6 points of value against a free choice." in words(at)


def test_without_keeping_the_best_set_of_all_is_chosen(works):
    at = opened(**FREE)
    assert title(at) == "$510 is yours to decide: it buys 2 of 4 projects and 95% of their strategic value."
    assert "Keeping what is funded" not in words(at)
    assert "$600 is mandatory, $300 is committed, $510 is yours to decide." in words(at)
    assert [metric.label for metric in at.metric] == LABELS
    assert "of the value of the 4 candidates; at least" in words(at)


def test_moving_the_total_says_what_came_in_and_what_went(works):
    at = opened(**FREE)
    at.slider("budget_total").set_value(1.2).run()
    assert title(at).startswith("$300 is yours to decide")
    assert "Since you began at $1.41 k: nothing comes in; out goes Bridge." in words(at)
    at.slider("budget_total").set_value(1.75).run()
    assert "Since you began at $1.41 k: in comes Depot; nothing goes." in words(at)
    assert "Since the last step, $1.2 k: in come Bridge and Depot; nothing goes." in words(at)
    at.button("budget_compare").click().run()
    at.slider("budget_total").set_value(1.2).run()
    assert "Since the $1.75 k you compare from: nothing comes in; out go Bridge and Depot." in words(at)


def test_the_slider_and_the_sentences_write_the_same_amount_alike(works):
    at = opened(budget_total="1.5")
    assert at.slider("budget_total").proto.format == "$%.3g k"
    assert "Of $1.5 k" in words(at)


def test_a_year_can_be_limited_and_is_then_named_as_what_holds_back(works):
    at = opened(budget_total="1.75", budget_years="FY28", **FREE)
    at.slider("budget_year_1").set_value(at.slider("budget_year_1").min).run()
    assert not at.exception
    assert at.metric[3].value == "FY28"


def test_years_that_share_the_total_say_what_drives(works):
    at = opened(budget_total="1.5", budget_years="FY28", budget_shared="true", **FREE)
    assert not at.exception
    assert "The total drives: FY27 gets" in words(at)
    assert "of what the years with a limit leave." in words(at)
    at.toggle("budget_carry").set_value(True).run()
    assert "buys" in title(at)


def test_a_rule_stated_by_hand_holds_is_priced_and_goes_with_one_click(works):
    at = opened(budget_look="Rules", budget_total="1.41", **FREE)
    assert "No rule links these projects" in words(at)
    at.selectbox("budget_new_kind").set_value("excludes").run()
    at.selectbox("budget_new_first").set_value("D 1")
    at.selectbox("budget_new_second").set_value("D 2")
    at.text_input("budget_new_reason").set_value("one site")
    at.button("FormSubmitter:budget_new_rule-Add the rule").click().run()
    assert not at.exception
    assert "2 of 4" not in title(at)
    assert "costs 31.6 points of value; by hand (one site)" in words(at)
    rule = next(one for one in at.toggle if one.label == "Bridge or Library, not both")
    rule.set_value(False).run()
    assert "2 of 4" in title(at)
    assert "would cost 31.6 points of value" in words(at)


def test_an_address_brings_its_rules_along(works):
    at = opened(budget_rules='[["excludes",["D 1","D 2"]]]', budget_total="1.41", **FREE)
    assert "2 of 4" not in title(at)


def test_where_rules_leave_nothing_one_of_them_can_be_switched_off_there(works):
    at = opened(
        budget_rules='[["excludes",["D 1","D 2"]]]', budget_in=["Bridge", "Library"], budget_total="1.75", **FREE
    )
    assert title(at).startswith("Nothing can be chosen.")
    assert "Ignore that Bridge and Library exclude each other." in words(at)
    next(one for one in at.toggle if one.label == "Bridge or Library, not both").set_value(False).run()
    assert title(at).startswith("$850 is yours to decide")


@pytest.mark.parametrize("look", ["Ranked list", "By year", "Rules", "Other sets", "How safe", "Decided already"])
def test_every_closer_look_opens(works, look):
    at = opened(budget_look=look)
    assert not at.exception


def test_a_project_forced_in_has_its_price(works):
    at = opened()
    at.multiselect("budget_in").set_value(["D 4"]).run()
    assert "1 project decided by hand costs" in words(at)
    at.slider("budget_total").set_value(at.slider("budget_total").min).run()
    assert title(at) == "Nothing can be chosen. What must be in takes $1.15 k; the total is $900."
    assert "Raise the total by $250." in words(at)
    assert "Let go of Depot, which is in by hand." in words(at)
    assert not at.metric
    assert not at.get("plotly_chart")


def test_the_address_brings_back_every_choice(works):
    at = opened(budget_total="1.5", budget_out="Library", budget_value="Equal value", budget_list="Left out")
    assert title(at) == "$600 is yours to decide: it buys 3 of 4 projects."
    assert at.multiselect("budget_out").value == ["D 2"]
    assert at.header[-1].value == "Left out"


def test_values_bear_their_own_names(works):
    at = opened()
    at.selectbox("budget_value").set_value("priority").run()
    assert "of their reported priority" in title(at)
    at.selectbox("budget_value").set_value("category").run()
    at.selectbox("budget_rating_water").set_value("extreme").run()
    assert "of their value rated by category" in title(at)


def test_without_classes_years_or_ratings_all_is_yours_to_decide(sqlite_url):
    funding_works.store("poor", classes=False, years=False, ratings=False)
    at = opened()
    assert "buys" in title(at)
    assert "yours to decide:" not in title(at)
    assert "No investment class is known" in words(at)
    assert "Impact ratings, priorities and expected values are missing" not in words(at)
    assert [slider.key for slider in at.slider] == ["budget_total"]


def test_where_nothing_is_rated_and_no_status_known_the_page_says_what_it_takes_instead(sqlite_url, monkeypatch):
    bare = funding_works.projects().assign(
        status=None, priority=None, expected_value=pd.array([None] * 9, dtype="Int64"), investment_class=None
    )
    monkeypatch.setattr(funding_works, "projects", lambda: bare)
    funding_works.store("bare", years=False, ratings=False)
    at = opened()
    assert "Impact ratings, priorities and expected values are missing" in words(at)
    assert "No status is reported: all count as active." in words(at)
    assert "projects, the cheapest first" in words(at)
    assert "Status" not in at.dataframe[-1].value.columns


def test_where_no_project_has_a_cost_the_page_says_what_to_bring(sqlite_url, monkeypatch):
    bare = funding_works.projects().assign(forecast_cost=None, actual_cost=None)
    monkeypatch.setattr(funding_works, "projects", lambda: bare)
    funding_works.store("bare", years=False, ratings=False)
    at = opened()
    assert title(at) == "Which projects does this money buy?"
    assert "No project has a cost" in [head.value for head in at.header]


def test_where_all_is_above_the_line_nothing_is_left_to_decide(sqlite_url, monkeypatch):
    above = funding_works.projects().assign(investment_class="mandatory")
    monkeypatch.setattr(funding_works, "projects", lambda: above)
    funding_works.store("above")
    assert "Nothing is left to decide" in [head.value for head in opened().header]


def test_where_nothing_is_worth_anything_another_value_can_be_chosen(works):
    at = opened()
    at.selectbox("budget_value").set_value("category").run()
    for category in ("roads", "venues", "water"):
        at.selectbox(f"budget_rating_{category}").set_value("none").run()
    assert "No candidate is worth anything by this measure" in [head.value for head in at.header]
    at.selectbox("budget_value").set_value("equal").run()
    assert title(at).startswith("$510 is yours to decide")


def test_with_options_an_option_that_changes_nothing_is_no_move(works):
    at = opened(budget_total="1.41", **FREE)
    at.session_state["budget_live"] = ["reduce"]
    at.run()
    assert not at.exception
    assert ": continue" not in words(at)
    assert "not funded" not in words(at)


def test_a_decision_by_hand_does_not_bear_the_price_of_keeping(works):
    at = opened()
    assert "gives up 31.6 points" in words(at)
    at.multiselect("budget_in").set_value(["D 2"]).run()
    assert "1 project decided by hand costs nothing." in words(at)
    assert "gives up 31.6 points" in words(at)


def test_what_is_kept_is_not_called_decided_by_hand(works):
    assert "by hand" not in words(opened(budget_look="Other sets"))
