"""What an answer stands for, and the topics that live pages wait for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.strategic_value import RATING_SCALE
from services.workshops import terms


@given(st.floats(-terms.STRONGEST, terms.STRONGEST))
def test_an_answer_and_its_ratio_lead_to_each_other(answer: float) -> None:
    assert terms.answer_of(terms.ratio(answer)) == pytest.approx(answer, abs=1e-9)


@given(st.floats(-8, 8))
def test_the_same_answer_on_the_other_side_is_the_reciprocal(answer: float) -> None:
    assert terms.ratio(answer) * terms.ratio(-answer) == pytest.approx(1)


def test_the_scale_reaches_from_nine_times_to_a_ninth() -> None:
    assert (terms.ratio(-8), terms.ratio(0), terms.ratio(8)) == (9, 1, pytest.approx(1 / 9))


def test_the_levels_are_those_of_the_ratings_in_their_order() -> None:
    assert tuple(RATING_SCALE) == terms.LEVELS


def test_no_stage_is_both_under_way_and_over() -> None:
    assert not terms.UNDER_WAY & terms.OVER
    assert terms.DRAFT not in terms.UNDER_WAY | terms.OVER


def test_each_workshop_and_each_thing_that_happens_has_a_topic_of_its_own() -> None:
    assert len({terms.topic(number, what) for number in (1, 11, 111) for what in ("step", "votes")}) == 6
