"""Rules: those that make no sense are refused, and groups so small that their answers could be told."""

from collections.abc import Sequence

import pytest

from services.access import Scope
from services.errors import Explained
from services.workshops import making
from services.workshops.rules import Rules
from tests.services.workshops import proposals
from tests.services.workshops.held import Table
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


@pytest.mark.parametrize(
    "rules",
    [{"quorum": 0}, {"minutes": 0}, {"discuss_minutes": -1}, {"scale": "stars"}, {"say": {"Board": 0.0}},
     {"say": {"Board": float("nan")}}, {"say": {"Board": float("inf")}}],
)  # fmt: skip
def test_rules_that_make_no_sense_are_refused(here: Scope, rules: dict) -> None:
    with pytest.raises(Explained):
        prepared(here, **rules)
    with pytest.raises(Explained, match="no title"):
        making.prepare_weights(ME, here, AS_OF, "  ", Rules())


@pytest.mark.parametrize(("many", "told"), [(0, "0 voters"), (1, "1 voter"), (2, "2 voters")])
def test_a_group_with_a_say_and_fewer_than_three_voters_is_refused_where_answers_are_anonymous(
    scope: Scope, many: int, told: str
) -> None:
    people = [(f"Person {number}", "Board") for number in range(many)]
    table = prepared(scope, people, say={"Board": 2.0})
    with pytest.raises(Explained, match=f"has {told}\\."):
        table.take("open_session")
    assert (table.now.stage, table.now.code) == ("draft", None)


def test_a_group_that_stands_twice_however_it_is_written_is_refused(here: Scope) -> None:
    with pytest.raises(Explained, match='The group "board" stands twice'):
        prepared(here, say={"Board": 2.0, "board": 3.0})


def test_members_who_do_not_vote_make_no_group_larger(here: Scope) -> None:
    table = prepared(here, [(name, "Board") for name in "ABC"], say={"Board": 2.0})
    making.change_seat(ME, here, table.number, table.now.seats[0].id, votes=False)
    with pytest.raises(Explained, match="has 2 voters"):
        table.take("open_session")


def test_where_answers_bear_names_or_the_group_is_large_it_opens(here: Scope) -> None:
    named = prepared(here, [("A", "Board")], say={"Board": 2.0}, anonymous=False)
    large = prepared(here, [(name, "Board") for name in "ABC"], say={"Board": 2.0})
    for table in (named, large):
        table.take("open_session")
        assert table.now.stage == "lobby"


@pytest.mark.parametrize(("rest", "opens"), [(0, True), (1, False), (2, False), (3, True)])
def test_voters_beside_the_groups_are_none_or_enough_not_to_be_told_by_difference(
    here: Scope, rest: int, opens: bool
) -> None:
    people = [(name, "Board") for name in "ABC"] + [(f"Person {number}", "") for number in range(rest)]
    table = prepared(here, people, say={"Board": 2.0})
    if opens:
        table.take("open_session")
    else:
        with pytest.raises(Explained, match="in no group with a say"):
            table.take("open_session")
    assert (table.now.stage == "lobby") is opens


def test_in_an_anonymous_challenge_no_group_counts_more(here: Scope) -> None:
    from services.workshops.rules import check_groups

    frame = {"say": {"Board": 2.0}, "ratings": []}
    with pytest.raises(Explained, match="every voter counts the same"):
        check_groups(frame, True, [])
    check_groups(frame, False, [])
