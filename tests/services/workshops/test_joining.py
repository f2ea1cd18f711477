"""Joining by a code: throttled, one device for each place, and only while a workshop is open."""

from datetime import UTC, datetime, timedelta

import pytest

from data_access import reading as reads
from data_access import transaction
from services import portfolios
from services.access import Scope
from services.errors import Explained, NotAllowed, NotFound
from services.workshops import joining, making
from services.workshops.joining import PER_ADDRESS, WINDOW, TooManyAttempts
from services.workshops.rules import Rules
from tests.services import town
from tests.services.workshops.at_once import at_once
from tests.services.workshops.held import ADDRESS, Table, ballots_stored, open_workshop

ELSEWHERE = "198.51.100.7"


@pytest.fixture
def table(database_url: str) -> Table:
    return opened(town.store(town.MAY))


@pytest.fixture
def here(sqlite_url: str) -> Scope:
    return town.store(town.MAY)


def opened(scope: Scope, *invited: str, **rules: object) -> Table:
    """Return a workshop that is open, at which nobody sits yet."""
    number = making.prepare_weights(town.ME, scope, town.MAY, "Weights", Rules(**rules))  # type: ignore[arg-type]
    table = Table(town.ME, scope.portfolio, number)
    making.invite(town.ME, scope, number, [(name, "") for name in invited])
    table.take("open_session")
    return table


def seats(table: Table) -> list[str]:
    return [seat.name for seat in table.now.seats]


def test_a_code_tells_what_it_leads_to_and_which_places_are_free(here: Scope) -> None:
    table = opened(here, "Anna", "Ben", anybody=False)
    table.join("Ben")
    found = joining.invitation(table.now.code or "", ADDRESS)
    assert (found.workshop, found.title, found.kind) == (table.number, "Weights", "weights")
    assert (found.anonymous, found.practice, found.anybody) == (True, False, False)
    assert (found.free, found.taken, found.delegates) == (("Anna",), ("Ben",), {})


def test_a_code_tells_who_sits_at_a_place_for_somebody(here: Scope) -> None:
    table = opened(here, "Anna", "Ben")
    making.change_seat(town.ME, here, table.number, table.now.seats[0].id, votes=True, delegate="Zoe")
    assert joining.invitation(table.now.code or "", ADDRESS).delegates == {"Anna": "Zoe"}


def test_a_code_may_be_typed_as_it_is_read(here: Scope) -> None:
    code = opened(here).now.code or ""
    assert joining.invitation(f" {code[:3].lower()}-{code[3:]} ", ADDRESS).title == "Weights"


def test_who_joins_without_a_name_is_numbered(table: Table) -> None:
    for _ in range(2):
        joining.join(table.now.code or "", " ", ADDRESS)
    assert seats(table) == ["Participant 1", "Participant 2"]
    assert not any(seat.invited for seat in table.now.seats)


def test_a_place_belongs_to_one_device_until_it_is_freed(table: Table) -> None:
    code = table.now.code or ""
    first = joining.join(code, "Anna", ADDRESS)
    with pytest.raises(NotAllowed, match="Somebody sits at the place of ANNA"):
        joining.join(code, "ANNA", ADDRESS)
    assert seats(table) == ["Anna"]
    making.free_seat(town.ME, table.scope, table.number, table.now.seats[0].id)
    second = joining.join(code, "anna", ADDRESS)
    assert (joining.sits(first), joining.sits(second)) == (False, True)
    assert seats(table) == ["Anna"]


def test_of_two_devices_that_want_one_place_at_once_one_gets_it(database_url: str) -> None:
    table = opened(town.store(town.MAY), "Anna")
    code = table.now.code or ""
    outcomes = at_once(*[lambda: joining.join(code, "Anna", ADDRESS)] * 4)
    assert sorted(outcomes) == ["NotAllowed", "NotAllowed", "NotAllowed", "done"]
    assert seats(table) == ["Anna"]


def test_people_without_names_who_join_at_once_all_get_a_place(database_url: str) -> None:
    table = opened(town.store(town.MAY))
    code = table.now.code or ""
    assert at_once(*[lambda: joining.join(code, "", ADDRESS)] * 8) == ["done"] * 8
    assert len(set(seats(table))) == 8


def test_who_leaves_makes_room_for_another_device(here: Scope) -> None:
    table = opened(here)
    token = joining.join(table.now.code or "", "Anna", ADDRESS)
    joining.leave(token)
    joining.leave(token)
    assert not joining.sits(token)
    assert joining.sits(joining.join(table.now.code or "", "Anna", ADDRESS))


