"""Ballots and turnout: nobody counts twice, nothing acknowledged is lost, and no order tells whose a ballot is."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from data_access import UnitOfWork, reading, transaction
from tests.services.workshops import round_table

EXAMPLES = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(-8, 8)), max_size=14)
NOBODY_YET = {"voter_group": "", "answer": 0}


@pytest.fixture
def asked(database_url):
    """Return the numbers of a question and of the three places that may answer it."""
    table, _ = round_table.asking(round_table.store(), people=3)
    with reading() as work:
        return table.question.id, [seat["id"] for seat in work.workshops.seats(table.number)]


def answers(work: UnitOfWork, question: int, number: int = 1) -> Counter:
    return Counter(ballot["answer"] for ballot in work.ballots.of_question(question, number))


def vote(work: UnitOfWork, question: int, seat: int, key: str, answer: int, number: int = 1, group: str = "") -> bool:
    return work.ballots.claim(question, number, seat) and work.ballots.cast(question, number, key, group, answer)


def test_an_answer_sent_again_changes_the_one_before(asked):
    question, (one, *_) = asked
    with transaction() as work:
        assert [vote(work, question, one, "a", answer) for answer in (3, -2, -2)] == [True, True, True]
        assert answers(work, question) == {-2: 1}


def test_a_place_that_has_answered_cannot_answer_under_another_key(asked):
    question, (one, *_) = asked
    with transaction() as work:
        assert vote(work, question, one, "a", 3)
        assert not vote(work, question, one, "b", 8)
        assert answers(work, question) == {3: 1}


def test_who_is_not_on_the_list_of_the_question_claims_nothing(asked):
    question, seats = asked
    with transaction() as work:
        assert not work.ballots.claim(question, 1, max(seats) + 1)
        assert not work.ballots.claim(question, 2, seats[0])
        assert not work.ballots.cast(question, 1, "a", "", 1)


def test_after_a_crash_between_the_two_transactions_the_same_answer_is_let_in_once(asked):
    question, (one, two, _) = asked
    with transaction() as work:
        assert work.ballots.claim(question, 1, one)
    with transaction() as work:
        assert vote(work, question, two, "b", 2)
    with transaction() as work:
        assert vote(work, question, one, "a", -1)
        assert not vote(work, question, one, "c", -1)
        assert answers(work, question) == {2: 1, -1: 1}
        assert work.ballots.answered(question, 1) == 2


def test_a_claim_taken_back_by_a_failure_leaves_nothing(asked):
    question, (one, *_) = asked
    with pytest.raises(ZeroDivisionError), transaction() as work:
        assert not work.ballots.claim(question, 1, one) / 0
    with reading() as work:
        assert not any(work.ballots.turnout(question, 1).values())


@given(EXAMPLES)
def test_there_are_never_more_ballots_than_places_that_answered_nor_two_of_a_key(sent):
    held: dict[str, int] = {}
    work = InMemory()
    for seat, key, answer in sent:
        claimed = work.claim(seat)
        if claimed and work.cast(f"k{key}", answer):
            held[f"k{key}"] = answer
        assert len(work.ballots) <= len(work.voted)
    assert work.ballots == held


class InMemory:
    """The rule of `data_access.ballots` over plain sets: what the statements of SQL are compared with below."""

    def __init__(self) -> None:
        self.voted: set[int] = set()
        self.ballots: dict[str, int] = {}

    def claim(self, seat: int) -> bool:
        if seat > 2:
            return False
        self.voted.add(seat)
        return True

    def cast(self, key: str, answer: int) -> bool:
        if key not in self.ballots and len(self.ballots) >= len(self.voted):
            return False
        self.ballots[key] = answer
        return True


@pytest.mark.parametrize("seed", range(5))
def test_what_is_stored_follows_the_rule_whatever_is_sent(asked, seed):
    import random

    question, seats = asked
    dice, plain = random.Random(seed), InMemory()
    places = [*seats, max(seats) + 1]
    for _ in range(25):
        seat, key, answer = dice.randrange(4), f"k{dice.randrange(4)}", dice.randrange(-8, 9)
        with transaction() as work:
            taken = vote(work, question, places[seat], key, answer)
        assert taken == (plain.claim(seat) and plain.cast(key, answer))
    with reading() as work:
        stored = {ballot["key_hash"]: ballot["answer"] for ballot in work.ballots.of_question(question, 1)}
    assert stored == plain.ballots


def test_the_next_round_begins_with_what_was_answered_and_leaves_the_round_before_as_it_was(asked):
    question, (one, two, three) = asked
    with transaction() as work:
        vote(work, question, one, "a", 3)
        vote(work, question, two, "b", -4)
        work.ballots.carry_over(question, 2)
        assert work.ballots.turnout(question, 2) == {one: True, two: True, three: False}
        assert answers(work, question, 2) == {3: 1, -4: 1}
        assert vote(work, question, two, "b", 0, number=2)
        assert vote(work, question, three, "c", 5, number=2)
        assert not vote(work, question, one, "d", 5, number=2)
        assert answers(work, question, 2) == {3: 1, 0: 1, 5: 1}
        assert answers(work, question, 1) == {3: 1, -4: 1}


def test_writing_anew_changes_no_answer_and_every_number(asked):
    question, seats = asked
    with transaction() as work:
        for seat, key in zip(seats, "abc", strict=True):
            vote(work, question, seat, key, ord(key) - 98)
    before = rows()
    with transaction() as work:
        work.ballots.shuffle(question, 1)
        assert answers(work, question) == {-1: 1, 0: 1, 1: 1}
        assert work.ballots.turnout(question, 1) == dict.fromkeys(seats, True)
    assert not {row.id for row in before} & {row.id for row in rows()}


def test_the_order_of_ballots_is_that_of_their_random_numbers_however_the_file_is_read(asked):
    question, seats = asked
    with transaction() as work:
        for seat, key in zip(seats, "abc", strict=True):
            vote(work, question, seat, key, 1)
        work.ballots.shuffle(question, 1)
    assert [row.id for row in rows()] == sorted(row.id for row in rows())


def rows() -> list:
    """Return the ballots in the order in which the database keeps them."""
    with reading() as work:
        connection = work.ballots._connection
        place = "ctid" if connection.dialect.name == "postgresql" else "rowid"
        return list(connection.execute(text(f"SELECT id, answer FROM workshop_ballot ORDER BY {place}")))


@pytest.mark.parametrize(
    ("groups", "kept"),
    [
        ("AAA", {"A": 3}),
        ("AA", {"": 2}),
        ("AAABBB", {"A": 3, "B": 3}),
        ("AAABB", {"": 5}),
        ("AAAABBB__", {"": 5, "A": 4}),
        ("AAABBB___", {"": 3, "A": 3, "B": 3}),
        ("AAA_", {"": 4}),
    ],
)
def test_groups_that_could_be_told_apart_vanish_also_by_difference(asked, groups, kept):
    question, _ = asked
    held = [{**NOBODY_YET, "key_hash": str(place), "voter_group": each} for place, each in enumerate(groups)]
    with transaction() as work:
        work.ballots._write(question, 1, [{**each, "voter_group": each["voter_group"].strip("_")} for each in held])
        work.ballots.shuffle(question, 1, smallest=3)
        assert Counter(each["voter_group"] for each in work.ballots.of_question(question, 1)) == kept


def test_where_answers_bear_names_groups_stay(asked):
    question, seats = asked
    with transaction() as work:
        vote(work, question, seats[0], "a", 1, group="A")
        work.ballots.shuffle(question, 1)
        assert [each["voter_group"] for each in work.ballots.of_question(question, 1)] == ["A"]
