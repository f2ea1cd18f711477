"""What a reader states by hand on the Budget page: reasons of decisions, and bounds that bear their unit."""

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from models.selection_needs import OwnCost
from tests.services import funding_works
from ui.cached import budget_looks
from ui.navigation import entry

ROOT = Path(__file__).resolve().parents[2]


def opened(**query: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    at.switch_page(str(entry("budget").path))
    return at.run()


def words(at: AppTest) -> str:
    return " ".join(part.value for part in (*at.markdown, *at.caption)).replace("\\", "")


@pytest.fixture
def works(sqlite_url):
    return funding_works.store()


def test_a_reason_given_for_a_project_by_hand_stands_in_the_address_and_the_list(works):
    at = opened(budget_in="Depot")
    at.text_input("budget_reason_D 4").set_value("  Promised to *all* ").run()
    assert not at.exception
    assert '[["D 4","Promised to *all*"]]' in at.query_params["budget_reasons"]
    rows = at.dataframe[-1].value.set_index("Project")
    assert rows.loc["Depot", "By hand"] == "forced in: Promised to *all*"
    at.multiselect("budget_in").set_value([]).run()
    assert "budget_reasons" not in at.query_params


def test_an_address_brings_its_reasons_along_and_they_are_shown_beside_the_price(works):
    at = opened(
        budget_in="Depot", budget_reasons='[["D 4","Promised"],["D 1","not by hand"]]', budget_look="Other sets"
    )
    assert at.text_input("budget_reason_D 4").value == "Promised"
    assert "Depot is in by hand: Promised" in at.dataframe[-1].value.iloc[:, 0].tolist()


def test_the_answer_why_shows_the_reason_of_a_decision_by_hand_and_takes_another(works, monkeypatch):
    def clicked(frame, *_, key, **_more):
        return frame.index[frame["project_key"] == "D 4"][0] if key.startswith("budget_projects") else None

    monkeypatch.setattr("ui.blocks.table", clicked)
    at = opened(budget_in="Depot", budget_reasons='[["D 4","Promised"]]')
    assert "In by hand: Promised." in words(at)
    at.text_input("budget_why_reason_D 4").set_value("Asked for by law").run()
    assert not at.exception
    assert '[["D 4","Asked for by law"]]' in at.query_params["budget_reasons"]


def test_the_answer_why_calls_no_project_in_that_waits_for_its_turn(works, monkeypatch):
    def clicked(frame, *_, key, **_more):
        return frame.index[0] if key.startswith("budget_projects_left") else None

    def free(*arguments):
        return replace(told(*arguments), inside=True, loss=2.0, enters=(), on_top=None, own_cost=OwnCost(4.21, True))

    told = budget_looks.why
    monkeypatch.setattr("ui.blocks.table", clicked)
    monkeypatch.setattr(budget_looks, "why", free)
    at = opened(budget_total="1.41")
    at.segmented_control("budget_list").set_value("left").run()
    assert "It waits: what more money buys next comes first." in words(at)
    assert "it would be in, because nothing that fits instead is worth anything" in words(at)
    assert "In that set: - " in words(at)
    assert "**In**" not in words(at)


def test_the_bounds_of_a_group_bear_the_unit_of_what_is_counted(works):
    at = opened(budget_look="Rules", budget_total="1.41", budget_keep="false")
    at.selectbox("budget_new_kind").set_value("group").run()
    assert at.number_input("budget_new_low_count").label == "At least, projects"
    at.selectbox("budget_new_measure").set_value("money").run()
    assert at.number_input("budget_new_high_money").label == "At most, $ m"
    at.selectbox("budget_new_measure").set_value("objective").run()
    assert "budget_new_group" not in {one.key for one in at.selectbox}
    at.number_input("budget_new_low_objective").set_value(90.0)
    at.button("FormSubmitter:budget_new_rule-Add the rule").click().run()
    assert not at.exception
    assert any(one.label.endswith("at least 90%") for one in at.toggle)
