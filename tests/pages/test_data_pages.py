"""Periods, data dictionary, settings and health, through the shell."""

import sys
import threading
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from services import databases, intake, portfolios, uploads, views
from services.access import local_user, scope
from services.readings import Coverage, Source
from services.received import files
from ui.navigation import entry

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "ui"))
ME = local_user()
HEAD = "Project ID,Project Name,Department,Status\n"
WATER, ROADS = HEAD + "W1,Pumps,Water,active\nW2,Mains,Water,active\n", HEAD + "R1,Kerbs,Roads,active\n"
JUNE, JULY = date(2026, 6, 30), date(2026, 7, 31)


def load(text, as_of, department, name):
    view = scope(ME, "works")
    file = uploads.read(ME, view, Source(text.encode(), name))
    plan = uploads.plan(ME, view, file, as_of=as_of, coverage=Coverage("department", (department,)))
    intake.commit(ME, view, plan["hash"])


@pytest.fixture
def works(sqlite_url):
    portfolios.create(ME, "works", "Town works", "USD", 7)
    yield "works"
    for thread in threading.enumerate():
        if thread.name.startswith("Thread-"):
            thread.join(20)


@pytest.fixture
def filled(works):
    load(WATER, JUNE, "Water", "water.csv")
    load(ROADS, JUNE, "Roads", "roads.csv")
    load(ROADS, JULY, "Roads", "roads-july.csv")


def opened(stem, **query):
    at = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
    for name, value in query.items():
        at.query_params[name] = value
    at.switch_page(str(entry(stem).path))
    at.run()
    assert not at.exception
    return at


def headline(at):
    return at.title[0].value.replace("\\", "")


def words(at):
    elements = [*at.markdown, *at.caption, *at.error, *at.warning, *at.success, *at.header]
    return "\n".join(element.value for element in elements).replace("\\", "")


def table(at, column):
    return next(element.value for element in at.dataframe if column in element.value)


def test_periods_say_who_is_late(filled):
    at = opened("periods")
    assert headline(at) == "1 of 3 expected projects have reported as of 31 Jul 2026; Water has not reported."
    late = table(at, "Not reported")
    assert late[["Department", "Not reported", "Expected"]].iloc[0].tolist() == ["Water", 2, 2]


def test_periods_are_told_for_the_date_in_the_address(filled):
    at = opened("periods", as_of="2026-06-30")
    assert headline(at) == "All 3 projects expected have reported as of 30 Jun 2026."
    assert table(at, "Carried forward")["Received"].tolist() == [1, 3]


def test_files_and_record_are_listed_newest_first(filled):
    at = opened("periods")
    assert table(at, "Standing")["File"].tolist() == ["roads-july.csv", "roads.csv", "water.csv"]
    assert table(at, "Reason given")["What"].tolist() == ["Loaded a file"] * 3 + ["Created the portfolio"]


def test_before_any_file_the_periods_page_teaches(works):
    at = opened("periods")
    assert headline(at) == "Nothing has been received yet."
    assert "A period begins with its first file" in words(at)


def test_the_dictionary_finds_columns_by_any_of_their_words(sqlite_url):
    at = opened("dictionary")
    assert headline(at).endswith("in 22 registers, few of them required.")
    at.text_input(key="dictionary_search").set_value("PID identifies").run()
    assert "Project key" in table(at, "What it means")["Column"].tolist()
    at.text_input(key="dictionary_search").set_value("nothing of the kind").run()
    assert "No column to show." in words(at)


def test_a_register_of_the_dictionary_has_its_address(sqlite_url):
    at = opened("dictionary", dictionary_register="Risks")
    shown = table(at, "What it means")
    assert "Probability" in shown["Column"].tolist()
    assert "Register" not in shown
    assert "Threats and opportunities." in words(at)


