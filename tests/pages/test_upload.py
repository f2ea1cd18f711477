"""A file goes from the reader's hand into the portfolio: read, planned, corrected, loaded, and shown."""

import threading
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from services import intake, portfolios, states, uploads
from services.access import local_user, scope
from services.readings import Coverage, Source
from ui.navigation import entry
from ui.state.uploading import LOADED, LOADING, WORK

ROOT = Path(__file__).resolve().parents[2]
ME = local_user()
WHERE = {1: "Water", 2: "Water", 3: "Roads", 4: "Roads"}
SERIES = "As of,Project ID,Project Name,Department,Forecast Finish,Approved Budget\n" + "".join(
    f"2026-0{month}-28,P{number},Project {number},{WHERE[number]},2027-0{month}-15,{number}000.50\n"
    for month in (4, 5, 6)
    for number in (1, 2, 3, 4)
)
ONE = (
    "Project ID,Project Name,Status,Approved Budget,Forecast Finish\n"
    'P1,Pumps,active,"1,000",2026-12-31\nP2,Mains,active,TBC,2026-31-12\n,No key,active,5,2026-12-31\n'
    "P3,Roads,active,7,2027-01-01\nP3,Roads two,active,8,2027-01-01\n"
    "P4,Lights,active,9,2027-01-01\nP4,Lights,active,9,2027-01-01\nTotal,,,29,\n"
)
UNDECIDED = "Project ID,Project Name,Start Date,Forecast Finish\nP1,Pumps,03/04/2026,05/06/2026\n"


@pytest.fixture
def works(sqlite_url):
    portfolios.create(ME, "works", "Town works", "USD")
    yield "works"
    for thread in [one for one in threading.enumerate() if one.name.startswith("Thread-")]:
        thread.join(20)
    st.cache_data.clear()


def opened(stem="upload", visit=""):
    at = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
    at.user["visit"] = visit
    at.query_params["portfolio"] = "works"
    return at.switch_page(str(entry(stem).path)).run()


def upload(at, text, name="works.csv"):
    at.file_uploader[0].set_value((name, text if isinstance(text, bytes) else text.encode(), "text/csv")).run()
    assert not at.exception
    return at


def headline(at):
    return at.title[0].value.replace("\\", "")


def words(at):
    elements = (*at.markdown, *at.caption, *at.error, *at.warning, *at.success, *at.header)
    return "\n".join(element.value for element in elements).replace("\\", "")


def load(at):
    at.button(key="upload_load").click().run()
    assert not at.exception
    return at


def stored(as_of):
    return states.projects(scope(ME, "works"), date.fromisoformat(as_of), ["name", "approved_budget"])


def test_before_a_file_is_chosen_the_page_says_what_will_happen(works):
    at = opened()
    assert headline(at) == "What would this file change?"
    assert "nothing is written before you load it" in words(at)


def test_a_series_is_planned_loaded_and_shown(works):
    at = upload(opened(), SERIES)
    assert headline(at) == "This file brings 4 projects at 3 dates, 28 Apr 2026 to 28 Jun 2026."
    assert "12 rows read = 12 loaded + 0 repeated and collapsed + 0 refused + 0 skipped." in words(at)
    button = at.button(key="upload_load")
    assert button.label.replace("\\", "") == "Load 4 projects at 3 dates, 28 Apr 2026 to 28 Jun 2026"
    load(at)
    assert headline(at) == "The file is loaded."
    assert "Loaded 4 projects at 3 dates, 28 Apr 2026 to 28 Jun 2026 from works.csv (12 rows)." in words(at)
    assert stored("2026-06-28")["approved_budget"].sum() == 10_002.0
    assert WORK not in at.session_state
    assert LOADING not in at.session_state


def test_the_same_file_again_changes_nothing_and_offers_no_button(works):
    load(upload(opened(), SERIES))
    at = upload(opened(), SERIES)
    assert headline(at) == "This file changes nothing: it is loaded already."
    assert [button for button in at.button if button.key == "upload_load"] == []


