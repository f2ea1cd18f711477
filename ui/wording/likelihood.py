"""Probabilities in words, by steps that can be read."""

from ui.wording.formats import DASH, is_missing

LIKELIHOODS = (
    (0.99, "virtually certain"),
    (0.90, "very likely"),
    (0.66, "likely"),
    (0.55, "more likely than not"),
    (0.45, "about as likely as not"),
    (0.33, "less likely than not"),
    (0.10, "unlikely"),
    (0.01, "very unlikely"),
)
LEAST_LIKELY = "exceptionally unlikely"


def likelihood(probability: float | None) -> str:
    """Return a probability in words, by the steps of `LIKELIHOODS`.

    The words are those of Mastrandrea et al. (2010), IPCC guidance note, whose "about as likely as not" (33 to 66 %)
    is split in three here.

    >>> likelihood(0.72), likelihood(0.63), likelihood(0.5), likelihood(0.05)
    ('likely', 'more likely than not', 'about as likely as not', 'very unlikely')
    """
    if probability is None or is_missing(probability):
        return DASH
    return next((words for above, words in LIKELIHOODS if probability > above), LEAST_LIKELY)


def likelihood_scale() -> str:
    """Return the steps of the words for probabilities, as a sentence."""
    steps = [f"{words} above {above * 100:.0f}%" for above, words in LIKELIHOODS]
    return f"Chances in words: {', '.join(steps)}, else {LEAST_LIKELY}."
