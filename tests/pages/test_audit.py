"""The page of the audit, through the shell."""

import random
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.elements.lib import policies
from streamlit.testing.v1 import AppTest

from benchmarks.faults import tampering
from data_access import database, transaction
from services import audit, notes, portfolios
from services.access import local_user, scope
from ui.navigation import entry
from ui.wording.audit import short

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "ui"))
ME = local_user()


@pytest.fixture
def works(sqlite_url):
    portfolios.create(ME, "works", "Town works", "USD", 7)
    view = scope(ME, "works")
    portfolios.change(ME, view, thresholds={"schedule_red_days": 120})
    notes.add(ME, view, "W1", "Pumps arrive in May")
    with transaction() as work:
        work.journal.record(None, "Ann", "signed in", "ann", after={"by": "password"})
    return "works"


def opened(**query):
    at = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
    for name, value in query.items():
        at.query_params[name] = value
    at.switch_page(str(entry("audit").path))
    at.run()
    assert not at.exception
    return at


def words(at):
    elements = [*at.title, *at.markdown, *at.caption, *at.error, *at.header]
    return "\n".join(element.value for element in elements).replace("\\", "")


def shown(at):
    return at.dataframe[0].value if at.dataframe else None


def test_the_page_says_up_to_where_the_audit_is_whole(works):
    at = opened()
    assert at.title[0].value.replace("\\", "").startswith("The audit is whole: 4 entries")
    assert f"The chain is whole up to entry 4 (hash {short(audit.head().hash)})." in words(at)


def test_the_page_says_where_the_audit_is_broken(works):
    with database.engine().execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        connection.exec_driver_sql("UPDATE audit SET actor = 'Eve' WHERE sequence = 2")
    at = opened()
    assert at.title[0].value.replace("\\", "") == "The audit is broken at entry 2."
    assert "What is stored as entry 2 is not what was written." in words(at)


def test_an_audit_broken_meanwhile_is_found_when_verified_again(works):
    at = opened()
    with database.engine().execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_delete")
        connection.exec_driver_sql("DELETE FROM audit WHERE sequence = 2")
    at.button(key="audit_verify").click().run()
    assert at.title[0].value.replace("\\", "") == "The audit is broken at entry 2."


def test_entries_are_shown_newest_first_with_their_values_in_words(works):
    rows = shown(opened())
    assert rows["Entry"].tolist() == [4, 3, 2, 1]
    assert rows["What"].tolist() == [
        "Signed in",
        "Wrote a note",
        "Changed the portfolio's settings",
        "Created the portfolio",
    ]
    assert rows["After"].tolist()[:2] == ["By: password", "Body: Pumps arrive in May"]
    assert "{" not in "".join(rows["Before"]) + "".join(rows["After"])
    assert rows.loc[2, "Before"] == "Thresholds, days late, red above: 90"
    assert rows.loc[2, "After"] == "Thresholds, days late, red above: 120"


def test_the_search_narrows_what_is_shown(works):
    at = opened()
    at.text_input(key="audit_words").set_value("pumps").run()
    assert shown(at)["Entry"].tolist() == [3]
    at.text_input(key="audit_words").set_value("").run()
    at.selectbox(key="audit_person").set_value("Ann").run()
    assert shown(at)["Entry"].tolist() == [4]
    at.selectbox(key="audit_action").set_value("note added").run()
    assert not at.exception
    assert "No entry is as sought." in words(at)


def test_words_in_the_address_are_searched_for(works):
    assert shown(opened(audit_words="pumps"))["Entry"].tolist() == [3]


def test_entries_of_one_portfolio_leave_the_sign_ins_out(works):
    at = opened(audit_where="This portfolio")
    assert shown(at)["Entry"].tolist() == [3, 2, 1]


def test_many_entries_come_in_pages(works):
    tampering.fill(random.Random(1), 60)
    at = opened()
    assert shown(at)["Entry"].tolist() == list(range(64, 39, -1))
    assert "1 to 25 of 64 entries, newest first" in words(at)


def test_another_search_begins_at_its_first_page_without_a_warning(works, monkeypatch):
    warned = []
    # Streamlit warns once in a process, and only where a server runs.
    monkeypatch.setattr(policies, "runtime", SimpleNamespace(exists=lambda: True))
    monkeypatch.setattr(policies, "_shown_default_value_warning", False)
    monkeypatch.setattr(policies._LOGGER, "warning", lambda *told, **_more: warned.append(told))
    tampering.fill(random.Random(1), 60)
    at = opened()
    at.pagination[0].set_value(2).run()
    assert "26 to 50 of 64 entries" in words(at)
    at.text_input(key="audit_words").set_value("row").run()
    assert "1 to 25 of 60 entries" in words(at)
    at.pagination[0].set_value(3).run()
    assert "51 to 60 of 60 entries" in words(at)
    at.text_input(key="audit_words").set_value("").run()
    assert "1 to 25 of 64 entries" in words(at)
    at.pagination[0].set_value(2).run()
    at.segmented_control(key="audit_where").set_value("This portfolio").run()
    assert "1 to 3 of 3 entries" in words(at)
    at.segmented_control(key="audit_where").set_value("The whole installation").run()
    assert "1 to 25 of 64 entries" in words(at)
    assert warned == []


def test_whoever_does_not_administer_sees_nothing_of_it(works, monkeypatch):
    from services.access import Actor
    from ui.parts import audit as parts

    monkeypatch.setattr(parts, "actor", lambda: Actor("Vera", "viewer"))
    at = opened()
    assert len(at.title) == len(at.dataframe) == 0
    assert "Vera may not do this" in at.error[0].value.replace("\\", "") + str(at.error[0].proto)
