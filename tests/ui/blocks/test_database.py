"""A page waits for a database that is away, keeps what was typed, and says so where nothing can be saved."""

import pytest
from streamlit.testing.v1 import AppTest

from services import databases
from ui.blocks import database


def page():
    import streamlit as st

    from ui.blocks import database

    database.wait_until_it_answers()
    database.say_write_problem()
    st.text_input("Note", key="note")


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(database, "ASK_AGAIN_SECONDS", 0.0)
    monkeypatch.setattr(databases, "write_problem", lambda: None)
    monkeypatch.setattr(databases, "answers", lambda: True)


def test_a_page_goes_on_by_itself_with_what_was_typed_once_the_database_is_back(monkeypatch):
    at = AppTest.from_function(page).run()
    at.text_input(key="note").set_value("typed")
    tries = iter([False, False, True])
    monkeypatch.setattr(databases, "answers", lambda: next(tries))
    at.run()
    assert not at.warning
    assert at.text_input(key="note").value == "typed"


def test_a_database_that_stays_away_is_said_so_and_what_was_typed_is_still_there_later(monkeypatch):
    at = AppTest.from_function(page).run()
    at.text_input(key="note").set_value("typed")
    with monkeypatch.context() as away:
        away.setattr(databases, "answers", lambda: False)
        away.setattr(database, "PATIENCE_SECONDS", 0.05)
        at.run()
    assert "has not answered" in at.error[0].value
    assert at.run().text_input(key="note").value == "typed"


def test_a_banner_says_why_nothing_can_be_saved(monkeypatch):
    monkeypatch.setattr(databases, "write_problem", lambda: "The database can only be read at present.")
    assert "only be read" in AppTest.from_function(page).run().warning[0].value
