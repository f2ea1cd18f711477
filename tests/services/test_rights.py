"""The table of roles against every service function: who may not, cannot, and nothing changes."""

import hashlib
import shutil
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import make_url, text

from data_access import database
from data_access.schema import Base
from data_access.settings import settings
from services import answers, edits, notes, people, portfolios
from services.access import Actor, Scope, scope
from services.errors import Explained, NotAllowed, NotFound
from services.rights import ROLES, SUBJECTS, TITLES, Right, highest, rights_of, unseen_by
from tests.browser.people_served import let_settings_name
from tests.services import town
from tests.services.doors import ANSWERS_BY_RIGHT, DOORS, INSIDE, Door, found, prepared
from tests.services.people_met import OPERATOR, Met, everywhere, let_people_sign_in, meet

FUNCTIONS = found()
BOTH = [{"project_key": "W1", "risk_key": "K8"}, {"project_key": "W2", "risk_key": "K8"}]
NEVER = ("stranger", "admin of another portfolio", "revoked", "disabled", "without a visit", "of another's visit",
         "claiming a role")  # fmt: skip
UNSIGNED = ("revoked", "disabled", "without a visit", "of another's visit", "claiming a role")


def test_every_function_that_takes_an_actor_is_listed():
    assert set(FUNCTIONS) - ANSWERS_BY_RIGHT - INSIDE == set(DOORS)


@pytest.fixture
def signed_in(database_url, monkeypatch):
    """A portfolio whose people sign in."""
    stored = town.store()
    let_people_sign_in(monkeypatch)
    return stored


def test_whoever_lacks_the_right_is_refused_and_nothing_changes(signed_in, capsys):
    met = meet(signed_in.portfolio)
    prepared(here(signed_in), OPERATOR)
    view = here(signed_in)
    refused = 0
    before = content()
    for name, door in DOORS.items():
        for who in (*ROLES, *NEVER):
            if allowed(door, who):
                continue
            assert is_refused(name, met[who], view), f"{who} could call {name}"
            refused += 1
    assert content() == before
    assert refused > 300
    with capsys.disabled():
        print(f" [allowed against the table: 0 of {refused}]", end="")


@pytest.fixture(scope="module")
def filled(sqlite_template, tmp_path_factory):
    """A file with a portfolio whose people sign in, to be copied; with those people, and the portfolio."""
    path = tmp_path_factory.mktemp("rights") / "filled.db"
    shutil.copyfile(sqlite_template, path)
    with pytest.MonkeyPatch.context() as patch:
        let_settings_name(f"sqlite:///{path}", patch, "none")
        stored = town.store()
        let_people_sign_in(patch)
        met = meet(stored.portfolio)
        prepared(here(stored), OPERATOR)
        database.engine().dispose()
    settings.cache_clear()
    return path, met, stored


@pytest.mark.parametrize("name", sorted(DOORS))
def test_whoever_has_the_right_is_not_refused_for_lack_of_it(name, filled, sqlite_url, monkeypatch):
    path, met, stored = filled
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(make_url(sqlite_url).database)) as copy:
        source.backup(copy)
    let_people_sign_in(monkeypatch)
    door = DOORS[name]
    for who in ROLES:
        if allowed(door, who):
            act(name, door, met, who, here(stored))


def is_refused(name: str, actor: Actor, view: Scope) -> bool:
    try:
        DOORS[name].call(FUNCTIONS[name], actor, view)
    except (NotAllowed, NotFound):
        return True
    return False


def test_a_contributor_writes_to_their_own_projects_alone(signed_in):
    met = meet(signed_in.portfolio)
    contributor, view = met["contributor"], here(signed_in)
    people.set_own_projects(OPERATOR, contributor.person or 0, view.portfolio, ["W1"])
    notes.add(contributor, view, "W1", "Mine")
    answers.give(contributor, view, town.JUNE, "W1", "As planned")
    edits.edit_rows(contributor, here(signed_in), "risks", town.JUNE, [{"project_key": "W1", "risk_key": "K9"}])
    for write in (
        lambda: notes.add(contributor, view, "W2", "Not mine"),
        lambda: answers.give(contributor, view, town.JUNE, "W2", "Not mine"),
        lambda: edits.edit_rows(contributor, here(signed_in), "risks", town.JUNE, BOTH),
        lambda: edits.edit_rows(contributor, here(signed_in), "objectives", town.JUNE, [{"objective_key": "O1"}]),
    ):
        with pytest.raises(NotAllowed):
            write()


def test_who_administers_all_portfolios_may_do_everything_in_each(signed_in):
    actor = everywhere("admin")
    assert portfolios.create(actor, "third", "Third", "EUR").key == "third"
    assert len(people.listing(actor)) == 1


def act(name: str, door: Door, met: Met, who: str, view: Scope) -> None:
    actor = met[who]
    if who == "contributor" and door.right is Right.KEEP:
        return  # Contributors write to their own projects: see below.
    try:
        door.call(FUNCTIONS[name], actor, view)
    except NotAllowed:
        raise
    except Explained:
        return


def allowed(door: Door, who: str) -> bool:
    if who in NEVER:
        return door.right is None and who not in UNSIGNED
    if door.everywhere:
        return False
    return door.right is None or (door.right in ROLES[who] and not (who == "contributor" and door.right is Right.KEEP))


def here(stored: Scope) -> Scope:
    return scope(OPERATOR, stored.portfolio)


def content() -> str:
    """Return a hash of all rows of all tables, but for when a visit was last seen."""
    found = hashlib.sha256()
    with database.engine().connect() as connection:
        for table in Base.metadata.sorted_tables:
            if table.name in ("web_session",):
                continue
            for row in connection.execute(text(f'SELECT * FROM "{table.name}" ORDER BY 1')):
                found.update(repr(tuple(row)).encode())
    return found.hexdigest()


def test_rights_of_several_roles_add_up_and_the_highest_names_them():
    assert rights_of(["contributor", "analyst", "unknown"]) == {Right.SEE, Right.VOTE, Right.KEEP, Right.UPLOAD}
    assert highest(["viewer", "facilitator"]) == "facilitator"
    assert highest([]) == ""
    assert set(TITLES) == set(ROLES)


def test_subjects_are_kept_from_viewers_alone_unless_the_portfolio_says_otherwise():
    assert unseen_by(["viewer"], {}) == set(SUBJECTS)
    assert unseen_by(["viewer", "analyst"], {}) == set()
    assert unseen_by(["viewer"], {("contracts", "viewer"): True}) == set(SUBJECTS) - {"contracts"}
    assert unseen_by(["analyst"], {("contracts", "analyst"): False}) == {"contracts"}
    assert unseen_by([], {}) == set(SUBJECTS)
