"""Nobody disputes answers close together on one side of what they decide; nothing else is taken unasked."""

from itertools import combinations_with_replacement
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.strategic_value import RATING_SCALE
from services.workshops import group_answer, undisputed
from services.workshops.terms import LEVELS, QUIET

QUESTION = {"left_key": "P", "right_key": "O"}


def challenge(needed: str | None, inside: bool | None, **changed: Any) -> dict[str, Any]:
    rating = {"project": "P", "objective": "O", "needed": needed, "inside": inside}
    return {"kind": "challenge", "anonymous": True, "frame": {"ratings": [rating], "quorum": 3}, **changed}


WEIGHTS = {"kind": "weights", "anonymous": True, "frame": {"objectives": [], "quorum": 3}}


def answered(kind: str, *answers: int) -> dict[str, Any] | None:
    return group_answer.accepted(kind, [{"answer": each, "voter_group": ""} for each in answers], {})


def agreed(row: dict[str, Any], *answers: int) -> bool:
    return undisputed.agreed(row, QUESTION, answered(row["kind"], *answers))


def test_three_say_strong_and_two_moderate_where_strong_would_fund_it() -> None:
    assert not agreed(challenge("strong", False), 3, 3, 3, 2, 2)
    assert agreed(challenge("extreme", False), 3, 3, 3, 2, 2)
    assert agreed(challenge(None, None), 3, 3, 3, 2, 2)


def test_three_say_strong_and_two_moderate_where_moderate_would_no_longer_fund_it() -> None:
    assert not agreed(challenge("moderate", True), 3, 3, 3, 2, 2)
    assert agreed(challenge("low", True), 3, 3, 3, 2, 2)


def test_an_even_split_between_two_levels_is_disputed_however_small_it_is() -> None:
    found = answered("challenge", 2, 2, 3, 3)
    assert found is not None
    assert found["spread"] <= QUIET
    assert not agreed(challenge(None, None), 2, 2, 3, 3)


def test_every_group_of_three_to_five_is_taken_exactly_where_all_would_fund_it_or_none() -> None:
    for size in (3, 4, 5):
        for answers in combinations_with_replacement(range(len(LEVELS)), size):
            found = answered("challenge", *answers)
            assert found is not None
            close = found["spread"] <= QUIET and "between" not in found
            for needed in LEVELS:
                then = {RATING_SCALE[LEVELS[each]] >= RATING_SCALE[needed] for each in answers}
                assert agreed(challenge(needed, False), *answers) == (close and len(then) == 1)
                kept = {RATING_SCALE[LEVELS[each]] > RATING_SCALE[needed] for each in answers}
                assert agreed(challenge(needed, True), *answers) == (close and len(kept) == 1)


@pytest.mark.parametrize(
    ("answers", "alike"),
    [((1, 1, 0), True), ((-1, 0, 0), True), ((0, 0, 0), True), ((-1, 0, 1), False), ((-1, 0, 0, 0, 1), False)],
)
def test_of_a_pair_nobody_may_stand_on_the_other_side_of_equal(answers: tuple[int, ...], alike: bool) -> None:
    assert agreed(WEIGHTS, *answers) is alike


@given(st.lists(st.integers(-8, 8), min_size=3, max_size=7))
def test_a_pair_turned_round_is_as_disputed(answers: list[int]) -> None:
    assert agreed(WEIGHTS, *answers) == agreed(WEIGHTS, *(-each for each in answers))


def test_too_few_answers_are_not_taken_and_not_called_disputed() -> None:
    row = challenge(None, None)
    assert not agreed(row, 2, 2)
    assert not undisputed.disputed(row, QUESTION, answered("challenge", 2, 2))
    assert not undisputed.disputed(row, QUESTION, None)
    assert not undisputed.agreed(row, QUESTION, None)


def test_without_names_two_are_too_few_whatever_the_quorum_and_with_names_it_alone_counts() -> None:
    frame = {**challenge(None, None)["frame"], "quorum": 2}
    assert not agreed(challenge(None, None, frame=frame), 2, 2)
    assert agreed(challenge(None, None, frame=frame, anonymous=False), 2, 2)


def test_money_hangs_only_on_a_rating_that_could_change_what_is_funded() -> None:
    assert undisputed.decides(challenge("strong", False), QUESTION)
    assert not undisputed.decides(challenge(None, None), QUESTION)
    assert not undisputed.decides(WEIGHTS, QUESTION)
