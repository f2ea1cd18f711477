"""The result of a workshop is what the models find on the same answers by hand, with who voted and the quorum."""

import math

import numpy as np
import pytest

from models import ahp, ahp_incomplete
from services.access import Scope
from services.workshops import making
from services.workshops.progress import progress
from services.workshops.reading import Workshop
from services.workshops.rules import Rules
from services.workshops.terms import ratio
from tests.services.workshops.held import Table, open_workshop
from tests.services.workshops.minds import alike, lead
from tests.services.workshops.proposals import AS_OF, ME, OBJECTIVES, store

ANSWERS = {
    ("O1", "O2"): (-2, -3, 1),
    ("O1", "O3"): (-5, -4, -2),
    ("O2", "O3"): (-1, 0, -6),
}
"""By pair what Anna, Ben and Carla say."""


@pytest.fixture
def table(sqlite_url: str) -> Table:
    return open_workshop(ME, store(), AS_OF)


def answered(table: Table, pairs: int = 3) -> Workshop:
    """Answer so many pairs as they are asked, and close."""
    for _ in range(pairs):
        table.take("ask_next")
        question = table.now.current
        assert question is not None
        turned = (question.left, question.right) not in ANSWERS
        said = ANSWERS[(question.right, question.left) if turned else (question.left, question.right)]
        for name, answer in zip(("Anna", "Ben", "Carla"), said, strict=True):
            table.vote(name, -answer if turned else answer)
        table.take("reveal", "accept")
    table.take("close")
    return table.now


def together(pair: tuple[str, str]) -> float:
    """The joint judgment of a pair by hand."""
    return math.prod(ratio(answer) for answer in ANSWERS[pair]) ** (1 / 3)


def test_with_all_pairs_answered_it_is_the_full_matrix_of_the_mean_judgments(table: Table) -> None:
    found = answered(table).result
    assert found is not None
    matrix = np.ones((3, 3))
    for left, right in ANSWERS:
        i, j = OBJECTIVES.index(left), OBJECTIVES.index(right)
        matrix[i, j], matrix[j, i] = together((left, right)), 1 / together((left, right))
    by_hand = matrix.prod(axis=1) ** (1 / 3)
    assert [found["weights"][key] for key in OBJECTIVES] == pytest.approx((by_hand / by_hand.sum()).tolist())
    full = ahp.priorities(matrix, "geometric")
    assert (found["cr"], found["method"]) == (pytest.approx(full.cr), "geometric")
    assert (found["pairs"], found["pairs_of"]) == (3, 3)


def test_with_a_pair_left_out_it_is_that_of_the_incomplete_matrix(table: Table) -> None:
    held = answered(table, pairs=2)
    assert held.result is not None
    judged = {
        (OBJECTIVES.index(each.left), OBJECTIVES.index(each.right)): each.accepted["ratio"]
        for each in held.questions
        if each.accepted
    }
    expected = ahp_incomplete.weights(3, judged, "geometric").weights
    assert list(held.result["weights"].values()) == pytest.approx(expected.tolist())
    assert (held.result["pairs"], held.result["pairs_of"]) == (2, 3)


def test_answers_that_do_not_connect_all_objectives_give_no_weights(table: Table) -> None:
    found = answered(table, pairs=1).result
    assert found is not None
    assert found["weights"] is None
    assert found["pairs"] == 1
    assert found["voters"] == 3


def test_people_of_one_consistent_mind_get_its_weights_back(table: Table) -> None:
    mind = {"O1": 6.0, "O2": 3.0, "O3": 1.0}
    lead(table, dict.fromkeys(("Anna", "Ben", "Carla"), mind))
    table.take("close")
    assert table.now.result is not None
    assert table.now.result["weights"] == pytest.approx({"O1": 0.6, "O2": 0.3, "O3": 0.1})
    assert table.now.result["cr"] == pytest.approx(0, abs=1e-9)


def test_the_weights_shown_last_are_those_of_the_result(table: Table) -> None:
    lead(table, alike({"O1": 4.0, "O2": 3.0, "O3": 2.0}))
    before = progress(table.now).weights
    table.take("close")
    assert table.now.result is not None
    assert table.now.result["weights"] == before


def test_a_workshop_closed_too_early_names_what_could_still_have_turned_round(table: Table) -> None:
    early = answered(table, pairs=2)
    assert early.result is not None
    assert early.result["open_pairs"]
    assert {key for pair in early.result["open_pairs"] for key in pair} <= set(OBJECTIVES)


def test_with_all_pairs_answered_no_order_is_open(table: Table) -> None:
    full = answered(table).result
    assert full is not None
    assert (full["open_pairs"], full["way"]) == ([], "aij")


def test_where_groups_count_without_names_both_results_are_kept_and_differ(sqlite_url: str) -> None:
    board, staff = {"O1": 6.0, "O2": 3.0, "O3": 1.0}, {"O1": 1.0, "O2": 3.0, "O3": 6.0}
    scope = store()
    table = Table(ME, scope.portfolio, making.prepare_weights(ME, scope, AS_OF, "W", Rules(say={"Board": 2.0})))
    making.invite(ME, scope, table.number, [*((name, "Board") for name in "ABC"), *((name, "") for name in "DEF")])
    table.take("open_session")
    table.join(*"ABCDEF")
    lead(table, {**dict.fromkeys("ABC", board), **dict.fromkeys("DEF", staff)})
    table.take("close")
    result = table.now.result
    assert result is not None
    plain, counted = result["consensus"]["aij"], result["weights"]
    assert result["way"] == "aip"
    assert plain == pytest.approx(result["consensus"]["equal"])
    assert plain["O1"] == pytest.approx(plain["O3"]), "all count the same"
    assert counted["O1"] / counted["O3"] == pytest.approx(6 ** (2 / 3) / 6 ** (1 / 3)), "the board counts twice"


@pytest.mark.parametrize(("quorum", "indicative"), [(2, False), (3, True)])
def test_fewer_voters_than_the_quorum_make_it_indicative(sqlite_url: str, quorum: int, indicative: bool) -> None:
    table = open_workshop(ME, store(), AS_OF, rules=Rules(quorum=quorum))
    table.ask({"Anna": -1, "Ben": 2})
    table.take("close")
    assert table.now.result is not None
    told = {name: table.now.result[name] for name in ("voters", "quorum", "indicative")}
    assert told == {"voters": 2, "quorum": quorum, "indicative": indicative}


def test_one_who_votes_twice_is_one_voter_and_one_who_abstains_has_voted(sqlite_url: str) -> None:
    table = open_workshop(ME, store(), AS_OF)
    table.ask({"Anna": -1, "Ben": None}, accept=False)
    table.take("ask_again")
    table.vote("Anna", 3)
    table.take("reveal", "accept", "close")
    assert table.now.result is not None
    assert table.now.result["voters"] == 2


def test_without_the_right_to_vote_nobody_is_counted(sqlite_url: str) -> None:
    scope: Scope = store()
    table = open_workshop(ME, scope, AS_OF)
    seat = table.now.seats[0]
    making.change_seat(ME, scope, table.number, seat.id, votes=False)
    table.ask({"Ben": 1, "Carla": 1})
    table.take("close")
    assert table.now.result is not None
    assert table.now.result["voters"] == 2
