"""Words, integers and reciprocals, there and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import verbal_scale


def test_every_level_comes_back_from_its_number_and_has_an_opposite():
    for word, number in verbal_scale.SEVEN.items():
        assert verbal_scale.level(float(number)) == word
        other = verbal_scale.opposite(word)
        assert verbal_scale.value(word) * verbal_scale.value(other) == pytest.approx(1)
        assert verbal_scale.opposite(other) == word


def test_the_seven_levels_and_the_nine_words_stand_on_the_scale_of_saaty():
    assert len(verbal_scale.SEVEN) == 7
    assert set(verbal_scale.SEVEN.values()) <= set(verbal_scale.SAATY)
    assert list(verbal_scale.SAATY_WORDS) == list(range(1, 10))
    assert len(set(verbal_scale.SAATY)) == 17


@given(st.sampled_from(verbal_scale.SAATY))
def test_every_judgment_comes_back_from_its_writing(judgment):
    text = verbal_scale.written(float(judgment))
    assert verbal_scale.parsed(text) == float(judgment)
    assert verbal_scale.on_scale(float(judgment)) == judgment


@given(st.floats(0.02, 50))
def test_the_reciprocal_of_the_nearest_is_the_nearest_of_the_reciprocal(judgment):
    assert verbal_scale.on_scale(1 / judgment) == 1 / verbal_scale.on_scale(judgment)
    assert verbal_scale.level(1 / judgment) == verbal_scale.opposite(verbal_scale.level(judgment))


@pytest.mark.parametrize("text", ["10", "0", "1/10", "2/3", "1.5", "", "three", "1/0", "-3"])
def test_what_is_not_on_the_scale_is_refused(text):
    with pytest.raises(ValueError, match="is no judgment"):
        verbal_scale.parsed(text)


def test_unknown_words_and_numbers_that_are_no_judgments_are_refused():
    with pytest.raises(ValueError, match="no level"):
        verbal_scale.value("nice")
    with pytest.raises(ValueError, match="no level"):
        verbal_scale.opposite("nice")
    with pytest.raises(ValueError, match="positive"):
        verbal_scale.on_scale(0)
