"""People through the command line: the first administrator is made here."""

import json

import pytest
from typer.testing import CliRunner

from data_access.settings import settings
from services import people, sign_in
from services.access import operator
from tests.services import town
from tests.services.people_met import let_people_sign_in
from ui.commands import app


def told(*arguments, code=0):
    """Run a command with --json and return its fields."""
    ended = CliRunner().invoke(app, ["people", *arguments, "--json"])
    assert ended.exit_code == code, ended.output
    return json.loads(ended.stdout) if ended.stdout.strip() else {}


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


def test_a_person_is_kept_out_and_let_in_again(team):
    said("add", "ana")
    assert told("disable", "ana")["disabled"] is True
    assert told("disable", "ana", "--undo")["disabled"] is False


def test_an_unknown_account_is_refused(team):
    assert "There is no account" in said("disable", "nobody", code=1)
