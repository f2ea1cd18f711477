"""How the choice falls on small and large projects, in words."""

from collections.abc import Mapping
from typing import Any

from ui.wording.budget_value import size_warning
from ui.wording.formats import money, number, percent

SAME = "All projects count the same here, so only their size can tell them apart: the cheapest are in."
TOO_FEW = "Too few projects are in or out to say whether size or score decides."


def finding(bias: Any, measure: str) -> str:
    """Return the warning that size explains the choice, or how well score and size each tell in from out.

    `bias` is a `models.size_bias.SizeBias`.
    """
    if bias.by_size != bias.by_size:
        return TOO_FEW
    if warned := size_warning(bias, measure):
        return f"{warned} {_pairs(bias)}"
    return f"Score explains the choice at least as well as size. {_pairs(bias)}"


def cost_range(row: Mapping[str, Any], currency: str) -> str:
    """Return what the projects of a band cost.

    >>> cost_range({"low": 1.2e6, "high": 3e6}, "USD"), cost_range({"low": 5, "high": 5}, "USD")
    ('$1.2 m to $3 m', '$5')
    """
    low, high = money(row["low"], currency), money(row["high"], currency)
    return low if low == high else f"{low} to {high}"


def in_of(row: Mapping[str, Any]) -> str:
    """Return how many of a band are in.

    >>> in_of({"chosen": 2, "candidates": 15})
    '2 of 15'
    """
    return f"{number(row['chosen'])} of {number(row['candidates'])}"


def _pairs(bias: Any) -> str:
    score, size = percent(bias.by_score), percent(bias.by_size)
    which = "cheaper" if bias.small_first else "dearer"
    return (
        f"Of one project that is in and one that is out, the one that is in has the higher score in {score} of all "
        f"pairs, and is the {which} one in {size}."
    )
