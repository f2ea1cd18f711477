"""The words and scales of workshops: stages, kinds, and what an answer stands for."""

from collections.abc import Mapping
from typing import Any, Final, Literal

Kind = Literal["weights", "challenge"]
KINDS: Final[tuple[Kind, ...]] = ("weights", "challenge")
DRAFT, SCORING, LOBBY = "draft", "scoring", "lobby"
ASKING, REVEALED, DISCUSSING, BETWEEN = "asking", "revealed", "discussing", "between"
CLOSED, ACCEPTED, ABANDONED = "closed", "accepted", "abandoned"
UNDER_WAY: Final = frozenset({SCORING, LOBBY, ASKING, REVEALED, DISCUSSING, BETWEEN})
OVER: Final = frozenset({CLOSED, ACCEPTED, ABANDONED})
WARM_UP: Final = "warm-up"
"""The key of both sides of the question that only tries out the phones; its answers count nowhere."""
STRONGEST: Final = 8
LEVELS: Final = ("none", "low", "moderate", "strong", "extreme")
SMALLEST_GROUP: Final = 3
"""Answers of fewer people are never shown apart."""

QUIET: Final = 0.7
"""A spread (of judgments in doublings, of ratings in levels) up to which nobody disputes an answer."""
WIDE: Final = 1.0
"""A spread of ratings, in levels, from which on people differ widely."""


def ratio(answer: float) -> float:
    """Return how many times as important the left side is as the right one.

    >>> ratio(0), ratio(-2), ratio(2)
    (1.0, 3.0, 0.3333333333333333)
    """
    return 1.0 - answer if answer <= 0 else 1.0 / (1.0 + answer)


def answer_of(times: float) -> float:
    """Return the answer that stands for a ratio, between whole ones too; the reverse of `ratio`.

    >>> answer_of(3), answer_of(0.5)
    (-2.0, 1.0)
    """
    return 1.0 - times if times >= 1 else 1.0 / times - 1.0


def closed_to_others(workshop: Mapping[str, Any], question: Mapping[str, Any]) -> bool:
    """Return whether nobody can be added to a question: what they say could be told from what was shown before."""
    return bool(workshop["anonymous"] and question["shown"])


def called(seat: Mapping[str, Any]) -> str:
    """Return what somebody at a place is called: who it belongs to, and who sits there for them."""
    return f"{seat['delegate']} for {seat['name']}" if seat["delegate"] else str(seat["name"])


def topic(workshop: int, what: Literal["step", "votes"]) -> str:
    """Return what live pages wait for: the next step of a workshop, or its answers coming in."""
    return f"workshop {workshop} {what}"
