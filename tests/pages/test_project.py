"""The page of one project through the shell."""

import sys
from pathlib import Path

from streamlit.testing.v1 import AppTest

from ui.navigation import entry

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "ui"))
import one_project  # noqa: E402


def opened(**query: str) -> AppTest:
    one_project.store()
    at = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    at.switch_page(str(entry("project").path))
    return at.run()


def words(at: AppTest) -> str:
    return " ".join(text.value for text in [*at.markdown, *at.caption, *at.warning]).replace("\\", "")


def test_the_finding_is_of_the_project_in_the_address(sqlite_url):
    at = opened(project="NEW-1")
    assert not at.exception
    said = at.title[0].value.replace("\\", "")
    assert said.startswith("NEW-1 works is forecast 59 days after its approved date, $200 (20%) over budget.")


def test_who_it_was_before_is_said_and_an_old_address_still_leads_here(sqlite_url):
    at = opened(project="OLD-1")
    assert at.title[0].value.replace("\\", "").startswith("NEW-1 works")
    assert "Formerly known as OLD-1, until 30 Jun 2026." in words(at)


def test_its_ask_stands_on_the_page(sqlite_url):
    assert "Asked: More time" in words(opened(project="NEW-1"))


def test_without_a_project_a_search_is_offered(sqlite_url):
    at = opened()
    assert not at.exception
    at.text_input(key="project_search").set_value("big-a").run()
    assert [link.label.replace("\\", "") for link in at.get("page_link")][-2:-1] == ["BIG-A works (BIG-A)"]


def test_an_unknown_project_is_said_to_be_unknown(sqlite_url):
    at = opened(project="nobody")
    assert 'names a project "nobody"' in at.title[0].value.replace("\\", "")


def test_a_project_that_left_says_what_became_of_it(sqlite_url):
    at = opened(project="BIG")
    assert "is not in the portfolio as of 30 Sep 2026" in at.title[0].value.replace("\\", "")
    assert "it was split into BIG-A and BIG-B" in words(at)


def test_a_note_is_kept_with_its_writer(sqlite_url):
    at = opened(project="NEW-1")
    at.text_area(key="project_note").set_value("Agreed to wait").run()
    at.button(key="project_note_add").click().run()
    assert not at.exception
    assert "Agreed to wait" in words(at)


def test_an_empty_note_is_refused_in_words(sqlite_url):
    at = opened(project="NEW-1")
    at.button(key="project_note_add").click().run()
    assert "The note is empty." in words(at)


def test_the_register_of_the_address_is_shown(sqlite_url):
    at = opened(project="NEW-1", project_register="Dependencies")
    assert not at.exception
    assert any(head.value == "Dependencies" for head in at.header)


def test_where_the_values_come_from_opens(sqlite_url):
    at = opened(project="NEW-1")
    at.button(key="project_sources").click().run()
    assert not at.exception
    assert "projects-2026-09-30.csv, row 2, as of 30 Sep 2026" in words(at)
