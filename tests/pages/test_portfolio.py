"""The Portfolio page through the shell: its finding, figures, heatmap, what changed and what needs attention."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from services import derived
from tests.services import town
from ui.navigation import entry
from ui.parts.portfolio_changes import shown_columns

PHONE = 280
"""What a dialog leaves for columns on a screen of 390 pixels."""
ROOT = Path(__file__).resolve().parents[2]


def opened(**query: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    at.switch_page(str(entry("portfolio").path))
    at.run()
    assert not at.exception
    return at


def words(at: AppTest) -> str:
    return " ".join(item.value for item in [*at.title, *at.markdown, *at.caption, *at.header, *at.subheader]).replace(
        "\\", ""
    )


def pressed(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click().run()
    assert not at.exception
    return at


@pytest.fixture
def scope(sqlite_url):
    scope = town.store()
    derived.refresh(scope)
    return scope


def test_the_finding_and_the_five_figures(scope):
    at = opened()
    assert (
        at.title[0].value.replace("\\", "") == "1 of 7 live projects with an approved date is more than 90 days late."
    )
    values = {item.label.replace("\\", ""): item.value.replace("\\", "") for item in at.metric}
    assert values == {
        "Late against approved dates": "1",
        "Forecast against budget": "+9.8%",
        "Expected to slip further": "–",
        "Money on the top 3 objectives": "38%",
        "Decisions waiting": "2",
    }
    assert "oldest waits 90 days" in words(at)


def test_what_changed_opens_its_lists(scope):
    at = opened()
    labels = [
        button.label.replace("\\", "") for button in at.button if str(button.key).startswith("portfolio_changed_")
    ]
    assert labels == [
        ":blue[1 slipped by more than 30 days]",
        ":blue[1 re-baselined (1 with no decision on record, 90 days absorbed)]",
        ":blue[1 delivered]",
        ":blue[1 new]",
    ]
    assert (
        "forecast cost −$20 m: +$30 m overrun; −$50 m from projects that came, ended or left (1 delivered, 1 new)"
        in words(at)
    )
    pressed(at, "portfolio_changed_rebaselined")
    shown = at.dataframe[0].value
    assert shown["Project"].tolist() == ["North main"]
    assert shown["Decision"].tolist() == ["No decision on record"]


def test_the_lists_of_changes_have_their_figures_beside_the_name_where_a_phone_shows_them():
    slipped = shown_columns("slipped")
    assert [column.field for column in slipped] == ["name", "moved_days", "cost_change"]
    assert sum(column.width for column in slipped) <= PHONE
    assert [column.field for column in shown_columns("delivered")] == ["name", "forecast_cost"]


def test_needs_attention_gives_the_reasons_in_full(scope):
    said = words(opened())
    assert "Reported green, computed red: forecast 40% over budget (+$40 m). $140 m to go." in said
    assert "Forecast finish +90 days; approved finish +90 days (no decision on record)." in said


def test_the_heatmap_is_in_the_address(scope):
    at = opened(portfolio_rows="Phase", portfolio_columns="Department", portfolio_measure="Variance")
    assert "Forecast against budget, by phase and department" in words(at)
    assert [box.label for box in at.selectbox if str(box.key).startswith("portfolio_")] == [
        "Rows",
        "Columns",
        "Measure",
    ]


def test_a_cell_in_the_address_opens_its_projects_and_an_unknown_one_opens_nothing(scope):
    assert "1 live project, the largest cost to go first" not in words(opened())
    at = opened(portfolio_rows="Department", portfolio_columns="Phase", portfolio_cell="Roads|Delivery")
    assert "1 live project, the largest cost to go first" in words(at), "of two, one is completed"
    assert at.query_params["portfolio_cell"] == "Roads|Delivery"
    at = opened(portfolio_rows="Department", portfolio_columns="Phase", portfolio_cell="Roads|Nowhere")
    assert "the largest cost to go first" not in words(at)


def test_another_measure_repaints_the_heatmap(scope):
    at = opened()
    assert "Money amber or worse, by department and health" in words(at)
    at.selectbox(key="portfolio_measure").select("alignment").run()
    assert not at.exception
    assert "Money on top objectives, by department and health" in words(at)


def test_filters_narrow_everything_and_hide_the_course_of_the_whole(scope):
    at = opened(department="Roads")
    assert at.title[0].value.startswith("1 of 2 live projects with an approved date")
    assert at.get("image") == []


def test_figures_worked_out_after_a_visit_are_seen_at_the_next(sqlite_url):
    scope = town.store()
    assert opened().get("image") == []
    derived.refresh(scope)
    assert len(opened().get("image")) == 4, "the course of every figure but the expectation, which nothing predicts yet"


def test_one_snapshot_is_enough_and_says_what_a_second_would_bring(sqlite_url):
    derived.refresh(town.store(town.MAY))
    at = opened()
    assert "No earlier reporting date" in words(at)


def test_one_snapshot_without_approved_dates_says_nothing_of_slips_and_moves(sqlite_url, monkeypatch):
    plain = town.projects
    bare = ["project_key", "name", "forecast_finish"]
    monkeypatch.setattr(town, "projects", lambda as_of: plain(as_of)[bare])
    town.store(town.MAY, registers=False)
    said = words(opened())
    assert (
        "8 live projects. How far forecasts move cannot be said yet: there is one snapshot, and it takes two." in said
    )
    assert "Who slipped or grew dearer cannot be said yet: one snapshot" in said
    assert "No live project slipped" not in said


def test_a_portfolio_of_names_alone_teaches_what_is_missing(sqlite_url, monkeypatch):
    plain = town.projects
    monkeypatch.setattr(town, "projects", lambda as_of: plain(as_of)[["project_key", "name"]])
    town.store(registers=False)
    at = opened()
    said = words(at)
    assert "9 live projects; none reports a forecast finish." in said
    assert "No heatmap yet" in said
    assert "Not recorded yet" in said
    assert "nan" not in said.lower().replace("finance", "")