def test_a_token_holds_for_its_own_workshop_and_is_stored_nowhere(here: Scope) -> None:
    one, other = opened(here), opened(here)
    token = joining.join(one.now.code or "", "Anna", ADDRESS)
    assert joining.sits(token, one.now.code or "")
    assert not joining.sits(token, other.now.code or "")
    assert joining.sits(token, "no code")
    assert not joining.sits("")
    with reads() as work:
        assert all(token not in str(seat) for seat in work.workshops.seats(one.number))


def test_a_device_of_a_workshop_that_is_over_sits_nowhere_and_its_title_is_known(here: Scope) -> None:
    table = opened(here)
    token = joining.join(table.now.code or "", "Anna", ADDRESS)
    assert (joining.sits(token), joining.sat(token)) == (True, None)
    table.take("close")
    assert (joining.sits(token), joining.sat(token)) == (False, "Weights")
    joining.leave(token)
    assert joining.sat(token) is None


@pytest.mark.parametrize("token", ["", "made up"])
def test_a_device_that_never_sat_anywhere_has_no_workshop_that_is_over(here: Scope, token: str) -> None:
    opened(here)
    assert joining.sat(token) is None


def test_only_those_on_the_list_where_it_is_closed(here: Scope) -> None:
    table = opened(here, "Anna", anybody=False)
    for name in ("Mallory", ""):
        with pytest.raises(NotAllowed, match=r"Mallory|Choose your name"):
            joining.join(table.now.code or "", name, ADDRESS)
    table.join("Anna")
    assert seats(table) == ["Anna"]


def test_where_answers_bear_names_everybody_needs_one(here: Scope) -> None:
    table = opened(here, anonymous=False)
    with pytest.raises(Explained, match="Write your name"):
        joining.join(table.now.code or "", "", ADDRESS)
    table.join("Anna")
    assert seats(table) == ["Anna"]


def test_a_full_table_takes_nobody_more(here: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "MOST_SEATS", 2)
    table = opened(here)
    table.join("Anna", "Ben")
    with pytest.raises(Explained, match="no place left"):
        joining.join(table.now.code or "", "Carla", ADDRESS)


def test_a_workshop_that_is_being_prepared_or_over_is_not_found(here: Scope) -> None:
    table = opened(here)
    code = table.now.code or ""
    table.take("close")
    for typed in (code, "", "ABCDEF", "AB", "A" * 40):
        with pytest.raises(NotFound, match="leads to no workshop"):
            joining.invitation(typed, ADDRESS)


def test_who_tries_many_codes_is_stopped_even_before_the_right_one(database_url: str) -> None:
    code = opened(town.store(town.MAY)).now.code or ""
    for _ in range(PER_ADDRESS):
        with pytest.raises(NotFound):
            joining.invitation("ABCDEF", ADDRESS)
    for call in (lambda: joining.invitation(code, ADDRESS), lambda: joining.join(code, "Anna", ADDRESS)):
        with pytest.raises(TooManyAttempts):
            call()
    assert joining.invitation(code, ELSEWHERE).title == "Weights"


def test_the_right_code_never_counts_as_an_attempt(here: Scope) -> None:
    code = opened(here).now.code or ""
    for _ in range(PER_ADDRESS + 5):
        joining.invitation(code, ADDRESS)


def test_attempts_are_forgotten_after_a_while(here: Scope) -> None:
    code = opened(here).now.code or ""
    long_ago = datetime.now(UTC) - WINDOW - timedelta(seconds=5)
    with transaction() as work:
        for _ in range(PER_ADDRESS):
            work.visits.add_attempt(joining.ATTEMPT, f"code {ADDRESS}", long_ago)
    assert joining.invitation(code, ADDRESS).title == "Weights"


def test_who_joins_while_a_question_is_open_answers_it(here: Scope) -> None:
    table = open_workshop(town.ME, here, town.MAY)
    table.take("ask_next")
    table.join("Late")
    table.vote("Late", 4)
    question = table.now.current
    assert question is not None
    assert [answer for _, _, answer in ballots_stored(question.id)] == [4]


def test_who_may_not_vote_or_has_an_interest_does_not_answer_because_they_join_late(here: Scope) -> None:
    table = opened(here, "Anna", "Ben")
    for seat, told in zip(table.now.seats, ({"votes": False}, {"votes": True, "conflicts": ["O1"]}), strict=True):
        making.change_seat(town.ME, here, table.number, seat.id, **told)  # type: ignore[arg-type]
    table.take("ask_next")
    table.join("Anna", "Ben")
    for name in ("Anna", "Ben"):
        with pytest.raises(NotAllowed, match="You do not vote on this question"):
            table.vote(name, 1)


def test_joining_makes_nobody_a_person_of_the_installation(here: Scope) -> None:
    before = portfolios.listing(town.ME)
    opened(here).join("Anna")
    with reads() as work:
        assert work.people.listing() == []
    assert portfolios.listing(town.ME) == before
