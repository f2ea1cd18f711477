"""What pages say to a viewer, from whom registers and contingency are kept, and to whom they are open."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from services import access, restrictions
from services.access import Actor
from tests.services import harbour
from tests.services.people_met import OTHER, Met, let_people_sign_in, meet, show_drafts
from tests.services.periods_published import publish
from ui.navigation import entry
from ui.wording import kept_back

ROOT = Path(__file__).resolve().parents[2]
FIGURES = ("portfolio", "projects", "project", "slip_risk", "alignment", "budget", "scenarios", "workshop", "periods")
REGISTERS = "Contracts and stakeholders are not open to your role in this portfolio."
CONTINGENCY = "Contingency is not open to your role in this portfolio."


@pytest.fixture
def met(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Met:
    """People of every role, in the harbour."""
    harbour.store()
    let_people_sign_in(monkeypatch)
    met = meet("harbour")
    show_drafts("harbour")
    return met


def opened(who: Actor, page: str, **query: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
    at.user["visit"] = str(who.session)
    for name, value in {"portfolio": "harbour", **query}.items():
        at.query_params[name] = value
    at.switch_page(str(entry(page).path))
    at.run()
    assert not at.exception
    return at


def words(who: Actor, page: str, **query: str) -> str:
    at = opened(who, page, **query)
    parts = [*at.title, *at.markdown, *at.caption, *at.warning, *at.error]
    return " ".join(part.value for part in parts).replace("\\", "")


def test_the_project_page_says_which_registers_are_not_open(met: Met) -> None:
    assert REGISTERS in words(met["viewer"], "project", project="C 2")
    assert "not open to your role" not in words(met["analyst"], "project", project="C 2")


def test_the_budget_page_says_that_contingency_is_not_open(met: Met) -> None:
    viewer, analyst = (words(met[who], "budget", budget_look="Decided already") for who in ("viewer", "analyst"))
    assert CONTINGENCY in viewer
    assert "held for risk at projects" not in viewer
    assert "no contingency is reported" not in viewer
    assert CONTINGENCY not in analyst
    assert "held for risk at projects" in analyst


def test_a_restricted_project_is_on_no_page_of_a_viewer(met: Met) -> None:
    scope = access.scope(met["admin"], "harbour")
    restrictions.restrict(met["admin"], scope, "D 1", [])
    for page in ("portfolio", "projects", "budget", "slip_risk", "scenarios", "project"):
        assert "Harbour wall" not in words(met["viewer"], page, project="D 1"), page
    assert "Harbour wall" in words(met["facilitator"], "project", project="D 1")


def test_what_was_published_is_said_to_count_projects_that_are_not_open(met: Met) -> None:
    restrictions.restrict(met["admin"], access.scope(met["admin"], "harbour"), "D 1", [])
    assert "What was published" not in words(met["viewer"], "portfolio")
    publish(met["facilitator"], "harbour", harbour.AS_OF)
    for page in ("portfolio", "periods"):
        assert kept_back.AS_PUBLISHED in words(met["viewer"], page), page
        assert "What was published" not in words(met["facilitator"], page), page


def test_no_line_of_a_file_is_told_to_a_reader_from_whom_a_project_is_kept(met: Met) -> None:
    restrictions.restrict(met["admin"], access.scope(met["admin"], "harbour"), "D 1", [])
    heads = {who: _heads(opened(met[who], "project", project="M 1")) for who in ("viewer", "facilitator")}
    assert "File" in heads["viewer"]
    assert "Row" in heads["facilitator"] - heads["viewer"]


def _heads(at: AppTest) -> set[str]:
    return {str(name) for table in at.dataframe for name in table.value.columns}


def test_before_anything_is_published_a_viewer_reads_why_there_is_nothing(met: Met) -> None:
    restrictions.show(met["admin"], access.scope(met["admin"], "harbour"), "drafts", "viewer", False)
    for page in FIGURES:
        told = words(met["viewer"], page)
        assert "Nothing of Harbour is published yet" in told, page
        assert "drafts are not shown to your role" in told, page
    assert "is published yet" not in words(met["viewer"], "dictionary")
    assert "is published yet" not in words(met["analyst"], "portfolio")


def test_a_portfolio_without_projects_is_no_matter_of_drafts(met: Met) -> None:
    assert "holds no projects yet" in words(met["admin of another portfolio"], "portfolio", portfolio=OTHER)
