"""What is kept from whom in a portfolio: restricted projects, and subjects by role."""

from itertools import product

import pytest

from data_access import transaction
from services import access, people, periods, restrictions, states
from services.errors import Explained, NotAllowed, NotFound
from services.rights import KEEPS_ALL, NOT_BY_DEFAULT, ROLES, SUBJECTS
from tests.services import town
from tests.services.people_met import OPERATOR, let_people_sign_in, meet, show_drafts
from tests.services.periods_published import publish


@pytest.fixture
def met(database_url, monkeypatch):
    """People of every role in a town, signed in."""
    town.store()
    let_people_sign_in(monkeypatch)
    return meet("town")


def here(actor=OPERATOR):
    return access.scope(actor, "town")


def seen(actor):
    return set(states.projects(here(actor), town.JUNE, ["name"])["project_key"])


def recorded():
    with transaction() as work:
        last = list(work.journal.chain())[-1]
    return last["action"], last["subject"], last["before"], last["after"]


def test_a_restricted_project_is_seen_by_its_readers_and_those_who_keep_all(met):
    admin, analyst = met["admin"], met["analyst"]
    show_drafts("town")
    restrictions.restrict(admin, here(), "W1", [analyst.person])
    assert {role for role in ROLES if "W1" in seen(met[role])} == {"analyst", "facilitator", "admin"}
    assert all("W2" in seen(met[role]) for role in ROLES)
    (one,) = restrictions.restricted(admin, here())
    assert (one.key, one.readers) == ("W1", (analyst.person,))


def test_a_contributor_sees_their_own_restricted_project(met):
    people.set_own_projects(OPERATOR, met["contributor"].person, "town", ["W1"])
    restrictions.restrict(met["admin"], here(), "W1", [])
    assert "W1" in seen(met["contributor"])
    assert "W1" not in seen(met["viewer"])


def test_opening_a_project_shows_it_to_everybody_again(met):
    show_drafts("town")
    restrictions.restrict(met["admin"], here(), "W1", [])
    restrictions.restrict(met["admin"], here(), "W1", None)
    assert restrictions.restricted(met["admin"], here()) == ()
    assert all("W1" in seen(met[role]) for role in ROLES)


def test_each_change_raises_the_data_version_and_is_told_before_and_after(met):
    admin, viewer = met["admin"], met["viewer"]
    first = here().data_version
    restrictions.restrict(admin, here(), "W1", [])
    assert recorded() == ("project restricted", "W1", {"seen by": "everybody"}, {"seen by": "readers", "readers": []})
    restrictions.restrict(admin, here(), "W1", [viewer.person])
    assert recorded()[2:] == (
        {"seen by": "readers", "readers": []},
        {"seen by": "readers", "readers": ["viewer"]},
    )
    restrictions.restrict(admin, here(), "W1", None)
    assert recorded()[::3] == ("project opened", {"seen by": "everybody"})
    restrictions.show(admin, here(), "contracts", "viewer", True)
    assert recorded() == (
        "sight changed",
        "contracts",
        {"role": "viewer", "shown": False},
        {"role": "viewer", "shown": True},
    )
    assert here().data_version == first + 4


def test_a_viewer_sees_no_period_until_one_is_published_and_then_no_later_one(met):
    def dates(role):
        return periods.dates(here(met[role]))

    assert (dates("viewer"), dates("analyst")) == ([], [town.MAY, town.JUNE])
    assert not states.projects(here(met["viewer"]), town.JUNE, ["name"]).shape[0]
    publish(OPERATOR, "town", town.MAY)
    assert (dates("viewer"), dates("analyst")) == ([town.MAY], [town.MAY, town.JUNE])
    show_drafts("town")
    assert dates("viewer") == [town.MAY, town.JUNE]


def test_what_changes_nothing_writes_nothing(met):
    admin = met["admin"]
    restrictions.restrict(admin, here(), "W1", [])
    first, entry = here().data_version, recorded()
    restrictions.restrict(admin, here(), "W1", [])
    restrictions.restrict(admin, here(), "W2", None)
    restrictions.show(admin, here(), "drafts", "viewer", False)
    assert (here().data_version, recorded()) == (first, entry)


def test_only_projects_and_people_that_exist_can_be_named(met):
    with pytest.raises(NotFound, match="no project"):
        restrictions.restrict(met["admin"], here(), "X9", [])
    with pytest.raises(NotFound, match="no such person"):
        restrictions.restrict(met["admin"], here(), "W1", [987_654])
    assert restrictions.restricted(met["admin"], here()) == ()


def test_subjects_are_shown_by_default_to_all_but_viewers(met):
    told = restrictions.shown(met["admin"], here())
    assert set(told) == {(subject, role) for subject in SUBJECTS for role in ROLES}
    assert {role for (_, role), seen in told.items() if not seen} == NOT_BY_DEFAULT


def test_what_is_shown_to_a_role_is_what_its_scope_shows(met):
    admin = met["admin"]
    for subject, role in product(SUBJECTS, ROLES):
        for wanted in (True, False, True):
            if wanted or role not in KEEPS_ALL:
                restrictions.show(admin, here(), subject, role, wanted)
            told = restrictions.shown(admin, here())[subject, role]
            assert (subject not in here(met[role]).unseen) == told == (wanted or role in KEEPS_ALL)


def test_nothing_is_kept_from_those_who_decide_on_all(met):
    for role in sorted(KEEPS_ALL):
        with pytest.raises(Explained, match="Nothing is kept"):
            restrictions.show(met["admin"], here(), "contracts", role, False)


def test_unknown_subjects_and_roles_are_refused(met):
    for subject, role in (("weather", "viewer"), ("contracts", "king")):
        with pytest.raises(Explained, match="nothing that can be shown"):
            restrictions.show(met["admin"], here(), subject, role, True)


def test_readers_are_chosen_from_those_who_may_see_the_portfolio(met):
    told = {one.account: one for one in restrictions.people_here(met["admin"], here())}
    assert set(ROLES) <= set(told)
    assert not {"stranger", "neighbour", "disabled"} & set(told)
    assert {account for account in ROLES if told[account].sees_all} == KEEPS_ALL
    assert [one.name for one in told.values()] == sorted(one.name for one in told.values())


def test_nobody_but_an_administrator_of_the_portfolio_learns_or_changes_it(met):
    asked = here()
    acts = [
        lambda actor: restrictions.restricted(actor, asked),
        lambda actor: restrictions.people_here(actor, asked),
        lambda actor: restrictions.shown(actor, asked),
        lambda actor: restrictions.restrict(actor, asked, "W1", []),
        lambda actor: restrictions.show(actor, asked, "contracts", "viewer", True),
    ]
    others = [role for role in ROLES if role != "admin"]
    for act in acts:
        for who in [*others, "stranger", "admin of another portfolio", "revoked", "claiming a role"]:
            with pytest.raises((NotAllowed, NotFound)):
                act(met[who])
    assert here() == asked
