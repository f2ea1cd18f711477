"""People through the command line: the first administrator is made here."""

import json
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from data_access.settings import settings
from services import people, sign_in
from services.access import operator
from tests.services import town
from tests.services.people_met import let_people_sign_in
from ui.commands import app

SCHEMAS = Path(__file__).resolve().parents[3] / "docs" / "cli"


def told(*arguments, code=0):
    """Run a command with --json and return its fields, checked against its schema."""
    ended = CliRunner().invoke(app, ["people", *arguments, "--json"])
    assert ended.exit_code == code, ended.output
    fields = json.loads(ended.stdout) if ended.stdout.strip() else {}
    if code == 0:
        wanted = json.loads((SCHEMAS / f"people-{arguments[0]}.schema.json").read_text(encoding="utf-8"))
        jsonschema.validate(fields, wanted, cls=jsonschema.Draft202012Validator)
    return fields


def said(*arguments, code=0):
    ended = CliRunner().invoke(app, ["people", *arguments])
    assert ended.exit_code == code, ended.output
    return ended.output


@pytest.fixture
def team(database_url, monkeypatch):
    """A town whose people sign in by accounts."""
    town.store()
    let_people_sign_in(monkeypatch)


def test_the_first_administrator_is_added_with_a_link_that_lets_them_in(team):
    link = told("add", "Boss", "--name", "The Boss", "--role", "admin")["link"]
    assert sign_in.invited(link.rsplit("/", 1)[1]).account == "boss"
    (one,) = told("list")["people"]
    assert (one["account"], one["name"], one["disabled"]) == ("boss", "The Boss", False)
    assert one["roles"] == [{"portfolio": None, "role": "admin", "by_group": False}]


def test_before_anybody_is_added_the_list_says_what_to_do(team):
    assert "Add the first administrator" in said("list")


def test_a_person_whose_role_is_unknown_is_not_added(team):
    said("add", "boss", "--role", "king", code=1)
    assert people.listing(operator()) == []


def test_a_role_is_given_in_one_portfolio_and_taken(team):
    said("add", "ana")
    assert "Analyst in town" in said("role", "ana", "analyst", "--portfolio", "town")
    assert "No role yet" in said("role", "ana", "none", "--portfolio", "town")


def test_a_new_link_ends_the_old_one(team):
    first, second = told("add", "ana")["link"], told("invite", "ana")["link"]
    assert first != second
    assert sign_in.invited(second.rsplit("/", 1)[1]).account == "ana"


def test_a_link_says_what_to_complete_where_nobody_told_the_address(team, monkeypatch):
    assert "another address than http://127.0.0.1:8501" in said("add", "ana")
    monkeypatch.setenv("BELLWETHER_PUBLIC_URL", "https://plans.example/tools")
    settings.cache_clear()
    shown = said("invite", "ana")
    assert "https://plans.example/tools/invitation/" in shown
    assert "another address" not in shown


def test_a_link_begins_with_the_address_that_is_given(team, monkeypatch):
    for words in (("add", "ana"), ("invite", "ana")):
        shown = said(*words, "--address", "http://127.0.0.1:8600/")
        assert "http://127.0.0.1:8600/invitation/" in shown
        assert "8501" not in shown
    monkeypatch.setenv("BELLWETHER_PUBLIC_URL", "https://plans.example")
    settings.cache_clear()
    assert told("invite", "ana", "--address", "http://10.0.0.7:80")["link"].startswith("http://10.0.0.7:80/")


@pytest.mark.parametrize("address", ["8600", "127.0.0.1:8600", "ftp://plans.example", "http://"])
def test_what_is_no_address_is_wrong_use_and_nobody_is_added(team, address):
    said("add", "ana", "--address", address, code=2)
    assert people.listing(operator()) == []


def test_a_person_is_kept_out_and_let_in_again(team):
    said("add", "ana")
    assert told("disable", "ana")["disabled"] is True
    assert told("enable", "ana")["disabled"] is False
    assert told("disable", "ana")["disabled"] is True
    assert told("disable", "ana", "--undo")["disabled"] is False
    assert "ana may sign in again." in said("enable", "ana")


def test_whoever_is_let_in_again_has_the_roles_and_projects_they_had(team):
    said("add", "ana", "--role", "contributor", "--portfolio", "town")
    said("projects", "ana", "town", "W1", "R1")
    before = told("list")
    said("disable", "ana")
    said("enable", "ana")
    assert told("list") == before
    assert told("projects", "ana", "town")["projects"] == ["R1", "W1"]


def test_a_list_of_own_projects_takes_the_place_of_the_one_before(team):
    said("add", "ana", "--role", "contributor", "--portfolio", "town")
    assert "ana keeps no project of town." in said("projects", "ana", "town")
    assert said("projects", "Ana", "town", "W1", "R1").strip() == "ana keeps 2 projects of town: R1, W1."
    assert told("projects", "ana", "town", "W5")["projects"] == ["W5"]
    assert told("projects", "ana", "town")["projects"] == ["W5"], "asking takes nothing away"
    assert told("projects", "ana", "town", "--none")["projects"] == []


def test_own_projects_of_somebody_who_is_no_contributor_are_said_not_to_count(team):
    said("add", "ana", "--role", "viewer")
    assert "has no such role in town" in said("projects", "ana", "town", "W1")
    said("role", "ana", "contributor", "--portfolio", "town")
    assert "no such role" not in said("projects", "ana", "town")


def test_own_projects_that_cannot_be_are_refused_and_nothing_is_changed(team):
    said("add", "ana")
    said("projects", "ana", "town", "W1")
    assert 'There is no project "X9".' in said("projects", "ana", "town", "R1", "X9", code=1)
    assert 'There is no portfolio "nowhere".' in said("projects", "ana", "nowhere", "R1", code=1)
    assert "There is no account" in said("projects", "nobody", "town", "R1", code=1)
    said("projects", "ana", "town", "R1", "--none", code=2)
    assert told("projects", "ana", "town")["projects"] == ["W1"]


def test_an_unknown_account_is_refused(team):
    for command in ("disable", "enable", "invite"):
        assert "There is no account" in said(command, "nobody", code=1)
