"""The Scenarios page through the shell: one plan by its link, several side by side, changed, decided, run again."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from services import access, scenarios, states
from tests.services import funding_works, plans_kept
from tests.services.funding_works import AS_OF, ME
from ui.navigation import entry

ROOT = Path(__file__).resolve().parents[2]
YOU = access.Actor("somebody else", "admin")


def opened(**query: str | list[str]) -> AppTest:
    at = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    at.switch_page(str(entry("scenarios").path))
    at.run()
    assert not at.exception
    return at


def title(at: AppTest) -> str:
    return at.title[0].value.replace("\\", "")


def words(at: AppTest) -> str:
    parts = (*at.markdown, *at.caption, *at.header, *at.subheader)
    return " ".join(part.value for part in parts).replace("\\", "")


def refusal(at: AppTest) -> str:
    return f"{at.error[0].proto.title} {at.error[0].value}".replace("\\", "")


@pytest.fixture
def scope(sqlite_url):
    return funding_works.store()


@pytest.fixture
def two(scope):
    return plans_kept.kept(scope, "Lean", 1_200), plans_kept.kept(scope, "Full", 1_650, note="For the board")


def test_without_a_plan_the_page_says_how_to_keep_one(scope):
    at = opened()
    assert title(at) == "Which plan do we decide on?"
    assert "No plan is kept yet" in [head.value for head in at.header]


def test_a_link_opens_one_plan_with_its_projects(two):
    lean, _ = two
    at = opened(scenario=str(lean))
    assert title(at).startswith("2 plans stand for decision; Full buys most: 3 of 4 projects and 100% of")
    assert [head.value for head in at.subheader] == ["Lean"]
    assert "It funds 1 of 4 projects and" in words(at)
    assert "The data behind it have not moved" in words(at)
    grid = at.dataframe[0].value
    assert dict(zip(grid["Project"], grid["Lean"], strict=True)) == {
        "Library": "● in",
        "Bridge": "○ out",
        "Depot": "○ out",
        "Pumps": "○ out",
        "Dam safety": "■ above the line",
        "Tram depot": "■ above the line",
    }
    assert at.query_params["scenario"] == str(lean)


def test_plans_side_by_side_say_what_tells_them_apart(two):
    at = opened(scenario=[str(number) for number in two])
    figures = at.dataframe[0].value.set_index("Figure")
    assert figures.loc["Cost", "Lean"] == "$1.2 k"
    assert figures.loc["Funded by choice"].tolist() == ["1 of 4", "3 of 4"]
    assert figures.loc["Slips expected of all funded"].tolist() == ["–", "–"]
    assert figures.loc["Held for risk apart"].tolist() == ["$0", "$0"]
    assert "Nothing is predicted for these plans" in words(at)
    assert "Against Lean, Full adds 2 projects: Bridge and Depot. It costs $450 more and brings" in words(at)
    assert len(at.get("plotly_chart")) == 1
    grid = at.dataframe[1].value
    assert sorted(grid["Project"]) == ["Bridge", "Depot"], "only what differs"
    at.toggle("scenarios_all").set_value(True).run()
    assert len(at.dataframe[1].value) == 6
    assert at.query_params["scenario"] == [str(number) for number in two]


def test_an_address_that_names_no_plan_says_so(two):
    at = opened(scenario="99")
    assert "The address names plan 99, which is not here" in words(at)
    assert [head.value for head in at.subheader] == ["Full"]


def test_a_plan_is_copied_locked_and_deleted_by_its_buttons(scope, two):
    lean, _ = two
    at = opened(scenario=str(lean))
    at.button(f"scenarios_lock_{lean}").click().run()
    assert scenarios.read(scope, lean).status == "locked"
    assert f"scenarios_edit_{lean}" not in {button.key for button in at.button}
    at.button(f"scenarios_copy_{lean}").click().run()
    assert not at.exception
    copied = scenarios.listing(scope)[0]
    assert [head.value for head in at.subheader] == ["Copy of Lean"]
    at.button(f"scenarios_gone_{copied.number}").click().run()
    assert not at.exception
    assert copied.number not in [one.number for one in scenarios.listing(scope)]


def test_what_moved_in_the_data_is_told(scope, two):
    from services import edits

    edits.edit_rows(ME, scope, "projects", AS_OF, [{"project_key": "D 2", "forecast_cost": 600}])
    at = opened(scenario=str(two[0]))
    assert (
        "The data behind it have moved by 31 Oct 2026: 1 project dearer. What it funds now costs $100 more."
        in words(at)
    )


PART = """
from services import access, portfolios, scenarios
from tests.services import funding_works
from ui.parts import {module}
from ui.state.view import View

