"""People, their roles and visits, as an administrator keeps them, and what the audit says of it."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from data_access import database, transaction
from data_access.settings import settings
from services import people, visits
from services.errors import Explained, Moved, NotAllowed, NotFound, SignedOut
from tests.services import town
from tests.services.people_met import everywhere, let_people_sign_in, meet


@pytest.fixture
def boss(database_url, monkeypatch):
    """An administrator of everything, signed in, beside a town."""
    town.store()
    let_people_sign_in(monkeypatch)
    return everywhere("admin")


def recorded(action):
    """Return (portfolio's number, subject, before, after) of the newest entry of an action."""
    with transaction() as work:
        entries = [entry for entry in work.journal.chain() if entry["action"] == action]
    last = entries[-1]
    return last["portfolio_id"], last["subject"], last["before"], last["after"]


def entries():
    with transaction() as work:
        return len(list(work.journal.chain()))


def visit(number):
    with transaction() as work:
        token = visits.begin(work, number, "192.0.2.7", "a browser")
    return visits.current(token)


def named(actor, account):
    return next(one for one in people.listing(actor) if one.account == account)


def test_a_person_is_added_with_a_role_in_one_step(boss):
    number = people.add(boss, " A.Perez ", "Ana Perez", "ana@example.org", "analyst", "town")
    one = people.read(boss, number)
    assert (one.account, one.name, one.email) == ("a.perez", "Ana Perez", "ana@example.org")
    assert (one.roles, one.ready, one.disabled, one.visits, one.seen_at) == ((("town", "analyst", False),),) + (
        False,
        False,
        0,
        None,
    )
    assert recorded("person added")[1:] == ("a.perez", None, {"name": "Ana Perez", "email": "ana@example.org"})
    assert recorded("role changed")[2:] == (
        {"portfolio": "town", "role": None},
        {"portfolio": "town", "role": "analyst"},
    )


def test_nothing_of_a_person_is_kept_where_the_role_cannot_be_given(boss):
    before = entries()
    with pytest.raises(NotFound):
        people.add(boss, "ana", "Ana", role="viewer", portfolio="nowhere")
    with pytest.raises(Explained):
        people.add(boss, "ana", "Ana", role="king")
    assert "ana" not in {one.account for one in people.listing(boss)}
    assert entries() == before


def test_what_cannot_be_an_account_is_refused(boss):
    for account in ("", "two words", "a/b", "a@b@c", "a\\b", "x" * 65):
        with pytest.raises(Explained, match="cannot be an account"):
            people.add(boss, account, "Somebody")


def test_an_account_is_there_once_however_it_is_written(boss):
    people.add(boss, "ana@example.org", "Ana")
    with pytest.raises(Explained, match="already"):
        people.add(boss, "ANA@Example.org", "Another")


def test_a_name_is_changed_by_who_saw_the_present_one(boss):
    number = people.add(boss, "ana", "Ana")
    seen = people.read(boss, number).version
    people.rename(boss, number, seen, "Ana Perez")
    with pytest.raises(Moved):
        people.rename(boss, number, seen, "Ana Other")
    assert people.read(boss, number).name == "Ana Perez"
    assert recorded("person changed")[2:] == ({"name": "Ana", "email": None}, {"name": "Ana Perez", "email": None})


def test_a_role_replaces_the_one_held_in_the_same_place_alone(boss):
    number = people.add(boss, "ana", "Ana", role="viewer")
    people.set_role(boss, number, "town", "analyst")
    people.set_role(boss, number, "town", "facilitator")
    assert people.read(boss, number).roles == (("", "viewer", False), ("town", "facilitator", False))
    place, subject, before, after = recorded("role changed")
    assert place is not None
    assert (subject, before, after) == (
        "ana",
        {"portfolio": "town", "role": "analyst"},
        {"portfolio": "town", "role": "facilitator"},
    )
    people.set_role(boss, number, "town", "")
    assert people.read(boss, number).roles == (("", "viewer", False),)


def test_giving_the_role_held_writes_nothing(boss):
    number = people.add(boss, "ana", "Ana", role="viewer")
    before = entries()
    people.set_role(boss, number, "", "viewer")
    people.set_role(boss, number, "town", "")
    assert entries() == before


def test_a_role_by_a_group_is_left_to_the_groups(boss):
    number = people.add(boss, "ana", "Ana")
    with transaction() as work:
        work.people.grant(number, None, "analyst", "groups", by_group=True)
    people.set_role(boss, number, "", "viewer")
    people.set_role(boss, number, "", "")
    assert people.read(boss, number).roles == (("", "analyst", True),)


def test_the_last_administrator_cannot_be_lost(boss):
    with pytest.raises(Explained, match="Nobody would administer"):
        people.set_role(boss, boss.person, "", "viewer")
    with pytest.raises(Explained, match="cannot disable yourself"):
        people.disable(boss, boss.person)
    other = people.add(boss, "ana", "Ana", role="admin")
    people.disable(boss, other)
    with pytest.raises(Explained, match="Nobody would administer"):
        people.set_role(boss, boss.person, "", "")
    assert named(boss, "admin.everywhere").roles == (("", "admin", False),)


def test_two_administrators_who_give_up_at_once_leave_one(boss):
    other = people.add(boss, "ana", "Ana", role="admin")
    second = visits.actor(visit(other).id)
    both, refused = threading.Barrier(2), []

    def give_up(actor):
        both.wait()
        try:
            people.set_role(actor, actor.person, "", "viewer")
        except Explained as error:
            refused.append(error)

    threads = [threading.Thread(target=give_up, args=(actor,)) for actor in (boss, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(refused) == 1
    with transaction() as work:
        assert work.people.administrators() == 1


def test_whoever_is_disabled_is_out_at_once_and_may_come_back(boss):
    number = people.add(boss, "ana", "Ana", role="viewer")
    theirs = visits.actor(visit(number).id)
    people.disable(boss, number)
    with pytest.raises(SignedOut):
        visits.own(theirs)
    assert recorded("person disabled")[2:] == ({"disabled": False}, {"disabled": True, "visits ended": 1})
    before = entries()
    people.disable(boss, number)
    assert entries() == before
    people.disable(boss, number, False)
    assert recorded("person enabled")[2:] == ({"disabled": True}, {"disabled": False})
    with pytest.raises(SignedOut):
        visits.own(theirs)


def test_visits_are_listed_of_one_and_of_all_and_end_together(boss):
    number = people.add(boss, "ana", "Ana", role="viewer")
    first, second = visit(number), visit(number)
    assert {one.id for one in people.open_visits(boss, number)} == {first.id, second.id}
    assert {one.id for one in people.open_visits(boss)} == {first.id, second.id, boss.session}
    assert people.end_visits(boss, number) == 2
    assert recorded("all visits ended")[1:] == ("ana", None, {"visits ended": 2})
    assert [one.id for one in people.open_visits(boss)] == [boss.session]
    before = entries()
    assert people.end_visits(boss, number) == 0
    assert entries() == before


def test_a_visit_that_was_idle_too_long_is_not_listed_as_open(boss):
    number = people.add(boss, "ana", "Ana", role="viewer")
    idle = visit(number)
    long_ago = datetime.now(UTC) - timedelta(minutes=settings().session_idle_minutes + 1)
    with transaction() as work:
        work.visits.seen(idle.id, long_ago)
    assert people.open_visits(boss, number) == []
    one = people.read(boss, number)
    assert (one.visits, one.seen_at) == (0, long_ago)


def test_own_projects_must_exist_and_are_told_before_and_after(boss):
    number = people.add(boss, "ana", "Ana", role="contributor", portfolio="town")
    people.set_own_projects(boss, number, "town", ["W1", "R1"])
    with pytest.raises(NotFound, match="no project"):
        people.set_own_projects(boss, number, "town", ["W1", "X9"])
    assert people.own_projects(boss, number, "town") == {"W1", "R1"}
    people.set_own_projects(boss, number, "town", ["W1"])
    place, subject, before, after = recorded("own projects changed")
    assert place is not None
    assert (subject, before, after) == ("ana", {"projects": ["R1", "W1"]}, {"projects": ["W1"]})


def test_the_administrator_of_one_portfolio_keeps_no_people(boss):
    met = meet("town")
    for act in (people.listing, people.open_visits):
        with pytest.raises(NotAllowed):
            act(met["admin"])
    with pytest.raises(NotAllowed):
        people.end_visits(met["admin"], boss.person)
    assert {one.id for one in people.open_visits(boss)} >= {boss.session}


def test_reading_people_takes_no_lock_on_the_database(boss):
    with database.engine().execution_options(write=True).begin() as held:
        held.exec_driver_sql("UPDATE person SET name = 'Renamed' WHERE account = 'nobody'")
        assert people.own_projects(boss, boss.person, "town") == set()