def test_the_next_file_is_read_as_the_last_one(works):
    load(upload(opened(), SERIES))
    at = upload(opened(), SERIES.replace("2026-06-28,", "2026-07-28,"))
    assert "Read as the last file with these columns." in words(at)


def test_without_a_date_in_the_file_it_is_asked_for(works):
    at = upload(opened(), ONE)
    assert headline(at) == "works.csv is read. Please say which date it is as of."
    at.date_input(key="upload_as_of").set_value("2026-03-31").run()
    assert headline(at) == "This file brings 3 projects as of 31 Mar 2026: 3 new. 3 rows cannot be taken over."
    assert "8 rows read = 3 loaded + 1 repeated and collapsed + 3 refused + 1 skipped." in words(at)
    load(at)
    assert stored("2026-03-31")["approved_budget"].sum() == 1_009.0


def test_a_date_in_the_name_of_the_file_is_proposed(works):
    at = upload(opened(), ONE, "works-2026-03-31.csv")
    assert "31 Mar 2026 stands in the name of the file." in words(at)
    assert at.button(key="upload_load")


def test_rows_refused_and_values_emptied_are_listed_with_their_repair(works):
    at = upload(opened(), ONE, "works-2026-03-31.csv")
    frames = [element.value for element in at.dataframe]
    refused = next(frame for frame in frames if "no key" in frame.to_string())
    assert refused["Row"].tolist() == [4, 5, 6]
    assert "Give the row its project key." in refused["What repairs it"].tolist()
    emptied = next(frame for frame in frames if "TBC" in frame.to_string() and "What repairs it" in frame)
    assert emptied["Value"].tolist() == ["TBC", "2026-31-12"]


def test_an_undecided_order_is_asked_and_the_answer_followed(works):
    at = upload(opened(), UNDECIDED, "2026-03-31.csv")
    assert headline(at) == "2026-03-31.csv is read. Please say which comes first, day or month."
    assert [button for button in at.button if button.key == "upload_load"] == []
    at.segmented_control(key="upload_order_all").set_value("month first").run()
    assert headline(at).startswith("This file brings 1 project")
    load(at)
    row = states.projects(scope(ME, "works"), date(2026, 3, 31), ["start_date", "forecast_finish"]).iloc[0]
    assert (str(row["start_date"].date()), str(row["forecast_finish"].date())) == ("2026-03-04", "2026-05-06")


def test_a_column_can_be_read_as_another(works):
    at = upload(opened(), ONE, "2026-03-31.csv")
    at.selectbox(key="upload_column").set_value("Approved Budget").run()
    at.selectbox(key="upload_read_as").set_value("forecast_cost").run()
    assert not at.exception
    assert at.session_state[WORK].plan["totals"] == {"forecast_cost": 100_900}
    at.segmented_control(key="upload_choice_multiplier").set_value("1000").run()
    assert at.session_state[WORK].plan["totals"] == {"forecast_cost": 100_900_000}


def test_a_missing_key_is_asked_for(works):
    at = upload(opened(), "Zq,What\nA b c,Pump house\nD e f,Water main\n", "2026-03-31.csv")
    assert "which column is the project key" in headline(at)
    at.selectbox(key="upload_missing_project_key").set_value("Zq").run()
    at.selectbox(key="upload_missing_name").set_value("What").run()
    assert headline(at) == "This file brings 2 projects as of 31 Mar 2026: 2 new."


def test_a_file_of_one_department_leaves_the_others_alone(works):
    load(upload(opened(), SERIES))
    water = "Project ID,Project Name,Department\nP1,Pumps,Water\nP9,Sluice,Water\n"
    at = upload(opened(), water, "2026-07-28.csv")
    assert headline(at) == "This file brings 2 projects as of 28 Jul 2026: 1 new, 1 changed, 1 left."
    assert "The file holds 1 of the 2 departments known so far." in words(at)
    at.segmented_control(key="upload_coverage").set_value("whole").run()
    assert headline(at).endswith("1 new, 1 changed, 3 left.")
    at.segmented_control(key="upload_coverage").set_value("project").run()
    assert headline(at).endswith("1 new, 1 changed.")