scope = access.scope(funding_works.ME, "works")
view = View(scope, portfolios.facts(scope), funding_works.AS_OF, None)
{call}
"""
EDIT = """
import streamlit as st
held = st.session_state.setdefault("held", scenarios.read(scope, scenarios.listing(scope)[-1].number))
scenarios_dialogs.edit(view, held)
"""


def part(module: str, call: str) -> AppTest:
    """Return what a dialog or popover holds, which a run of the whole page would close."""
    at = AppTest.from_string(PART.format(module=module, call=call), default_timeout=60).run()
    assert not at.exception
    return at


def test_two_people_who_edit_one_plan_see_both_and_lose_nothing(scope):
    number = plans_kept.kept(scope, note="First")
    at = part("scenarios_dialogs", EDIT)
    scenarios.edit(YOU, scope, number, 1, {"note": "Theirs"})
    at.text_area(f"scenarios_note_{number}").set_value("Mine")
    at.button("scenarios_edit_save").click().run()
    assert "has changed" in refusal(at)
    both = at.dataframe[0].value.set_index("What")
    assert both.loc["Note"].tolist() == ["Theirs", "Mine"]
    at.button("scenarios_mine_copy").click().run()
    kept = {one.name: one.note for one in scenarios.listing(scope)}
    assert kept == {"Plan": "Theirs", "Copy of Plan": "Mine"}


def test_mine_can_take_the_place_of_theirs_once_both_were_seen(scope):
    number = plans_kept.kept(scope)
    at = part("scenarios_dialogs", EDIT)
    scenarios.edit(YOU, scope, number, 1, {"note": "Theirs"})
    at.text_area(f"scenarios_note_{number}").set_value("Mine")
    at.button("scenarios_edit_save").click().run()
    at.button("scenarios_mine").click().run()
    assert scenarios.read(scope, number).note == "Mine"


def test_a_decision_shows_the_price_of_its_departures_and_is_entered(scope):
    number = plans_kept.kept(scope, forced_in=("D 4",))
    at = part("scenarios_dialogs", f"scenarios_dialogs.decide(view, scenarios.read(scope, {number}))")
    assert "It gives up 57.9 points of the value against the best" in words(at)
    rows = at.dataframe[0].value.set_index("Project")
    assert rows.loc["Depot"].tolist() == ["● in", "○ out", "57.9 points"]
    at.button("scenarios_commit").click().run()
    assert "Nobody is named" in refusal(at)
    at.text_input("scenarios_by").set_value("Committee")
    at.text_area("scenarios_why").set_value("Depot is promised")
    at.button("scenarios_commit").click().run()
    later = access.scope(ME, scope.portfolio)
    assert scenarios.read(later, number).status == "committed"
    row = states.register(later, "decisions", AS_OF).iloc[0]
    assert (row["reason"], row["outcome"][:28]) == ("Depot is promised", "Fund 2 of 4 projects and 37%")
    page = opened(scenario=str(number))
    assert title(page).startswith("Plan was decided on")
    assert "Committee decided on" in words(page)
    assert "Value given up in all: 57.9 points" in words(page)
    assert f"scenarios_decide_{number}" not in {button.key for button in page.button}


def test_the_reason_of_a_decision_by_hand_stands_in_the_plan_and_beside_its_price(scope):
    told = plans_kept.statement(scope, plans_kept.asked(forced_in=("D 4",)), reasons={"D 4": "Promised to *all*"})
    number = scenarios.save(ME, scope, "Plan", "", told)
    at = part("scenarios_dialogs", f"scenarios_dialogs.decide(view, scenarios.read(scope, {number}))")
    rows = at.dataframe[0].value.set_index("Project")
    assert rows.loc["Depot", "Reason"] == "Promised to *all*"
    at.text_input("scenarios_by").set_value("Committee")
    at.text_area("scenarios_why").set_value("As agreed")
    at.button("scenarios_commit").click().run()
    decision = scenarios.read(access.scope(ME, scope.portfolio), number).decision
    assert {one["project"]: one["reason"] for one in decision["departures"]}["D 4"] == "Promised to *all*"
    page = opened(scenario=str(number))
    assert "Depot in by hand: Promised to *all*" in words(page)


def test_a_plan_run_again_says_that_it_stands(scope):
    number = plans_kept.kept(scope)
    at = part("scenarios_dialogs", f"scenarios_dialogs.rerun(view, scenarios.read(scope, {number}))")
    assert "Plan comes out the same: the same projects, proven the best" in words(at)


@pytest.fixture
def no_links(monkeypatch):
    """Links lead to pages of the shell, which a part by itself does not have."""
    monkeypatch.setattr("ui.blocks.link", lambda *args, **more: None)


SAVE = """
from tests.services import plans_kept
budget_save.save(view, lambda: plans_kept.statement(scope, plans_kept.asked()))
"""


def test_what_the_budget_shows_is_saved_under_a_name(scope, no_links):
    at = part("budget_save", SAVE)
    at.button("budget_save_new").click().run()
    assert "has no name" in refusal(at)
    at.text_input("budget_save_name").set_value("Spring")
    at.button("budget_save_new").click().run()
    assert not at.error
    (one,) = scenarios.listing(scope)
    assert (one.name, one.summary["funded"]) == ("Spring", 2)


def test_a_draft_opened_on_the_budget_page_is_saved_into_unless_it_changed(scope, no_links):
    number = plans_kept.kept(scope, "Lean", 1_200)
    at = AppTest.from_string(PART.format(module="budget_save", call=SAVE), default_timeout=60)
    at.query_params["from_scenario"] = f"{number}.1"
    at.run()
    at.button("budget_save_over").click().run()
    assert not at.exception
    assert scenarios.read(scope, number).summary["funded"] == 2
    scenarios.edit(YOU, scope, number, 2, {"note": "Theirs"})
    at.button("budget_save_over").click().run()
    assert "has changed" in refusal(at)
    assert scenarios.read(scope, number).version == 3
