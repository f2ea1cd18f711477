"""Judgments in words and on Saaty's scale of 1 to 9, and the way between them.

Saaty (1980): 1 equal, 3 moderate, 5 strong, 7 very strong, 9 extreme, even numbers between, reciprocals for the other
side. The seven levels "extremely more" to "extremely less" are those of Microsoft's driver prioritisation, which
publishes no numbers for them; here they stand for 9, 6, 3, 1 and the reciprocals, at even distances on the scale.
"""

from __future__ import annotations

import math
from fractions import Fraction

SEVEN: dict[str, Fraction] = {
    "extremely more important": Fraction(9),
    "much more important": Fraction(6),
    "more important": Fraction(3),
    "equally important": Fraction(1),
    "less important": Fraction(1, 3),
    "much less important": Fraction(1, 6),
    "extremely less important": Fraction(1, 9),
}
"""What the first objective is, compared with the second."""
SAATY_WORDS: dict[int, str] = {
    1: "equal importance",
    2: "between equal and moderate importance",
    3: "moderate importance",
    4: "between moderate and strong importance",
    5: "strong importance",
    6: "between strong and very strong importance",
    7: "very strong importance",
    8: "between very strong and extreme importance",
    9: "extreme importance",
}
SAATY: tuple[Fraction, ...] = (*(Fraction(1, k) for k in range(9, 1, -1)), *(Fraction(k) for k in range(1, 10)))
"""The seventeen judgments of the scale, from 1/9 to 9."""


def value(level: str) -> float:
    """How many times as important the first objective is, by one of the seven levels.

    Raises
    ------
    ValueError
        Where the level is not one of them.

    >>> value("much more important")
    6.0
    """
    if level not in SEVEN:
        raise ValueError(f"no level {level}; use {', '.join(SEVEN)}")
    return float(SEVEN[level])


def level(judgment: float) -> str:
    """The one of the seven levels that is nearest in ratio; of two equally near the one nearer to equal.

    >>> level(5), level(1 / 9)
    ('much more important', 'extremely less important')
    """
    return min(SEVEN, key=lambda word: _nearness(judgment, SEVEN[word]))


def on_scale(judgment: float) -> Fraction:
    """The judgment of Saaty's scale that is nearest in ratio; beyond the ends, the end.

    >>> on_scale(0.457)
    Fraction(1, 2)
    """
    return min(SAATY, key=lambda each: _nearness(judgment, each))


def opposite(level: str) -> str:
    """The level seen from the second objective.

    >>> opposite("more important")
    'less important'
    """
    value(level)
    return next(word for word, each in SEVEN.items() if each == 1 / SEVEN[level])


def parsed(text: str) -> float:
    """The judgment written as an integer 1 to 9 or its reciprocal, such as "1/5".

    Raises
    ------
    ValueError
        Where the text is neither.

    >>> parsed("1/5")
    0.2
    """
    try:
        found = Fraction(text.strip())
    except (ValueError, ZeroDivisionError):
        found = Fraction(0)
    if found not in SAATY:
        raise ValueError(f"{text} is no judgment; use 1 to 9, or 1/2 to 1/9")
    return float(found)


def written(judgment: float) -> str:
    """The nearest judgment of the scale as people write it.

    >>> written(3.0), written(1 / 3)
    ('3', '1/3')
    """
    return str(on_scale(judgment))


def _nearness(judgment: float, other: Fraction) -> tuple[float, float]:
    if not (math.isfinite(judgment) and judgment > 0):
        raise ValueError(f"every judgment is a positive number, not {judgment}")
    return round(abs(math.log(judgment) - math.log(other)), 12), abs(math.log(other))
