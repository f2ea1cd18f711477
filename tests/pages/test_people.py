"""The page of people, through the shell: in a team, and where nobody signs in."""

import pytest

from data_access import transaction
from services import access, lockouts, people, restrictions, sign_in, visits
from services.errors import Explained
from tests.pages.people_page import filled, form, headline, opened, pressed, refusals, table, words
from tests.services import town
from tests.services.people_met import OPERATOR, everywhere, let_people_sign_in, meet


@pytest.fixture
def boss(sqlite_url, monkeypatch):
    """An administrator of everything, signed in, beside a town."""
    town.store()
    let_people_sign_in(monkeypatch)
    return everywhere("admin")


def test_everybody_is_listed_with_roles_in_words_and_where_they_stand(boss):
    people.add(boss, "ana", "Ana", role="facilitator", portfolio="town")
    people.invite(boss, people.add(boss, "ben", "Ben"))
    people.disable(boss, people.add(boss, "cat", "Cat"))
    at = opened(boss)
    assert headline(at) == "Of 4 accounts, 0 can sign in, 3 have never signed in and 1 is disabled."
    rows = table(at, "Standing").set_index("Account")
    assert rows.loc["ana", ["Roles", "Standing"]].tolist() == ["Facilitator in Small town", "Needs an invitation"]
    assert rows.loc["ben", "Standing"].startswith("Invited until ")
    assert rows.loc["cat", ["Roles", "Standing"]].tolist() == ["No role yet", "Disabled"]
    assert rows.loc["admin.everywhere", "Visits"] == 1


def test_the_link_of_a_new_person_is_shown_once_and_lets_them_in(boss):
    at = filled(form(boss), "Ana", "Ana Perez", "analyst", "town")
    (link,) = [code.value for code in at.code]
    assert link.startswith("http://127.0.0.1:8501/invitation/")
    assert sign_in.invited(link.rsplit("/", 1)[1]).account == "ana"
    assert next(one for one in people.listing(boss) if one.account == "ana").roles == (("town", "analyst", False),)
    assert at.query_params["person"] == "ana"
    assert not at.run().code


def test_a_person_that_cannot_be_added_is_refused_in_words(boss):
    at = filled(form(boss), "admin.everywhere", "Another")
    assert "There is an account" in refusals(at)
    assert not at.code


def test_the_address_opens_a_person_and_an_unknown_one_is_told(boss):
    people.add(boss, "ana", "Ana")
    assert "Ana" in [header.value for header in opened(boss, person="ana").header]
    assert "There is no account nobody.here" in words(opened(boss, person="nobody.here"))


def test_a_role_is_given_and_taken(boss):
    number = people.add(boss, "ana", "Ana")
    at = opened(boss, person="ana")
    at.selectbox(key=f"people_role_{number}").set_value("facilitator")
    at.selectbox(key=f"people_place_{number}").set_value("")
    pressed(at, "people_give")
    assert people.read(boss, number).roles == (("", "facilitator", False),)
    pressed(at, f"people_take_{number}_*")
    assert people.read(boss, number).roles == ()


def test_the_last_administrator_is_told_why_the_role_stays(boss):
    at = pressed(opened(boss, person="admin.everywhere"), f"people_take_{boss.person}_*")
    assert "Nobody would administer this installation" in refusals(at)
    assert people.read(boss, boss.person).roles == (("", "admin", False),)


def test_nobody_disables_themselves(boss):
    at = pressed(opened(boss, person="admin.everywhere"), "people_disable")
    assert "You cannot disable yourself" in refusals(at)


def test_a_person_is_disabled_and_enabled(boss):
    number = people.add(boss, "ana", "Ana")
    at = pressed(opened(boss, person="ana"), "people_disable")
    assert people.read(boss, number).disabled
    assert "people_invite" not in {button.key for button in at.button}
    pressed(at, "people_enable")
    assert not people.read(boss, number).disabled


def test_the_name_of_a_new_person_may_be_their_account(boss):
    at = filled(form(boss), "Ana", "", "analyst", "town")
    assert len(at.code) == 1
    assert next(one for one in people.listing(boss) if one.account == "ana").name == "Ana"


def test_whoever_is_locked_is_shown_as_such_and_let_try_again(boss, monkeypatch):
    monkeypatch.setattr(sign_in, "_matches", lambda stored, password: False)
    people.add(boss, "ana", "Ana")
    for _ in range(lockouts.PER_ACCOUNT):
        with pytest.raises(Explained):
            sign_in.with_password("ana", "wrong", "192.0.2.1", "a browser")
    at = opened(boss, person="ana")
    assert table(at, "Standing").loc["ana", "Standing"].startswith("Locked until ")
    pressed(at, "people_unlock")
    assert table(at, "Standing").loc["ana", "Standing"] == "Needs an invitation"
    assert "people_unlock" not in {button.key for button in at.button}


