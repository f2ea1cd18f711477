"""The Alignment page compares, edits what it shows, and teaches where nothing is recorded."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from services import access, alignment
from tests.services.slip_works import LAST, ME, reports, store
from ui.navigation import entry

ROOT = Path(__file__).resolve().parents[2]


def opened(**query: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    at.switch_page(str(entry("alignment").path))
    at.run()
    assert not at.exception
    return at


def words(at: AppTest) -> str:
    return " ".join(item.value for item in [*at.title, *at.header, *at.markdown, *at.caption]).replace("\\", "")


@pytest.fixture
def works(sqlite_url: str) -> None:
    rows = reports(20)
    for part in rows.values():
        part["category"] = "Roads"
        part["forecast_cost"] = 100_00
    store(rows)
    alignment.add_objective(ME, access.scope(ME, "works"), LAST, "Growth", points=60)
    alignment.add_objective(ME, access.scope(ME, "works"), LAST, "Safety", points=40)


def button(at: AppTest, label: str):
    return next(item for item in at.button if item.label.replace("\\", "") == label)


def test_without_objectives_the_page_teaches_and_lets_one_add_the_first(sqlite_url: str) -> None:
    store(reports(20))
    at = opened()
    assert "There are no objectives yet" in words(at)
    next(item for item in at.text_input if item.label == "Name").set_value("Growth")
    button(at, "Add this objective").click()
    at.run()
    assert not at.exception
    assert "1 objective recorded" in words(at) or "No project is rated against the 1 objective yet." in words(at)


def test_moving_points_shows_the_shares_and_saving_keeps_them(works: None) -> None:
    at = opened()
    assert "No project is rated against the 2 objectives yet." in words(at)
    slider = next(item for item in at.slider if item.label == "Points of Growth")
    slider.set_value(10.0).run()
    assert "20.0%" in words(at)
    assert "50 points in all, 1 changed and not saved" in words(at)
    button(at, "Save these points").click()
    at.run()
    assert alignment.read(access.scope(ME, "works"), LAST).objectives["points"].tolist() == [40.0, 10.0]


def test_a_category_is_rated_at_once_and_the_headline_follows(works: None) -> None:
    at = opened()
    next(item for item in at.selectbox if item.label == "How much").set_value("strong").run()
    button(at, "Save this rating for the group").click()
    at.run()
    assert not at.exception
    assert "holds 40% of the importance and gets 0% of the money" in words(at)
    assert "lack some rating; with every missing rating extreme" in words(at)


def test_proposed_projects_are_asked_for_in_the_address(works: None) -> None:
    at = opened(alignment_projects="Live and proposed")
    assert "live or proposed projects" in words(at)
