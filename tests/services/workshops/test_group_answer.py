"""What a group answers: the geometric mean of judgments, the median of ratings, each counted with its say."""

import math
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import ahp_groups
from services.workshops import group_answer
from services.workshops.rules import Rules
from services.workshops.terms import ratio
from tests.services import town
from tests.services.workshops.held import Table, open_workshop

answers = st.lists(st.integers(-8, 8), min_size=1, max_size=12)
levels = st.lists(st.integers(0, 4), min_size=1, max_size=12)


def ballots(given: Sequence[int | None], groups: Sequence[str] = ()) -> list[dict[str, Any]]:
    told = groups or [""] * len(given)
    return [{"answer": answer, "voter_group": group} for answer, group in zip(given, told, strict=True)]


def accepted(kind: str, given: Sequence[int | None], groups: Sequence[str] = (), **say: float) -> dict[str, Any]:
    found = group_answer.accepted(kind, ballots(given, groups), say)
    assert found is not None
    return found


def test_three_judgments_make_the_root_of_their_product() -> None:
    found = accepted("weights", [-1, -3, 1])
    assert found["ratio"] == pytest.approx((2 * 4 / 2) ** (1 / 3))
    assert found["answer"] == pytest.approx(1 - found["ratio"])
    assert found["counts"] == {"-3": 1, "-1": 1, "1": 1}


@given(answers)
def test_the_answer_of_a_pair_is_the_geometric_mean_by_hand(given: list[int]) -> None:
    product = math.prod(ratio(answer) for answer in given)
    assert accepted("weights", given)["ratio"] == pytest.approx(product ** (1 / len(given)))


@given(answers)
def test_the_other_side_first_gives_the_reciprocal(given: list[int]) -> None:
    one, other = accepted("weights", given), accepted("weights", [-answer for answer in given])
    assert one["ratio"] * other["ratio"] == pytest.approx(1)
    assert one["answer"] == pytest.approx(-other["answer"])
    assert one["spread"] == pytest.approx(other["spread"])


@given(answers, st.randoms())
def test_who_answered_what_changes_nothing(given: list[int], dice: Any) -> None:
    mixed = dice.sample(given, len(given))
    assert accepted("weights", mixed)["ratio"] == pytest.approx(accepted("weights", given)["ratio"])
    assert accepted("weights", mixed)["counts"] == accepted("weights", given)["counts"]


@given(st.lists(st.tuples(st.integers(-8, 8), st.sampled_from(["", "Board", "Staff"])), min_size=1, max_size=9))
def test_with_a_say_it_is_the_weighted_mean_of_judgments_that_the_model_finds(given: list[tuple[int, str]]) -> None:
    say = {"Board": 3.0, "Staff": 0.5}
    found = accepted("weights", [answer for answer, _ in given], [group for _, group in given], **say)
    people = [{(0, 1): ratio(answer)} for answer, _ in given]
    expected = ahp_groups.combined(2, people, [say.get(group, 1.0) for _, group in given])
    assert found["ratio"] == pytest.approx(expected.judgments[0, 1])


def test_a_say_of_two_counts_like_two_people() -> None:
    assert accepted("weights", [-4, 2], ["Board", ""], Board=2.0)["ratio"] == pytest.approx(
        accepted("weights", [-4, -4, 2])["ratio"]
    )


