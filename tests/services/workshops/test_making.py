"""Preparing a workshop: what can be weighed, by which rules, and who sits at the table."""

from collections.abc import Sequence

import pytest

from data_access.audit_search import Sought
from services import audit, objectives
from services.access import Scope
from services.errors import Explained, Moved, NotFound
from services.workshops import joining, making
from services.workshops.making import LONGEST, Invited
from services.workshops.rules import Rules
from tests.services import town
from tests.services.workshops import proposals
from tests.services.workshops.held import ADDRESS, Table
from tests.services.workshops.proposals import AS_OF, ME


@pytest.fixture
def scope(sqlite_url: str) -> Scope:
    return proposals.store()


@pytest.fixture
def here(sqlite_url: str) -> Scope:
    return proposals.store()


def prepared(scope: Scope, people: Sequence[tuple[str, str]] = (), **rules: object) -> Table:
    number = making.prepare_weights(ME, scope, AS_OF, "Weights", Rules(**rules))  # type: ignore[arg-type]
    table = Table(ME, scope.portfolio, number)
    making.invite(ME, scope, number, people)
    return table


def test_what_is_asked_is_fixed_with_names_statements_and_shares(scope: Scope) -> None:
    held = prepared(scope).now
    assert held.frame["objectives"] == [
        {"key": "O1", "name": "Growth", "statement": "Growth for all", "share": pytest.approx(0.5)},
        {"key": "O2", "name": "Safety", "statement": "Safety for all", "share": pytest.approx(0.3)},
        {"key": "O3", "name": "Clean air", "statement": "Clean air for all", "share": pytest.approx(0.2)},
    ]
    assert (held.stage, held.code, held.version, held.made_by) == ("draft", None, 1, ME.name)


def test_an_objective_renamed_afterwards_is_asked_by_the_name_it_had(here: Scope) -> None:
    table = prepared(here)
    objectives.change(ME, table.scope, AS_OF, "O1", name="Prosperity")
    assert table.now.names["O1"] == "Growth"


def test_one_objective_alone_cannot_be_weighed(here: Scope) -> None:
    for key in ("O2", "O3"):
        objectives.remove(ME, Table(ME, here.portfolio, 0).scope, AS_OF, key)
    with pytest.raises(Explained, match="The number of objectives at this date is 1"):
        prepared(Table(ME, here.portfolio, 0).scope)


def test_more_objectives_than_people_can_weigh_are_refused(here: Scope) -> None:
    for number in range(making.MOST - 2):
        objectives.add(ME, Table(ME, here.portfolio, 0).scope, AS_OF, f"More {number}", points=1.0)
    with pytest.raises(Explained, match=f"Between {making.FEWEST} and {making.MOST}"):
        prepared(Table(ME, here.portfolio, 0).scope)


def test_while_it_is_prepared_its_rules_can_be_changed_by_one_person_at_a_time(scope: Scope) -> None:
    table = prepared(scope)
    other = Rules(anonymous=False, anybody=False, quorum=5, scale="saaty", minutes=40, discuss_minutes=3)
    making.change_rules(ME, scope, table.number, 1, " Weights of 2027 ", other)
    held = table.now
    assert (held.title, held.anonymous, held.version) == ("Weights of 2027", False, 2)
    assert {name: held.frame[name] for name in ("anybody", "quorum", "scale", "minutes", "discuss_minutes")} == {
        "anybody": False, "quorum": 5, "scale": "saaty", "minutes": 40, "discuss_minutes": 3,
    }  # fmt: skip
    assert len(held.frame["objectives"]) == 3
    with pytest.raises(Moved):
        making.change_rules(ME, scope, table.number, 1, "Too late", Rules())
    assert table.now == held


def test_a_name_is_invited_once_however_it_is_written(scope: Scope) -> None:
    table = prepared(scope)
    found = making.invite(ME, scope, table.number, [("Anna  Berg", ""), (" anna berg ", ""), ("Ben", "")])
    assert found == Invited(("Anna Berg", "Ben"), (), ())
    assert making.invite(ME, scope, table.number, [("BEN", "")]) == Invited((), (), ())
    assert [seat.name for seat in table.now.seats] == ["Anna Berg", "Ben"]


def test_a_name_too_long_is_cut_and_an_empty_one_invites_nobody_of_the_same_list(here: Scope) -> None:
    table = prepared(here)
    making.invite(ME, here, table.number, [("A" * 200, "")])
    assert table.now.seats[0].name == "A" * LONGEST
    with pytest.raises(Explained, match="no name"):
        making.invite(ME, here, table.number, [("Ben", ""), ("  ", "")])
    assert len(table.now.seats) == 1


def test_a_table_has_an_end(here: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "MOST_SEATS", 3)
    table = prepared(here, [("Anna", ""), ("Ben", "")])
    with pytest.raises(Explained, match="at most 3 places"):
        making.invite(ME, here, table.number, [("Carla", ""), ("Dora", "")])
    assert len(table.now.seats) == 2


def groups_of(table: Table) -> list[str]:
    return [seat.group for seat in table.now.seats]


