"""Which question comes next: every pair once, the most disputed first where people answered beforehand."""

from itertools import combinations
from typing import Any

from data_access import reading as reads
from models.ahp_answers import connected
from services.workshops import order
from services.workshops.order import following, judgments, stored
from services.workshops.terms import WARM_UP
from tests.services.workshops import proposals
from tests.services.workshops.held import Table, open_workshop
from tests.services.workshops.proposals import AS_OF, ME

KEYS = ["A", "B", "C", "D"]
ROW = {"kind": "weights", "frame": {"objectives": [{"key": key} for key in KEYS]}}


def question(left: str, right: str, ratio: float | None = 1.0, *, settled: bool = True) -> dict[str, Any]:
    accepted = None if ratio is None or not settled else {"ratio": ratio}
    return {"left_key": left, "right_key": right, "accepted": accepted, "settled_at": "now" if settled else None}


def test_every_pair_is_asked_once_and_then_none() -> None:
    asked: list[dict[str, Any]] = []
    while (found := following(ROW, asked)) is not None:
        asked.append(question(found[0], found[1], 2.0))
    assert {frozenset((one["left_key"], one["right_key"])) for one in asked} == set(
        map(frozenset, combinations(KEYS, 2))
    )
    assert len(asked) == 6


def test_the_first_answers_connect_all_objectives() -> None:
    asked: list[dict[str, Any]] = []
    for _ in range(len(KEYS) - 1):
        found = following(ROW, asked)
        assert found is not None
        asked.append(question(found[0], found[1], 3.0))
    assert connected(len(KEYS), judgments(KEYS, asked))


def test_a_pair_that_nobody_answered_is_not_asked_again_and_counts_nowhere() -> None:
    asked = [question("A", "B", None), question("A", "C", 2.0)]
    assert judgments(KEYS, asked) == {(0, 2): 2.0}
    while (found := following(ROW, asked)) is not None:
        assert set(found[:2]) != {"A", "B"}
        asked.append(question(found[0], found[1]))


def test_the_trial_and_what_is_not_settled_count_nowhere() -> None:
    assert judgments(KEYS, [question(WARM_UP, WARM_UP, 5.0), question("A", "B", settled=False)], unanswered=1.0) == {}


def test_a_challenge_asks_its_ratings_in_their_order() -> None:
    ratings = [{"project": "P", "objective": f"O{place}", "stake": 10 - place} for place in range(3)]
    row, asked = {"kind": "challenge", "frame": {"ratings": ratings}}, []
    for place in range(3):
        found = following(row, asked)
        assert found == ("P", f"O{place}", 10 - place)
        asked.append(question("P", f"O{place}"))
    assert following(row, asked) is None


def test_what_is_stored_reads_like_what_is_shown(sqlite_url: str) -> None:
    table = open_workshop(ME, proposals.store(), AS_OF)
    table.ask({"Anna": -1, "Ben": -1, "Carla": -1})
    with reads() as work:
        rows = work.workshops.questions(table.number)
    keys = list(proposals.OBJECTIVES)
    assert judgments(keys, [stored(each) for each in table.now.questions]) == judgments(keys, rows) == {(0, 1): 2.0}


def waiting(table: Table) -> list[tuple[str, str]]:
    with reads() as work:
        row = work.workshops.get(table.number)
        assert row is not None
        return [(each["left_key"], each["right_key"]) for each in order.waiting(work, row)]


def test_before_anybody_answered_beforehand_nothing_waits(sqlite_url: str) -> None:
    assert waiting(open_workshop(ME, proposals.store(), AS_OF)) == []
