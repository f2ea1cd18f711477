"""Words for probabilities follow their stated steps."""

import pytest

from ui.wording import likelihood
from ui.wording.formats import DASH


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.995, "virtually certain"),
        (0.95, "very likely"),
        (0.7, "likely"),
        (0.66, "more likely than not"),
        (0.63, "more likely than not"),
        (0.55, "about as likely as not"),
        (0.45, "less likely than not"),
        (0.33, "unlikely"),
        (0.2, "unlikely"),
        (0.1, "very unlikely"),
        (0.01, "exceptionally unlikely"),
    ],
)
def test_likelihood_words_follow_their_steps(probability, words):
    assert likelihood.likelihood(probability) == words


def test_the_steps_of_the_words_can_be_read():
    said = likelihood.likelihood_scale()
    assert "likely above 66%, more likely than not above 55%" in said
    assert said.endswith("else exceptionally unlikely.")


@pytest.mark.parametrize("missing", [None, float("nan")])
def test_a_missing_probability_is_a_dash(missing):
    assert likelihood.likelihood(missing) == DASH
