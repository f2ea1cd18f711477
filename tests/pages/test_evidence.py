"""Reports against evidence on the Slip risk page, and an answer from there to the page of its project."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from services import answers
from tests.services import slip_works, town
from ui.navigation import entry
from ui.parts.evidence import COLUMNS

ROOT = Path(__file__).resolve().parents[2]


def opened(page: str, **query: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    at.switch_page(str(entry(page).path))
    at.run()
    assert not at.exception
    return at


def words(at: AppTest) -> str:
    return " ".join(item.value for item in [*at.markdown, *at.caption, *at.header]).replace("\\", "")


@pytest.fixture
def scope(sqlite_url):
    return town.store()


def test_the_list_counts_and_names_the_reports_its_evidence_contradicts(scope):
    said = words(opened("slip_risk"))
    assert "Of 5 projects that report green, 4 have evidence at amber or worse, 3 of them at red." in said
    assert "181 days late against its approved date" in said
    assert "Of 2 reports of amber or red, 2 have no evidence for that colour." in said


def test_a_row_says_what_stands_against_the_report_and_how_many_projects_counts(scope):
    said = words(opened("slip_risk"))
    assert ":gray[reports] :green-badge[G] :gray[evidence] :red-badge[R]" in said
    assert "strength" not in said
    assert "Of the 4 with evidence, 4 are computed amber or worse, as Projects counts." in said


def test_the_list_of_all_and_its_file_name_key_evidence_and_its_worst_status():
    fields = [column.field for column in COLUMNS]
    assert fields[:2] == ["name", "project_key"]
    assert fields.index("worst") < fields.index("found_overall"), "the evidence, then the part of it that is computed"


FORM = """
import streamlit as st
from services import access, answers, portfolios
from tests.services import town
from ui.parts import evidence_answers
from ui.state.view import View

scope = access.scope(town.ME, "town")
view = View(scope, portfolios.facts(scope), town.JUNE, None)
row = {"project_key": "R1", "name": "High street", "said_overall": 1.0, "check_late": 5.0, "check_over": float("nan")}
evidence_answers.form(view, row, answers.standing(scope, town.JUNE).get("R1"))
"""


def form() -> AppTest:
    """Return the form of the dialog, which a run of the whole page would close."""
    return AppTest.from_string(FORM, default_timeout=60).run()


def test_an_answer_is_given_in_the_form_and_prints_beside_the_project(scope):
    at = form()
    at.text_area(key="evidence_answer_R1").set_value("The lane opens in May.")
    at.text_input(key="evidence_answer_by_R1").set_value("R. Hill")
    at.button(key="evidence_keep_R1").click().run()
    assert not at.exception
    assert answers.standing(scope, town.JUNE)["R1"].asked == {"reported": 1.0, "checks": {"late": 5.0}}
    told = "R. Hill answered for 30 Jun 2026 (kept by local user): The lane opens in May."
    assert told in words(opened("slip_risk"))
    assert told in words(opened("project", project="R1"))


def test_an_answer_is_corrected_and_then_withdrawn_with_a_reason(scope):
    answers.give(town.ME, scope, town.JUNE, "R1", "First")
    at = form()
    at.text_area(key="evidence_answer_R1").set_value("Second")
    at.button(key="evidence_keep_R1").click().run()
    number = answers.standing(scope, town.JUNE)["R1"].number
    at = form()
    assert at.text_area(key="evidence_answer_R1").value == "Second"
    at.text_input(key=f"evidence_answer_why_{number}").set_value("Meant for R3")
    at.button(key=f"evidence_withdraw_{number}").click().run()
    assert not at.exception
    assert answers.standing(scope, town.JUNE) == {}
    assert [one.body for one in answers.of_project(scope, ["R1"], town.JUNE)] == ["Second", "First"]


def test_an_empty_answer_is_refused_in_words(scope):
    at = form()
    at.button(key="evidence_keep_R1").click().run()
    assert "Write a sentence first" in at.error[0].value
    assert answers.standing(scope, town.JUNE) == {}


def test_the_answer_of_an_earlier_date_is_shown_as_such_and_asked_anew(scope):
    answers.give(town.ME, scope, town.MAY, "R1", "May words")
    at = opened("slip_risk")
    assert "Answer for 31 May 2026, not yet for 30 Jun 2026 (kept by tester): May words" in words(at)
    assert at.button(key="slip_answer_R1").label == "Answer anew"


def test_a_project_without_disagreement_or_answer_is_not_asked(scope):
    keys = {button.key for button in opened("project", project="R4").button}
    assert "slip_answer_R4" not in keys


def test_where_nobody_reports_a_status_the_page_says_so_and_how_to_bring_one(sqlite_url):
    slip_works.store(slip_works.reports())
    assert "Nobody reports a status here" in words(opened("slip_risk"))


def test_where_no_live_project_is_left_that_is_not_taken_for_a_missing_status(sqlite_url):
    rows = slip_works.reports()
    for part in rows.values():
        part["status"] = "completed"
    slip_works.store(rows)
    said = words(opened("slip_risk"))
    assert "there is no report to compare" in said
    assert "Nobody reports a status here" not in said


def test_the_record_is_closed_until_somebody_asks_for_it(scope):
    at = opened("slip_risk")
    assert "Record of stated against actual" in [box.label for box in at.expander]
    assert "rates no sponsor" not in words(at)
