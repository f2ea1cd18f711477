"""A device at its place: what it may answer, what it may change, and what is refused in words."""

import pytest

from services.errors import Explained, NotAllowed
from services.workshops import making, minutes, voting
from services.workshops.rules import Rules
from services.workshops.voting import KEY_LENGTH, LONGEST_WORDS, NotSeated
from tests.services.workshops import proposals, whole_store
from tests.services.workshops.held import Table, ballots_stored, open_workshop
from tests.services.workshops.proposals import AS_OF, ME

OTHER_KEY = "f" * KEY_LENGTH


@pytest.fixture
def table(database_url: str) -> Table:
    held = open_workshop(ME, proposals.store(), AS_OF)
    held.take("ask_next")
    return held


@pytest.fixture
def here(sqlite_url: str) -> Table:
    held = open_workshop(ME, proposals.store(), AS_OF)
    held.take("ask_next")
    return held


def number(table: Table) -> int:
    question = table.now.current
    assert question is not None
    return question.id


def answers(table: Table) -> list[int | None]:
    return [answer for _, _, answer in ballots_stored(number(table))]


def test_an_answer_can_be_changed_and_taken_back_until_all_are_shown(table: Table) -> None:
    for said in (3, -4, None, 8):
        table.vote("Anna", said)
        assert answers(table) == [said]
    table.take("reveal")
    with pytest.raises(Explained, match="your answer was not taken"):
        table.vote("Anna", 0)
    assert answers(table) == [8]


def test_a_second_device_with_another_key_cannot_answer_for_the_same_place(table: Table) -> None:
    table.vote("Anna", 3)
    with pytest.raises(NotAllowed, match="answered this question on another device"):
        voting.vote(table.tokens["Anna"], number(table), 1, -8, OTHER_KEY)
    assert answers(table) == [3]


def test_a_vote_that_was_noted_and_not_stored_is_let_through_when_it_is_sent_again(table: Table) -> None:
    from data_access import transaction

    with transaction() as work:
        assert work.ballots.claim(number(table), 1, table.now.seats[0].id)
    assert answers(table) == []
    table.vote("Anna", 5)
    assert answers(table) == [5]


@pytest.mark.parametrize("answer", [-9, 9, 100])
def test_what_is_not_on_the_scale_is_refused(here: Table, answer: int) -> None:
    with pytest.raises(Explained, match="no answer to the question"):
        here.vote("Anna", answer)
    assert answers(here) == []


@pytest.mark.parametrize("key", ["", "short", "x" * 31 + "-", "f" * 33])
def test_what_is_no_key_is_refused(here: Table, key: str) -> None:
    with pytest.raises(Explained, match="key of this ballot"):
        voting.vote(here.tokens["Anna"], number(here), 1, 1, key)


def test_another_round_or_question_than_the_one_asked_is_closed(here: Table) -> None:
    for question, around in ((number(here), 2), (number(here), 0), (999, 1)):
        with pytest.raises(Explained, match="This question is closed"):
            voting.vote(here.tokens["Anna"], question, around, 1, here.key("Anna"))


def test_a_device_of_another_workshop_does_not_answer_here(here: Table) -> None:
    other = open_workshop(ME, here.scope, AS_OF)
    with pytest.raises(NotAllowed, match="You do not vote on this question"):
        voting.vote(other.tokens["Anna"], number(here), 1, 1, OTHER_KEY)
    assert answers(here) == []


@pytest.mark.parametrize("token", ["", "made up"])
def test_without_a_place_nothing_can_be_done(here: Table, token: str) -> None:
    for call in (
        lambda: voting.standing(token),
        lambda: voting.vote(token, number(here), 1, 1, OTHER_KEY),
        lambda: voting.dissent(token, "Words", OTHER_KEY),
    ):
        with pytest.raises(NotSeated):
            call()


def test_a_freed_place_no_longer_answers(here: Table) -> None:
    making.free_seat(ME, here.scope, here.number, here.now.seats[0].id)
    with pytest.raises(NotSeated):
        here.vote("Anna", 1)


def test_a_device_learns_its_name_and_what_it_may_answer_and_has(here: Table) -> None:
    making.change_seat(ME, here.scope, here.number, here.now.seats[0].id, votes=True, delegate="Zoe")
    found = voting.standing(here.tokens["Anna"])
    assert (found.workshop, found.seat, found.votes) == (here.number, "Zoe, for Anna", True)
    assert (found.may_answer, found.answered, found.kept_out) == ((number(here),), (), {})
    here.vote("Anna", None)
    assert voting.standing(here.tokens["Anna"]).answered == (number(here),)
    here.take("reveal")
    assert voting.standing(here.tokens["Anna"]).may_answer == ()


def standing(table: Table, name: str) -> voting.Standing:
    return voting.standing(table.tokens[name])


def test_a_device_learns_from_the_start_what_its_place_does_not_judge(here: Table) -> None:
    here.take("reveal", "accept")
    seat = here.now.seats[0].id
    making.change_seat(ME, here.scope, here.number, seat, votes=True, conflicts=["O2", "O3"])
    between = standing(here, "Anna")
    assert between.conflicts == tuple(here.now.names[key] for key in ("O2", "O3"))
    assert between.kept_out == {}
    here.take("ask_next")
    assert (standing(here, "Anna").may_answer, standing(here, "Anna").kept_out) == ((), {number(here): "conflict"})
    assert (standing(here, "Ben").may_answer, standing(here, "Ben").kept_out) == ((number(here),), {})