def test_a_file_of_another_portfolio_is_doubted_before_the_button(works):
    assert not upload(opened(), SERIES).warning
    load(upload(opened(), SERIES))
    at = upload(opened(), "Project ID,Project Name,Department\nZ1,Quay,Harbours\n", "2016-03-31.csv")
    doubt = "No key of this file is known in Town works; is it the right portfolio?"
    assert [one.proto.title.replace("\\", "") for one in at.warning] == [doubt]
    assert at.button(key="upload_load").proto.type == "secondary"
    assert "No column was taken for the forecast finish" in words(at).partition("**1 warning**")[2]


def test_a_confirmed_rename_is_loaded_with_the_plan(works):
    load(upload(opened(), SERIES))
    renamed = "Project ID,Project Name,Department\nP1,Project 1,Water\nW2,Project 2,Water\n"
    at = upload(opened(), renamed, "2026-07-28.csv")
    assert "Project 2 (P2) is now Project 2 (W2)" in at.checkbox(key="upload_step_0").label.replace("\\", "")
    at.checkbox(key="upload_step_0").check()
    next(button for button in at.button if button.label == "Take over what is ticked").click().run()
    load(at)
    keys = stored("2026-06-28")["project_key"].tolist()
    assert "W2" in keys
    assert "P2" not in keys


def test_when_the_data_moved_the_new_plan_is_shown_with_what_differs(works):
    at = upload(opened(), ONE, "2026-03-31.csv")
    view = scope(ME, "works")
    file = uploads.read(ME, view, Source(b"Project ID,Project Name\nP1,Pumps\n", "other.csv"))
    other = uploads.plan(ME, view, file, as_of=date(2026, 2, 28), coverage=Coverage())
    intake.commit(ME, view, other["hash"])
    load(at)
    assert [warning.icon for warning in at.warning] == [":material/sync_problem:"]
    assert "31 Mar 2026: 2 new instead of 3, 1 changed instead of 0." in words(at)
    assert len(stored("2026-03-31")) == 1
    load(at)
    assert headline(at) == "The file is loaded."
    assert len(stored("2026-03-31")) == 3


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "Empty file"), (b"PK\x03\x04broken", "Unreadable workbook"), (b"a,b\n1,\x00\n", "This is not a text file")],
    ids=["empty", "workbook", "nul"],
)
def test_an_unreadable_file_is_explained_and_not_thrown(works, content, reason):
    at = upload(opened(), content)
    assert headline(at) == "works.csv cannot be taken over as it is."
    assert reason in words(at)
    at.button(key="upload_other").click().run()
    assert headline(at) == "What would this file change?"


def test_another_register_is_planned_as_rows(works):
    at = opened()
    at.selectbox(key="upload_register").set_value("risks").run()
    upload(at, "Project ID,Risk ID,Title,Probability\nP1,R1,Flood,0.2\nP1,R2,Strike,0.1\n", "2026-03-31.csv")
    assert headline(at) == "This file brings 2 rows of risks as of 31 Mar 2026: 2 new."
    load(at)
    assert LOADED in at.session_state


def test_a_rate_for_another_currency_is_asked_and_used(works):
    at = upload(opened(), "Project ID,Project Name,Approved Budget (EUR)\nP1,Pumps,10\n", "2026-03-31.csv")
    assert at.session_state[WORK].plan["totals"] == {"approved_budget": 0}
    at.text_input(key="upload_rate_EUR").set_value("a lot").run()
    assert [error.value.replace("\\", "") for error in at.error] == ["Write a number above zero, such as 1.08."]
    at.text_input(key="upload_rate_EUR").set_value("1.5").run()
    assert not at.error
    assert at.session_state[WORK].plan["totals"] == {"approved_budget": 1_500}


def test_taking_another_file_forgets_the_plan(works):
    at = upload(opened(), SERIES)
    plan_hash = at.session_state[WORK].plan["hash"]
    at.button(key="upload_other").click().run()
    with pytest.raises(Exception, match="There is no plan"):
        intake.draft(ME, scope(ME, "works"), plan_hash)
