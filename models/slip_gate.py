"""Which method may speak: the model, the table or the base rate, by the portfolio's own record alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from models.slip_baselines import BASE_RATE, MODEL, TABLE

MINIMUM_PAIRS: Final = 200
MINIMUM_OUTCOME_DATES: Final = 2

MODEL_BEST: Final = "model best"
TABLE_BETTER: Final = "table better"
TABLE_ONLY: Final = "table only"
NO_SKILL: Final = "no skill"
NO_RECORD: Final = "no record"
TOO_FEW: Final = "too few"

REASONS: Final[Mapping[str, str]] = {
    MODEL_BEST: "On this portfolio's own past the model was nearer to what happened than the base rate, and at least "
    "as near as the table.",
    TABLE_BETTER: "On this portfolio's own past the table was nearer to what happened than the model.",
    TABLE_ONLY: "The table beats the base rate on its own past.",
    NO_SKILL: "Neither the model nor the table beats the base rate on its own past, so every project gets the base "
    "rate.",
    NO_RECORD: "Not enough history to test a method on, so every project gets the base rate.",
    TOO_FEW: "Not enough history: at least 200 known outcomes on two dates are needed.",
}


class Skilled(Protocol):
    """What the gate reads of a method's scores (`record.Scores`): its skill against the two base rates."""

    @property
    def skill(self) -> float:
        """Against the base rate of the pairs, known only afterwards."""

    @property
    def skill_known(self) -> float:
        """Against the base rate known when each prediction was made."""


@dataclass(frozen=True)
class Gate:
    """The method that may speak ("" for none) and why: a key of ``REASONS``."""

    method: str
    reason: str

    @property
    def sentence(self) -> str:
        """The reason in one sentence."""
        return REASONS[self.reason]


def gate(scores: Mapping[str, Skilled], pairs: int, outcome_dates: int) -> Gate:
    """Return the method that the record known at a date allows.

    Parameters
    ----------
    scores : mapping
        The pooled scores by method of what was predicted and known by that date; empty where nothing was.
    pairs, outcome_dates : int
        Known outcomes to train on, and the dates at which they became known.

    Notes
    -----
    A method needs skill above 0, both against the base rate of the pairs, known only afterwards, and against the base
    rate known at the time; the model also needs at least the table's skill.
    """
    if pairs < MINIMUM_PAIRS or outcome_dates < MINIMUM_OUTCOME_DATES:
        return Gate("", TOO_FEW)
    if not scores:
        return Gate(BASE_RATE, NO_RECORD)
    table, model = _skill(scores.get(TABLE)), _skill(scores.get(MODEL))
    if model > 0 and model >= table:
        return Gate(MODEL, MODEL_BEST)
    if table > 0:
        return Gate(TABLE, TABLE_BETTER if MODEL in scores else TABLE_ONLY)
    return Gate(BASE_RATE, NO_SKILL)


def _skill(scores: Skilled | None) -> float:
    """Return the skill, or the worse of the two where one is not above 0; minus infinity where there is none."""
    if scores is None or not (scores.skill > 0 and scores.skill_known > 0):
        return float("-inf")
    return scores.skill
