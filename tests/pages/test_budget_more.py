"""Further looks of the Budget page through the shell: three objectives, size, and changes to a saved scenario."""

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from services import chances
from tests.services import funding_works, plans_kept
from ui.cached import budget_more as cached
from ui.navigation import entry
from ui.parts import budget_against, budget_closer, budget_size, budget_three

ROOT = Path(__file__).resolve().parents[2]
LOOKS = {
    "three": ("Three objectives", budget_three.draw),
    "size": ("Size", budget_size.draw),
    "against": ("Against a scenario", budget_against.draw),
}


@pytest.fixture(autouse=True)
def looks(monkeypatch):
    for name, look in LOOKS.items():
        monkeypatch.setitem(budget_closer.LOOKS, name, look)


@pytest.fixture
def works(sqlite_url):
    return funding_works.store()


@pytest.fixture
def predicted(monkeypatch):
    rows = pd.DataFrame({"project_key": ["M-1", "D 1", "D 2"], "probability": [0.9, 0.3, 0.5]})
    made = chances.Chances(
        rows.assign(slip_reason="", slip_none=""), "12m", 30, "within 12 months", None, 0.1, "table", ""
    )
    monkeypatch.setattr(chances, "at", lambda scope, as_of: made)


def opened(look: str, **query: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
    for key, value in {"budget_look": look, "budget_keep": "false", **query}.items():
        at.query_params[key] = value
    at.switch_page(str(entry("budget").path))
    at.run()
    assert not at.exception
    return at


def words(at: AppTest) -> str:
    parts = (*at.markdown, *at.caption, *at.header)
    return " ".join(part.value for part in parts).replace("\\", "")


def test_the_reader_chooses_what_is_weighed_beside_value_and_cost(works, predicted):
    at = opened("Three objectives")
    assert at.selectbox("budget_third").options == ["Expected slips", "Contribution to Safe", "Contribution to Green"]
    assert "The present selection has 1.7 expected slips. For no more money 1.4 can be had" in words(at)
    assert "3 projects have no prediction and count as none" in words(at)
    assert "Each is proven." in words(at)
    at.selectbox("budget_third").set_value("objective:O1").run()
    assert not at.exception
    assert "The present selection brings 24 points of contribution." in words(at)


def test_the_table_says_of_each_selection_how_sure_it_is_and_which_is_the_present_one(works, predicted):
    at = opened("Three objectives")
    at.segmented_control("budget_three_as").set_value("Table").run()
    said = next(frame.value["How sure"] for frame in at.dataframe if "How sure" in frame.value).tolist()
    assert said.count("Proven; the present selection") == 1
    assert set(said) == {"Proven", "Proven; the present selection"}


def test_what_takes_long_is_worked_out_on_a_click(works, predicted, monkeypatch):
    monkeypatch.setattr(cached, "AT_ONCE", 0.0)
    at = opened("Three objectives")
    assert "time ran out" in words(at)
    at.button("budget_three_go").click().run()
    assert not at.exception
    assert "Each is proven." in words(at)
    at.run()
    assert "Each is proven." in words(at)
    assert "budget_three_go" not in [button.key for button in at.button]


def test_where_nothing_else_is_known_the_page_says_what_could_be_weighed(sqlite_url):
    funding_works.store("bare", ratings=False)
    at = opened("Three objectives")
    assert "Nothing to weigh beside value and cost" in words(at)


def test_the_choice_is_told_by_size(works):
    at = opened("Size")
    assert "Too few projects are in or out" in words(at)
    table = at.dataframe[-1].value
    assert table["By cost to go"].iloc[0] == "Smallest quarter"
    assert table["In"].str.contains(" of ").all()


def test_where_all_count_the_same_size_is_no_question(works):
    at = opened("Size", budget_value="Equal value")
    assert "All projects count the same here" in words(at)


def test_without_a_scenario_the_page_says_how_to_save_one(works):
    at = opened("Against a scenario")
    assert "No scenario is saved yet" in words(at)


def test_changes_to_a_scenario_are_those_worth_the_threshold(works):
    plans_kept.kept(works, "Lean", 1_200)
    at = opened("Against a scenario")
    assert "Worth more than 1% each: adds Bridge" in words(at)
    assert "Changes to Lean" in words(at)
    assert at.dataframe[-1].value["Project"].tolist() == ["Bridge"]
    assert at.slider("budget_threshold").value == 1.0


def test_the_scenario_that_the_page_was_opened_from_is_the_reference(works):
    first = plans_kept.kept(works, "Lean", 1_200)
    plans_kept.kept(works, "Full", 1_410)
    at = opened("Against a scenario", from_scenario=f"{first}.1")
    assert at.selectbox("budget_reference").value == first
    at.selectbox("budget_reference").set_value(first + 1).run()
    assert "No change is worth more than 1% of the value." in words(at)