def test_without_a_portfolio_the_settings_start_one(sqlite_url):
    at = opened("portfolio_settings")
    at.text_input(key="start_name").set_value("Water works 2026")
    at.selectbox(key="start_month").set_value(4)
    next(button for button in at.button if button.label == "Create the portfolio").click().run()
    assert not at.exception
    made = portfolios.facts(scope(ME, "water-works-2026"))
    assert (made.name, made.currency, made.fiscal_start_month) == ("Water works 2026", "USD", 4)


def test_a_portfolio_without_a_name_is_refused_in_words(sqlite_url):
    at = opened("portfolio_settings")
    next(button for button in at.button if button.label == "Create the portfolio").click().run()
    assert not at.exception
    assert at.error
    assert portfolios.listing(ME) == []


def test_an_empty_portfolio_may_change_its_currency(works):
    at = opened("portfolio_settings")
    assert headline(at) == "Town works counts in USD, with fiscal years from July."
    at.text_input(key="settings_currency").set_value("eur")
    next(button for button in at.button if button.label == "Save").click().run()
    assert headline(at) == "Town works counts in EUR, with fiscal years from July."


def test_data_fix_the_currency_and_the_page_says_so(filled):
    at = opened("portfolio_settings")
    assert headline(at).endswith("both are fixed, for data exist.")
    assert [box.key for box in at.text_input if box.key == "settings_currency"] == []
    assert [box.key for box in at.selectbox if (box.key or "").startswith("settings_")] == ["settings_label"]
    at.selectbox(key="settings_label").set_value("end")
    next(button for button in at.button if button.label == "Save").click().run()
    assert portfolios.facts(scope(ME, "works")).fiscal_label == "end"
    assert [box.key for box in at.selectbox if (box.key or "").startswith("settings_")] == []
    assert "create another portfolio" in words(at)


def test_thresholds_are_saved_and_wrong_ones_refused(filled):
    at = opened("portfolio_settings")
    at.number_input(key="settings_schedule_red_days").set_value(10)
    next(button for button in at.button if button.label == "Save thresholds").click().run()
    assert any("red" in error.value for error in at.error)
    at.number_input(key="settings_schedule_red_days").set_value(120)
    next(button for button in at.button if button.label == "Save thresholds").click().run()
    assert not at.exception
    assert portfolios.facts(scope(ME, "works")).thresholds["schedule_red_days"] == 120


def test_saved_views_are_listed_and_removed(filled):
    views.save(ME, scope(ME, "works"), "Water only", "portfolio", "portfolio=works&department=Water")
    at = opened("portfolio_settings")
    at.button(key="settings_view_remove_Water only").click().run()
    assert not at.exception
    assert views.listing(scope(ME, "works")) == []


def test_health_says_what_is_still_to_be_worked_out(filled):
    at = opened("health")
    assert (
        headline(at)
        == "The database answers and its audit is whole; the figures of 2 periods are still to be worked out."
    )
    assert table(at, "Periods to work out")["Periods to work out"].tolist() == [2]


def test_health_names_the_database_and_its_journal(works):
    at = opened("health")
    assert headline(at) == "The database answers, its audit is whole, and all figures are worked out."
    shown = [metric.value.replace("\\", "") for metric in at.metric]
    assert shown[0] == "SQLite"
    assert shown[1] == databases.health().schema_revision


def test_a_file_withdrawn_counts_no_more_and_the_page_says_so(filled):
    upload = int(files(scope(ME, "works")).set_index("file").loc["roads-july.csv", "upload"])
    intake.withdraw(ME, scope(ME, "works"), upload, "sent too early")
    at = opened("periods")
    shown = table(at, "Standing").set_index("File")
    assert shown.loc["roads-july.csv", ["Standing", "Why withdrawn"]].tolist() == ["Withdrawn", "sent too early"]
    assert headline(at) == "All 3 projects expected have reported as of 30 Jun 2026."


def test_the_command_for_larger_files_names_portfolio_and_register(works):
    at = opened("upload")
    assert any("import FILE --portfolio works --register projects" in code.value for code in at.code)
