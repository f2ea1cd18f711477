"""Objectives weighed by judgments: the published weights, points among siblings, and the judgments kept."""

import pytest

from services import alignment, weighing
from services.access import Scope
from services.errors import Explained
from tests.services.rated_works import built, now
from tests.services.slip_works import LAST, ME

KEYS = ["O1", "O2", "O3"]
CAR = [["O1", "O2", 3], ["O1", "O3", 7], ["O2", "O3", 3]]


@pytest.fixture
def works(sqlite_url: str) -> Scope:
    return built(24)


@pytest.mark.parametrize(
    ("method", "judgments", "expected"),
    [
        ("pairwise", {"answers": [["O1", "O2", 2], ["O3", "O2", 0.5]]}, [0.5714, 0.2857, 0.1429]),
        ("rank", {"order": ["O2", "O1", "O3"]}, [0.2778, 0.6111, 0.1111]),
        ("swing", {"points": {"O1": 100, "O2": 60, "O3": 40}}, [0.5, 0.3, 0.2]),
        (
            "best_worst",
            {
                "best": "O3",
                "worst": "O1",
                "best_to_others": {"O1": 8, "O2": 2, "O3": 1},
                "others_to_worst": {"O1": 1, "O2": 5, "O3": 8},
            },
            [0.0714, 0.3214, 0.6071],
        ),
    ],
)
def test_each_method_gives_its_weights(method: weighing.Method, judgments: dict, expected: list[float]) -> None:
    found = weighing.found(method, KEYS, judgments)
    assert list(found.weights.values()) == pytest.approx(expected, abs=1e-4)


def test_pairs_tell_their_consistency_with_the_index_named() -> None:
    told = weighing.found("pairwise", KEYS, {"answers": CAR}).told
    assert (told["table"], told["answers"], told["pairs"], told["acceptable"]) == ("Saaty 1980", 3, 3, True)
    assert told["cr"] == pytest.approx(0.0061, abs=1e-3)
    assert weighing.table(12) == "Saaty 2007"
    assert weighing.table(16) == "Alonso and Lamata 2006"


@pytest.mark.parametrize(
    ("method", "judgments"),
    [
        ("pairwise", {"answers": [["O1", "O2", 3]]}),
        ("pairwise", {"answers": [["O1", "O9", 3]]}),
        ("pairwise", {"answers": [["O1", "O2", -3], ["O2", "O3", 1]]}),
        ("rank", {"order": ["O1", "O2"]}),
        ("swing", {"points": {"O1": 50, "O2": 60, "O3": 40}}),
        ("best_worst", {"best": "O1"}),
    ],
)
def test_answers_that_give_no_weights_say_so(method: weighing.Method, judgments: dict) -> None:
    with pytest.raises(Explained, match="no weights yet"):
        weighing.found(method, KEYS, judgments)


def test_the_most_helpful_change_brings_the_answers_into_agreement() -> None:
    contradicting = {"answers": [["O1", "O2", 3], ["O2", "O3", 3], ["O1", "O3", 1 / 5]]}
    helpful = weighing.most_helpful(KEYS, contradicting)
    assert helpful is not None
    assert helpful.cr_after < 0.1 < helpful.cr
    repaired = [[one, other, helpful.suggested if (one, other) == helpful.pair else times] for one, other, times in
                contradicting["answers"]]  # fmt: skip
    assert weighing.found("pairwise", KEYS, {"answers": repaired}).told["cr"] == pytest.approx(helpful.cr_after)
    assert weighing.most_helpful(KEYS, {"answers": [["O1", "O2", 2], ["O2", "O3", 2], ["O1", "O3", 4]]}) is None


def test_questions_come_until_all_are_answered() -> None:
    answers: list[list] = []
    while (pair := weighing.next_question(KEYS, answers)[0]) is not None:
        answers.append([*pair, 2])
    assert {frozenset(answer[:2]) for answer in answers} == {frozenset(pair[:2]) for pair in CAR}


def test_the_effect_tells_new_shares_and_who_changes_places(works: Scope) -> None:
    found = alignment.read(works, LAST)
    weights = {"O1": 0.0, "O2": 0.1, "O3": 0.9}
    effect = weighing.effect(found.tree, found.ratings, "", weights)
    assert effect.shares.set_index("objective_key")["then"].to_dict() == pytest.approx(weights)
    alignment.set_points(ME, works, LAST, {key: 100 * each for key, each in weights.items()})
    then = alignment.read(now(), LAST).projects
    ranks = [rows[rows["rated"] > 0].set_index("project_key")["rank"] for rows in (found.projects, then)]
    assert effect.moved == int((ranks[0] != ranks[1].reindex(ranks[0].index)).sum()) > 0
    assert effect.projects == len(ranks[0])
    now_weights = {"O1": 0.6, "O2": 0.3, "O3": 0.1}
    assert weighing.difference(found.tree, found.ratings, "", now_weights, weights) == effect.moved
    assert weighing.difference(found.tree, found.ratings, "", weights, weights) == 0
    same = weighing.effect(found.tree, found.ratings, "", now_weights)
    assert (same.moved, same.entering) == (0, ())