def test_a_new_invitation_link_replaces_the_old_one(boss):
    number = people.add(boss, "ana", "Ana")
    old = people.invite(boss, number)
    at = pressed(opened(boss, person="ana"), "people_invite")
    assert sign_in.invited(at.code[0].value.rsplit("/", 1)[1]).account == "ana"
    with pytest.raises(Explained):
        sign_in.invited(old)


def test_a_contributor_gets_projects_of_their_own(boss):
    number = people.add(boss, "ana", "Ana", role="contributor", portfolio="town")
    at = opened(boss, person="ana")
    at.multiselect(key=f"people_own_{number}_town").set_value(["W1", "R1"]).run()
    pressed(at, "people_own_save")
    assert people.own_projects(boss, number, "town") == {"W1", "R1"}


def test_only_contributors_are_asked_for_projects(boss):
    number = people.add(boss, "ana", "Ana", role="analyst", portfolio="town")
    at = opened(boss, person="ana")
    assert f"people_own_{number}_town" not in {box.key for box in at.multiselect}
    assert "Ana is none in Small town" in words(at)


def test_a_visit_is_ended_beside_its_person(boss):
    number = people.add(boss, "ana", "Ana")
    with transaction() as work:
        visits.begin(work, number, "192.0.2.7", "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Version/17.5 Safari/604.1")
    (one,) = people.open_visits(boss, number)
    at = opened(boss, person="ana")
    assert "Safari on iPhone" in words(at)
    pressed(at, f"people_end_{one.id}")
    assert people.open_visits(boss, number) == []


def test_all_open_visits_are_listed_with_the_own_one_marked(boss):
    at = opened(boss, people_look="Visits")
    rows = table(at, "Device")
    assert rows["Who"].tolist() == ["Admin Everywhere"]
    assert rows["Device"].tolist() == ["A device that does not say (this one)"]


def test_the_table_of_roles_says_what_the_checks_ask(boss):
    rows = table(opened(boss, people_look="Roles"), "May").set_index("May")
    assert rows.index[rows["Viewer (executive)"] == "Yes"].tolist() == [
        "See pages and export",
        "Vote in a session joined by code",
    ]
    assert (rows["Administrator"] == "Yes").all()


def test_what_a_role_sees_is_chosen_and_saved(boss):
    at = opened(boss, people_look="What is kept from whom")
    box = next(group for group in at.button_group if group.label == "Contracts")
    assert box.value == ["contributor", "analyst"]
    box.set_value(["viewer", "analyst"])
    next(button for button in at.button if button.label == "Save who sees what").click().run()
    assert not at.exception
    told = restrictions.shown(boss, access.scope(boss, "town"))
    assert (told["contracts", "viewer"], told["contracts", "contributor"]) == (True, False)
    assert told["stakeholders", "contributor"]


def test_a_project_is_restricted_to_readers_and_opened_again(boss):
    number = people.add(boss, "ana", "Ana", role="viewer", portfolio="town")
    at = opened(boss, people_look="What is kept from whom")
    at.selectbox(key="people_kept_project").set_value("W1").run()
    at.multiselect(key="people_readers_W1_False").set_value([number]).run()
    pressed(at, "people_restrict")
    (one,) = restrictions.restricted(boss, access.scope(boss, "town"))
    assert (one.key, one.readers) == ("W1", (number,))
    assert table(at, "Readers")["Readers"].tolist() == ["Ana"]
    pressed(at, "people_open")
    assert restrictions.restricted(boss, access.scope(boss, "town")) == ()


def test_the_administrator_of_one_portfolio_keeps_what_is_seen_there_and_no_people(boss):
    at = opened(meet("town")["admin"])
    assert headline(at) == "Who may do what in this portfolio."
    assert at.button_group[0].options == ["Roles", "What is kept from whom"]
    assert "people_add" not in {button.key for button in at.button}
    assert "Restricted projects" in [header.value for header in at.header]


def test_whoever_administers_nothing_does_not_reach_the_page(boss):
    at = opened(meet("town")["facilitator"])
    assert "people_looks" not in str(at.main)
    assert not {"People", "Who may do what in this portfolio."} & {*words(at).splitlines()}


def test_where_nobody_signs_in_the_page_says_so_and_people_can_be_prepared(sqlite_url):
    town.store()
    at = opened()
    assert headline(at) == "Nobody signs in on this machine."
    assert "BELLWETHER_SIGN_IN" in words(at)
    pressed(at, "people_add")
    filled(form(), "ana", "Ana")
    assert [one.account for one in people.listing(OPERATOR)] == ["ana"]
