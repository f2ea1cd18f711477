"""People through the command line: the first administrator is made here, whatever the settings say of signing in."""

import json
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from data_access import transaction
from data_access.settings import settings
from services import people, portfolios, sign_in, visits
from services.errors import Explained
from tests.services.people_met import OPERATOR, let_people_sign_in
from ui.commands import app

SCHEMAS = Path(__file__).resolve().parents[3] / "docs" / "cli"
PASSWORD = "several words do well"


@pytest.fixture(autouse=True)
def team(database_url, monkeypatch):
    """An installation in which people sign in by password, before there is anybody."""
    let_people_sign_in(monkeypatch)


def run(*words):
    return CliRunner().invoke(app, ["people", *words])


def ask(*words, code=0):
    """Run a command with --json; return its fields, checked against its schema."""
    ended = run(*words, "--json")
    assert ended.exit_code == code, ended.output
    fields = json.loads(ended.stdout)
    name = "refused" if code else f"people-{words[0]}"
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(fields, schema, cls=jsonschema.Draft202012Validator)
    return fields


def token(fields):
    return fields["link"].rsplit("/", 1)[1]


def entered(account):
    """Let somebody in who was invited, and return their visit."""
    return visits.current(sign_in.take_up(token(ask("invite", account)), PASSWORD, "192.0.2.1", "a browser"))


def test_the_first_administrator_is_made_here_and_gets_in_by_the_link():
    link = ask("add", "Boss", "--role", "admin")["link"]
    assert link.startswith("http://127.0.0.1:8501/invitation/")
    visit = visits.current(sign_in.take_up(link.rsplit("/", 1)[1], PASSWORD, "192.0.2.1", "a browser"))
    assert visits.actor(visit.id).role == "admin"
    assert [one.account for one in people.listing(visits.actor(visit.id))] == ["boss"]


def test_the_link_is_the_address_under_which_people_reach_the_server(monkeypatch):
    monkeypatch.setenv("BELLWETHER_PUBLIC_URL", "https://plans.example.org/bellwether/")
    settings.cache_clear()
    assert ask("add", "boss")["link"].startswith("https://plans.example.org/bellwether/invitation/")


def test_before_anybody_is_there_the_list_says_how_to_begin():
    assert "cli.py people add NAME --role admin" in run("list").output
    assert ask("list") == {"people": []}


def test_everybody_is_listed_with_what_they_may_do_where():
    portfolios.create(OPERATOR, "town", "Town", "EUR")
    ask("add", "boss", "--role", "admin")
    ask("add", "ana", "--name", "Ana Perez", "--role", "analyst", "--portfolio", "town")
    told = {one["account"]: one for one in ask("list")["people"]}
    assert told["boss"]["roles"] == [{"portfolio": None, "role": "admin", "by_group": False}]
    assert told["ana"] == {
        "account": "ana",
        "name": "Ana Perez",
        "roles": [{"portfolio": "town", "role": "analyst", "by_group": False}],
        "disabled": False,
    }
    assert "ana: Ana Perez. Analyst in town" in run("list").output.splitlines()


def test_a_role_is_given_replaced_and_taken():
    ask("add", "ana", "--role", "viewer")
    assert [held["role"] for held in ask("role", "ANA", "facilitator")["roles"]] == ["facilitator"]
    assert run("role", "ana", "none").output == "ana: No role yet\n"
    assert ask("list")["people"][0]["roles"] == []


def test_whoever_is_disabled_is_out_at_once_and_undone_may_come_back():
    ask("add", "ana")
    visit = entered("ana")
    assert visits.counts(visit.id)
    assert ask("disable", "ana")["disabled"]
    assert not visits.counts(visit.id)
    assert run("disable", "ana", "--undo").output == "ana may sign in again.\n"
    assert not ask("list")["people"][0]["disabled"]


def test_a_new_link_ends_the_one_before():
    first = token(ask("add", "ana"))
    second = token(ask("invite", "ana"))
    with pytest.raises(Explained):
        sign_in.invited(first)
    assert sign_in.invited(second).account == "ana"


def test_no_link_is_made_where_a_provider_says_who_somebody_is(monkeypatch):
    monkeypatch.setenv("BELLWETHER_SIGN_IN", "proxy")
    settings.cache_clear()
    assert set(ask("add", "ana@example.org")) == {"person"}
    assert ask("invite", "ana@example.org", code=1)["refused"][0]["rule"].startswith("People do not sign in")


def test_what_is_asked_of_nobody_or_of_no_role_is_refused_and_writes_nothing():
    ask("add", "ana")
    for words in (("invite", "ben"), ("role", "ben", "viewer"), ("disable", "ben")):
        assert "There is no account" in ask(*words, code=1)["refused"][0]["rule"]
    ask("role", "ana", "king", code=1)
    ask("role", "ana", "viewer", "--portfolio", "nowhere", code=1)
    ask("add", "two words", code=1)
    ask("add", "ana", code=1)
    assert [(one["account"], one["roles"]) for one in ask("list")["people"]] == [("ana", [])]


def test_the_audit_names_who_has_the_machine_and_holds_no_link():
    made = ask("add", "ana", "--role", "viewer")
    with transaction() as work:
        entries = list(work.journal.chain())
    assert [entry["action"] for entry in entries] == ["person added", "role changed", "person invited"]
    assert {entry["actor"] for entry in entries} == {settings().user}
    assert token(made) not in str(entries)
