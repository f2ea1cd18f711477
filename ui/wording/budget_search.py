"""A search for the best selection that is still going on, in words."""

from typing import Any

from ui.wording.formats import number, percent


def under_way(quick: Any, seconds: float) -> str:
    """Return what is shown while the best selection is searched for.

    `quick` is a selection with `found` and `gap`.

    >>> from types import SimpleNamespace
    >>> under_way(SimpleNamespace(found=True, gap=0.004), 0.42)
    'A first answer: at most 0.4% below the best. Looking for the best and its proof, 0.4 seconds so far.'
    """
    first = f"A first answer: at most {percent(quick.gap, 1)} below the best. " if quick.found else ""
    return f"{first}Looking for the best and its proof, {number(seconds, 1)} seconds so far."


def not_proven(gap: float, seconds: float) -> str:
    """Return how far an answer can be off that time did not suffice to prove.

    >>> not_proven(0.004, 3.0)
    'The best found in 3 seconds; at most 0.4% below the best.'
    """
    return f"The best found in {number(seconds)} seconds; at most {percent(gap, 1)} below the best."