def test_a_device_learns_that_its_place_only_follows(here: Table) -> None:
    making.change_seat(ME, here.scope, here.number, here.now.seats[0].id, votes=False)
    found = standing(here, "Anna")
    assert (found.votes, found.may_answer, found.kept_out) == (False, (), {number(here): "list"})


@pytest.mark.parametrize(("anonymous", "kept_out"), [(True, "shown"), (False, None)])
def test_who_comes_after_answers_were_shown_without_names_learns_why_they_cannot_be_added(
    sqlite_url: str, anonymous: bool, kept_out: str | None
) -> None:
    table = open_workshop(ME, proposals.store(), AS_OF, rules=Rules(anonymous=anonymous))
    table.ask({"Anna": 1, "Ben": 2, "Carla": 3}, accept=False)
    table.take("ask_again")
    table.join("Late")
    assert standing(table, "Late").kept_out.get(number(table)) == kept_out
    assert bool(standing(table, "Late").may_answer) is (kept_out is None)


def test_where_answers_bear_names_a_second_device_changes_the_answer_of_its_place(sqlite_url: str) -> None:
    held = open_workshop(ME, proposals.store(), AS_OF, rules=Rules(anonymous=False))
    held.take("ask_next")
    held.vote("Anna", 3)
    voting.vote(held.tokens["Anna"], number(held), 1, -3, OTHER_KEY)
    assert answers(held) == [-3]


def test_dissent_is_cut_and_an_empty_one_is_refused(here: Table) -> None:
    voting.dissent(here.tokens["Anna"], "x" * (LONGEST_WORDS + 50), OTHER_KEY)
    with pytest.raises(Explained, match="Nothing was written"):
        voting.dissent(here.tokens["Anna"], "  ", OTHER_KEY, named=True)
    assert [len(words) for words, _ in dissents(here)] == [LONGEST_WORDS]


def dissents(table: Table) -> list[tuple[str, str]]:
    return [(each.words, each.name) for each in minutes.minutes(table.scope, table.number).dissent]


def test_the_same_words_from_the_same_device_stand_once_in_the_minutes(here: Table) -> None:
    voting.dissent(here.tokens["Anna"], "Safety first.", OTHER_KEY)
    voting.dissent(here.tokens["Anna"], " safety  first. ", OTHER_KEY)
    assert dissents(here) == [("Safety first.", "")]


def test_the_same_words_from_two_devices_and_others_from_one_stand_beside_each_other(here: Table) -> None:
    voting.dissent(here.tokens["Anna"], "Safety first.", OTHER_KEY)
    voting.dissent(here.tokens["Ben"], "Safety first.", "a" * 32)
    voting.dissent(here.tokens["Anna"], "Growth last.", OTHER_KEY)
    assert sorted(words for words, _ in dissents(here)) == ["Growth last.", "Safety first.", "Safety first."]


def test_a_view_sent_again_bears_the_name_or_not_as_asked_last(here: Table) -> None:
    for named, told in ((False, ""), (True, "Anna"), (False, "")):
        voting.dissent(here.tokens["Anna"], "Safety first.", OTHER_KEY, named=named)
        assert dissents(here) == [("Safety first.", told)]


def test_a_view_is_signed_with_the_name_of_the_place_and_of_who_sits_there(here: Table) -> None:
    making.change_seat(ME, here.scope, here.number, here.now.seats[0].id, votes=True, delegate="Zoe")
    voting.dissent(here.tokens["Anna"], "Safety first.", OTHER_KEY, named=True)
    assert standing(here, "Anna").signs == "Zoe, for Anna"
    assert dissents(here) == [("Safety first.", "Zoe, for Anna")]


@pytest.mark.parametrize("anonymous", [True, False])
def test_who_joined_by_code_signs_only_where_answers_bear_names(sqlite_url: str, anonymous: bool) -> None:
    held = open_workshop(ME, proposals.store(), AS_OF, rules=Rules(anonymous=anonymous))
    held.join("Late")
    assert standing(held, "Late").signs == ("" if anonymous else "Late")
    if anonymous:
        with pytest.raises(Explained, match="Your place has no name"):
            voting.dissent(held.tokens["Late"], "Safety first.", OTHER_KEY, named=True)
        assert dissents(held) == []
    else:
        voting.dissent(held.tokens["Late"], "Safety first.", OTHER_KEY, named=True)
        assert dissents(held) == [("Safety first.", "Late")]


def test_the_key_of_a_view_is_stored_nowhere_and_its_row_leads_to_no_place(here: Table) -> None:
    voting.dissent(here.tokens["Anna"], "Safety first.", OTHER_KEY, named=True)
    stored = whole_store.read()
    (row,) = stored.tables["workshop_dissent"]
    assert set(row) == {"id", "workshop_id", "words", "given_name"}
    assert OTHER_KEY not in str(stored.tables)


def test_a_view_without_a_proper_key_is_refused(here: Table) -> None:
    with pytest.raises(Explained, match="Load the page again"):
        voting.dissent(here.tokens["Anna"], "Safety first.", "short")
    assert dissents(here) == []