@given(levels)
def test_a_rating_is_the_lower_median(given: list[int]) -> None:
    assert accepted("challenge", given)["answer"] == sorted(given)[(len(given) - 1) // 2]


@given(
    st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["", "Board"])), min_size=1, max_size=9), st.integers(2, 4)
)
def test_the_median_of_groups_is_that_of_as_many_people_as_each_counts(given: list[tuple[int, str]], many: int) -> None:
    found = accepted("challenge", [level for level, _ in given], [group for _, group in given], Board=float(many))
    repeated = sorted(level for level, group in given for _ in range(many if group else 1))
    assert found["answer"] == repeated[(len(repeated) - 1) // 2]


@given(levels)
def test_a_middle_between_two_levels_is_kept_with_both_and_no_other_is(given: list[int]) -> None:
    found = accepted("challenge", given)
    lower, upper = sorted(given)[(len(given) - 1) // 2], sorted(given)[len(given) // 2]
    assert found.get("between") == ([lower, upper] if lower < upper else None)


def test_an_even_split_of_four_falls_between_low_and_moderate() -> None:
    found = accepted("challenge", [0, 1, 2, 4])
    assert (found["answer"], found["between"]) == (1.0, [1, 2])
    assert "between" not in (group_answer.kept({**found, "answers": 2}, True) or {}), "it would tell both answers"


def test_all_alike_have_no_spread_and_a_doubling_either_way_has_one_of_one() -> None:
    assert accepted("weights", [3, 3, 3])["spread"] == 0
    assert accepted("weights", [-1, 1])["spread"] == pytest.approx(1)
    assert accepted("challenge", [1, 3])["spread"] == pytest.approx(1)


def test_whoever_would_not_say_is_counted_apart() -> None:
    found = accepted("weights", [-2, None, None])
    assert (found["answers"], found["abstained"], found["ratio"]) == (1, 2, pytest.approx(3))


@pytest.mark.parametrize("given", [[], [None, None]])
def test_where_nobody_answered_there_is_no_answer(given: list[int | None]) -> None:
    assert group_answer.accepted("weights", ballots(given), {}) is None


@pytest.mark.parametrize(
    ("given", "anonymous", "told"),
    [([1, 2], True, False), ([1, 2], False, True), ([1, 2, None], True, False), ([1, 2, 3], True, True)],
)
def test_of_too_few_nameless_answers_only_the_joint_one_stays(
    given: list[int | None], anonymous: bool, told: bool
) -> None:
    found = group_answer.kept(accepted("weights", given), anonymous)
    assert found is not None
    assert found["ratio"] == accepted("weights", given)["ratio"]
    assert ({"counts", "spread"} <= set(found)) is told
    assert group_answer.kept(None, anonymous) is None


def test_the_group_answers_only_once_its_answers_are_shown(sqlite_url: str) -> None:
    table = open_workshop(town.ME, town.store(town.MAY), town.MAY)
    assert group_answer.of_question(table.now) is None
    table.take("ask_next")
    for name, answer in (("Anna", -2), ("Ben", -2), ("Carla", 1)):
        table.vote(name, answer)
    assert group_answer.of_question(table.now) is None
    table.take("reveal")
    found = group_answer.of_question(table.now)
    assert found is not None
    assert found["ratio"] == pytest.approx((3 * 3 / 2) ** (1 / 3))
    table.take("accept")
    assert _accepted(table) == found


@pytest.mark.parametrize(("anonymous", "shown"), [(True, 9 ** (3 / 6)), (False, 9 ** (6 / 9))])
def test_a_say_counts_in_the_answer_to_one_question_only_where_answers_bear_names(
    sqlite_url: str, anonymous: bool, shown: float
) -> None:
    from services.workshops import making

    scope = town.store(town.MAY)
    rules = Rules(say={"Board": 2.0}, anonymous=anonymous)
    number = making.prepare_weights(town.ME, scope, town.MAY, "Weights", rules)
    table = Table(town.ME, scope.portfolio, number)
    people = [*((name, "Board") for name in "ABC"), *((name, "") for name in "DEF")]
    making.invite(town.ME, scope, number, people)
    table.take("open_session")
    table.join(*"ABCDEF")
    table.ask({**dict.fromkeys("ABC", -8), **dict.fromkeys("DEF", 0)})
    assert _accepted(table)["ratio"] == pytest.approx(shown)
    table.take("close")
    result = table.now.result
    assert result is not None
    assert result["weights"]["O1"] / result["weights"]["O2"] == pytest.approx(9 ** (6 / 9)), "the result holds the say"


def _accepted(table: Table) -> dict[str, Any]:
    found = table.now.questions[-1].accepted
    assert found is not None
    return found
