"""The list of projects through the shell."""

import sys
from pathlib import Path

from streamlit.testing.v1 import AppTest

from ui.navigation import entry

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "ui"))
import tiny  # noqa: E402


def opened(**query: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    at.switch_page(str(entry("projects").path))
    return at.run()


def words(at: AppTest) -> str:
    return " ".join(caption.value for caption in at.caption).replace("\\", "")


def test_the_finding_stands_at_the_head(sqlite_url):
    tiny.store()
    at = opened()
    assert not at.exception
    assert at.title[0].value.replace("\\", "").startswith("1 of 3 live projects is more than 90 days late.")


def test_every_project_of_the_page_has_its_row(sqlite_url):
    tiny.store()
    said = words(opened())
    assert "W-1 · Water · Design" in said
    assert "R/1 · Roads · Construction. Values of 31 Mar 2026, 1 period old." in said
    assert "30 Jun 2027, 181 days late" in said


def test_the_address_searches_and_orders(sqlite_url):
    tiny.store()
    at = opened(projects_search="valves", projects_order="Name")
    assert at.text_input(key="projects_search").value == "valves"
    assert at.selectbox(key="projects_order").value == "name"
    assert "1 project found among 3" in words(at)


def test_a_search_without_a_hit_says_where_it_looked(sqlite_url):
    tiny.store()
    at = opened(projects_search="zeppelin")
    assert any("zeppelin" in text.value for text in at.markdown)
    assert not at.dataframe


def test_the_table_holds_all_that_were_found(sqlite_url):
    tiny.store()
    at = opened()
    at.toggle(key="projects_as_table").set_value(True).run()
    assert not at.exception
    assert len(at.dataframe[0].value) == 3


def test_filters_of_the_context_hold(sqlite_url):
    tiny.store()
    at = opened(department="Roads")
    assert "1 project" in words(at)
    assert "W-1" not in words(at)
