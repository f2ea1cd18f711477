"""Who approves a restatement: somebody else who decides; where nobody signs in, whoever is named."""

import pytest

from services import edits, people, publications
from services.access import Actor, Scope
from services.approvers import Approvers, approvers
from services.errors import Explained
from services.restatements import Restatement
from tests.services import town
from tests.services.people_met import OPERATOR, Met, let_people_sign_in, meet
from tests.services.published_town import now, publish
from tests.services.town import JUNE

ROW = {"objective_key": "O1", "name": "Clear water"}


@pytest.fixture
def scope(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Scope:
    stored = town.store()
    publish(JUNE)
    let_people_sign_in(monkeypatch)
    return stored


@pytest.fixture
def met(scope: Scope) -> Met:
    return meet(scope.portfolio)


def restate(actor: Actor, approver: str) -> None:
    given = Restatement("It was wrong", approver)
    edits.edit_rows(actor, now(), "objectives", JUNE, [ROW], restatement=given)


def test_whoever_decides_here_may_be_named_but_not_oneself(met: Met) -> None:
    others = (("admin", "Admin"), ("facilitator", "Facilitator"), ("revoked", "Revoked"))
    assert approvers(met["analyst"], now()).people == others, "a visit that was ended takes no right"
    assert approvers(met["facilitator"], now()).people == (others[0], others[2])
    assert approvers(met["viewer"], now()) == Approvers(False)


@pytest.mark.parametrize("name", ["analyst", "viewer", "stranger", "neighbour", "disabled", "nobody", "Facilitator"])
def test_nobody_else_approves(met: Met, name: str) -> None:
    before = now()
    with pytest.raises(Explained, match="cannot approve this"):
        restate(met["facilitator"], name)
    assert now() == before


@pytest.mark.parametrize("name", ["admin", "ADMIN", "Admin"])
def test_an_approver_is_known_by_account_or_name(met: Met, name: str) -> None:
    restate(met["facilitator"], name)
    assert publications.corrections(now())[0].approved_by == "Admin (admin)"


def test_of_two_of_one_name_the_account_is_asked_for(met: Met) -> None:
    for account in ("ann.one", "ann.two"):
        people.set_role(OPERATOR, people.add(OPERATOR, account, "Ann Lee"), "town", "facilitator")
    with pytest.raises(Explained, match=r"ann\.two"):
        restate(met["facilitator"], "Ann Lee")
    restate(met["facilitator"], "ann.two")
    assert publications.corrections(now())[0].approved_by == "Ann Lee (ann.two)"


def test_the_command_line_names_another_person_too(met: Met) -> None:
    with pytest.raises(Explained, match="cannot approve this"):
        restate(Actor("facilitator", "admin", operator=True), "facilitator")
    restate(OPERATOR, "facilitator")


def test_where_nobody_signs_in_any_name_will_do(sqlite_url: str) -> None:
    town.store()
    publish(JUNE)
    assert approvers(town.ME, now()) == Approvers(True)
    restate(town.ME, "  Ann Lee ")
    assert publications.corrections(now())[0].approved_by == "Ann Lee"