def test_groups_are_spelled_as_in_the_rules_and_others_are_kept_as_typed(here: Scope) -> None:
    table = prepared(here, [("A", " finance"), ("B", "FINANCE "), ("C", "Works  council")], say={"Finance": 2.0})
    assert groups_of(table) == ["Finance", "Finance", "Works council"]


def test_rules_changed_later_give_their_spelling_to_those_on_the_list(here: Scope) -> None:
    table = prepared(here, [("A", "finance"), ("B", "Staff")])
    making.change_rules(ME, here, table.number, 1, "Weights", Rules(say={"Finance": 2.0}))
    assert groups_of(table) == ["Finance", "Staff"]


def test_who_is_invited_again_with_another_group_is_in_that_one_and_without_any_stays(here: Scope) -> None:
    table = prepared(here, [("Anna", "Board"), ("Ben", "")], say={"Board": 2.0})
    found = making.invite(ME, here, table.number, [("anna", "Staff"), ("Ben", "board"), ("Carla", "")])
    assert found == Invited(("Carla",), ("Anna", "Ben"), ())
    assert groups_of(table) == ["Staff", "Board", ""]
    assert making.invite(ME, here, table.number, [("Anna", ""), ("Ben", "BOARD")]) == Invited((), (), ())
    assert groups_of(table) == ["Staff", "Board", ""]


def test_once_a_question_is_asked_groups_stay_and_that_is_told(here: Scope) -> None:
    table = prepared(here, [(name, "Board") for name in "ABC"], say={"Board": 2.0})
    table.take("open_session")
    table.join(*"ABC")
    seat = table.now.seats[0]
    making.change_seat(ME, here, table.number, seat.id, votes=True, group=" BOARD ")
    table.take("ask_next")
    found = making.invite(ME, here, table.number, [("A", "Staff"), ("D", "Staff")])
    assert found == Invited(("D",), (), ("A",))
    with pytest.raises(Explained, match="The group of A stays as it is"):
        making.change_seat(ME, here, table.number, seat.id, votes=True, group="")
    making.change_seat(ME, here, table.number, seat.id, votes=True, delegate="Zoe", group="board")
    assert groups_of(table) == ["Board", "Board", "Board", "Staff"]
    assert table.now.seats[0].delegate == "Zoe"


def test_a_place_gets_another_group_as_the_rules_spell_it(here: Scope) -> None:
    table = prepared(here, [("Anna", "Staff")], say={"Board": 2.0})
    making.change_seat(ME, here, table.number, table.now.seats[0].id, votes=True, group="board")
    assert groups_of(table) == ["Board"]
    making.change_seat(ME, here, table.number, table.now.seats[0].id, votes=True)
    assert groups_of(table) == ["Board"]


def test_a_place_is_changed_with_a_record_of_before_and_after(here: Scope) -> None:
    table = prepared(here, [("Anna", "")])
    seat = table.now.seats[0].id
    making.change_seat(ME, here, table.number, seat, votes=False, delegate=" Zoe ", conflicts=["B", "A", "B"])
    held = table.now.seats[0]
    assert (held.votes, held.delegate, held.conflicts) == (False, "Zoe", ("A", "B"))
    told = [each for each in audit.every(ME, here.portfolio, Sought()) if each.action == "workshop place changed"]
    assert [(each.before or {})["votes"] for each in told] == [True]
    making.change_seat(ME, here, table.number, seat, votes=False, delegate="Zoe", conflicts=["A", "B"])
    again = [each for each in audit.every(ME, here.portfolio, Sought()) if each.action == "workshop place changed"]
    assert len(again) == 1, "nothing changed, so nothing is told"


def test_only_who_never_joined_leaves_the_list(here: Scope) -> None:
    table = prepared(here, [("Anna", ""), ("Ben", "")])
    table.take("open_session")
    token = joining.join(table.now.code or "", "Ben", ADDRESS)
    making.remove_seat(ME, here, table.number, table.now.seats[0].id)
    assert [seat.name for seat in table.now.seats] == ["Ben"]
    joining.leave(token)
    with pytest.raises(Explained, match="Ben has joined already"):
        making.remove_seat(ME, here, table.number, table.now.seats[0].id)


def test_a_place_of_another_workshop_or_portfolio_is_out_of_reach(here: Scope) -> None:
    one, other = prepared(here, [("Anna", "")]), prepared(here, [("Ben", "")])
    place = other.now.seats[0].id
    for call in (making.remove_seat, making.free_seat):
        with pytest.raises(NotFound, match="no such place"):
            call(ME, here, one.number, place)
    with pytest.raises(NotFound, match="no such place"):
        making.change_seat(ME, here, one.number, place, votes=False)
    elsewhere = town.store(town.MAY, key="other")
    with pytest.raises(NotFound, match="no such workshop"):
        making.invite(ME, elsewhere, one.number, [("Eve", "")])
    assert other.now.seats[0].votes


def test_what_entries_of_the_audit_call_a_workshop() -> None:
    assert making.subject({"title": "Weights", "id": 7}) == "Weights (7)"
